import { expect, test } from './host';
import type { Page } from '@playwright/test';

// Wemasy's orders in the window, on the practice account.

interface Row {
  id: number;
  number: string;
  integration_id: number;
  wemasy: { hand_over: { state: string } | null } | null;
  problems: { kind: string; blocks: boolean }[];
}

async function search(page: Page, text: string): Promise<void> {
  await page.getByTestId('search').fill(text);
  await expect(page.getByTestId('order-row').first()).toContainText(text);
}

test('an order that only Wemasy has is read, handed to Sendcloud, and shipped there', async ({
  host,
  practice: page,
}) => {
  const rows = async () => ((await host.call('orders_list')) as { orders: Row[] }).orders;
  const alone = (await rows()).find((row) => row.integration_id < 0);
  if (!alone) throw new Error('practice has orders that only Wemasy has');
  await search(page, alone.number);
  await page.getByTestId('order-row').first().click();
  await expect(page.getByTestId('wemasy-source')).toContainText('Nog niet overgezet');
  await expect(page.locator('address'), 'its address is read at once').toContainText(/[A-Z]{2}/);
  const picture = page.getByTestId('item-picture').first();
  await expect(picture, 'what goes into the box is seen').toBeVisible();
  const drawn = picture.locator('img');
  await expect.poll(() => drawn.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(160);
  await picture.click();
  await expect(picture).toHaveAttribute('aria-expanded', 'true');
  expect((await picture.boundingBox())?.width, 'large enough to tell two sizes apart').toBeGreaterThan(200);
  await picture.click();
  const shipping = page.getByTestId('wemasy-shipping');
  await shipping.locator('summary').click();
  await expect(page.getByTestId('wemasy-method').locator('option').nth(1)).toBeAttached();
  await page.getByTestId('wemasy-weight').fill('0');
  await page.getByTestId('wemasy-update').click();
  await expect(shipping, 'each field says what is wrong with it').toContainText('Kies een verzendwijze');
  await page.getByTestId('wemasy-method').selectOption({ index: 1 });
  await page.getByTestId('wemasy-weight').fill('1,25');
  await page.getByTestId('wemasy-update').click();
  await expect(page.getByTestId('toast').filter({ hasText: 'bijgewerkt' })).toBeVisible();
  await page.getByTestId('hand-over').click();
  await expect(page.getByTestId('wemasy-source')).toHaveAttribute('data-state', 'waiting');
  await expect(async () => {
    await host.call('sync_now');
    const now = (await rows()).find((row) => row.number === alone.number);
    expect(now?.integration_id, 'Sendcloud has it').toBeGreaterThan(0);
  }).toPass({ timeout: 40_000, intervals: [2_000] });
  await expect(async () => {
    await expect(page.getByTestId('order-row'), 'one order, one row').toHaveCount(1);
    await page.getByTestId('order-row').first().click();
    await expect(page.getByTestId('wemasy-source')).toContainText('Ook in', { timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
});

test('by Wemasy’s route the label is made there, and found at Sendcloud', async ({
  host,
  practice: page,
}) => {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('wemasy-shop').getByTestId('choice-by_wemasy').click();
  const rows = async () => ((await host.call('orders_list')) as { orders: Row[] }).orders;
  const alone = (await rows()).find((row) => row.integration_id < 0);
  if (!alone) throw new Error('practice has orders that only Wemasy has');
  await page.getByTestId('nav-orders').click();
  await search(page, alone.number);
  await page.getByTestId('order-row').first().click();
  await expect(page.locator('address'), 'its address is read at once').toContainText(/[A-Z]{2}/);
  // The list hears of it a moment later; a sheet that is open by then asks for its plan again, and ignores a click.
  await expect(page.getByTestId('order-row').first()).toContainText('Verzendklaar');
  await page.getByTestId('ship-selected').click();
  await page.getByTestId('confirm-ship').click();
  await expect(page.getByTestId('confirm-sheet')).toHaveCount(0);
  const order = page.getByTestId('batch-order').first();
  await expect(order, 'a 200 promises nothing').toHaveAttribute('data-state', 'unknown');
  await expect(order).toContainText('we wachten tot het bij Sendcloud staat');
  await expect(async () => {
    await host.call('unknown_check', { batch_id: 1 });
    await expect(order).toHaveAttribute('data-state', 'labelled', { timeout: 1_000 });
  }).toPass({ timeout: 50_000, intervals: [3_000] });
});

test('the settings show the shop, its route, and how long is waited', async ({ host, practice: page }) => {
  await page.getByTestId('nav-settings').click();
  const shop = page.getByTestId('wemasy-shop');
  await expect(shop).toHaveCount(1);
  await expect(shop).toContainText('Verbonden');
  await shop.getByTestId('choice-by_wemasy').click();
  await expect
    .poll(async () => ((await host.call('wemasy_shops')) as { route: string }[])[0]?.route)
    .toBe('by_wemasy');
  await page.locator('[aria-labelledby="settings-wemasy"]').getByTestId('choice-60').click();
  await expect
    .poll(
      async () => ((await host.call('settings_get')) as { wemasy_wait_minutes: number }).wemasy_wait_minutes,
    )
    .toBe(60);
  await shop.getByTestId('wemasy-forget').click();
  await shop.getByTestId('wemasy-forget-sure').click();
  await expect(shop).toHaveCount(0);
});
