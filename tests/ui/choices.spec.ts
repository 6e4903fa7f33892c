import type { Page } from '@playwright/test';
import { expect, test } from './host';

interface View {
  orders: { id: number; number: string; country: string; problems: { blocks: boolean }[] }[];
}

async function openSheet(page: Page, numbers: string[]): Promise<void> {
  for (const number of numbers) {
    await page.getByTestId('search').fill(number);
    await page.keyboard.press('Enter');
  }
  await expect(page.getByTestId('selected-count')).toContainText(String(numbers.length));
  await page.getByTestId('ship-selected').click();
  await expect(page.getByTestId('confirm-sentence')).toBeVisible();
  await page.getByTestId('confirm-options').locator('summary').click();
}

test('an order to Belgium: choose from lists, be warned, ship on, and look where the parcel is', async ({
  host,
  practice: page,
}) => {
  const { orders } = (await host.call('orders_list')) as View;
  const unique = (number: string) => orders.filter((order) => order.number.includes(number)).length === 1;
  const of = (country: string) =>
    orders.find((order) => order.country === country && order.problems.length === 0 && unique(order.number))
      ?.number ?? '';
  await openSheet(page, [of('NL'), of('BE')]);

  const sender = page.getByTestId('choose-sender_address_id');
  await expect(sender.locator('option')).toHaveCount(4);
  await expect(sender).toContainText('Winkel Zwolle, Magazijn Noord, Diezerstraat 80, 8011 RH Zwolle, NL');
  await sender.selectOption('21');
  await expect(page.getByTestId('confirm-sheet')).toContainText('afzender Winkel Zwolle');
  await expect(
    page.getByTestId('choose-contract_id').locator('option', { hasText: 'niet actief' }),
    'a contract that cannot be used is shown and cannot be chosen',
  ).toBeDisabled();

  await page.getByTestId('option-open').click();
  await expect(page.getByTestId('options-asked')).toContainText('NL 1');
  const everywhere = page.locator('[data-testid=option-row][data-code="dpd:classic"]');
  await expect(everywhere).toContainText('€');
  const home = page.locator('[data-testid=option-row][data-code="postnl:standard"]');
  await expect(home).toContainText('alleen NL');
  await page.getByTestId('option-search').fill('postnl standard');
  await home.click();
  await expect(page.getByTestId('option-open')).toContainText('postnl:standard');
  await expect(page.getByTestId('option-search'), 'a click closes the list').toHaveCount(0);
  await expect(page.getByTestId('warnings')).toContainText('Optie past niet');
  await expect(page.getByTestId('confirm-ship')).toContainText('2');
  await expect(page.getByTestId('confirm-ship'), 'a warning keeps nothing back').toBeEnabled();

  await page.getByTestId('option-open').click();
  await page.locator('[data-testid=option-row][data-code="dpd:classic"]').click();
  await expect(page.getByTestId('warnings')).toHaveCount(0);
  await expect(page.getByTestId('confirm-ship')).toBeEnabled();
  await page.getByTestId('confirm-ship').click();

  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 40_000 });
  await page.getByTestId('batch-order').first().click();
  await page.getByTestId('track').click();
  await expect(page.getByTestId('tracking-events').locator('li').first()).toBeVisible();
});

test('a code that is not in the list can be typed, and Enter in the form buys nothing', async ({
  host,
  practice: page,
}) => {
  const { orders } = (await host.call('orders_list')) as View;
  const number = orders.find((order) => order.problems.length === 0)?.number ?? '';
  await openSheet(page, [number]);
  await page.getByTestId('option-open').click();
  await page.getByTestId('option-search').fill('acme:overnight');
  await page.waitForTimeout(700);
  await page.keyboard.press('Enter');
  await page.locator('[data-testid=option-row][data-code="acme:overnight"]').click();
  await expect(page.getByTestId('confirm-sheet')).toContainText('optie acme:overnight');
  await page.getByTestId('choose-brand_id').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  expect(await host.call('batches_list', { text: null, before: null, limit: 5 })).toEqual([]);
});

test('what is chosen in the settings is the beginning of every sheet', async ({ host, practice: page }) => {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('choose-brand_id').selectOption({ label: 'Bergkaas & Co' });
  await page.getByTestId('option-open').click();
  await page.locator('[data-testid=option-row][data-code="dpd:classic"]').click();
  await expect
    .poll(async () => ((await host.call('settings_get')) as { ship: unknown }).ship)
    .toMatchObject({ brand_id: 43, shipping_option_code: 'dpd:classic' });
  await page.getByTestId('nav-orders').click();
  await page.getByTestId('select-all').click();
  await page.getByTestId('ship-selected').click();
  await expect(page.getByTestId('confirm-sheet')).toContainText('merk Bergkaas & Co');
  await expect(page.getByTestId('warnings'), 'known without opening the list').toContainText(
    'Optie past niet',
  );
});
