import { readFileSync } from 'node:fs';
import { expect, test } from './host';

test("the owner's PIN stands before settings and not before shipping", async ({ host, practice: page }) => {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('new-pin').fill('12');
  await page.getByTestId('pin-save').click();
  await expect(page.getByTestId('error-note')).toHaveAttribute('data-code', 'bad_request');
  await page.getByTestId('new-pin').fill('2468');
  await page.getByTestId('pin-save').click();
  await expect(page.getByTestId('pin-remove')).toBeVisible();

  await page.getByTestId('choice-420').click();
  await expect(page.getByTestId('pin-sheet')).toBeVisible();
  await page.getByTestId('pin').fill('1111');
  await page.getByTestId('pin-enter').click();
  await expect(page.getByRole('alert')).toContainText('klopt niet');
  await page.getByTestId('pin').fill('2468');
  await page.getByTestId('pin-enter').click();
  await expect(page.getByTestId('pin-sheet')).toHaveCount(0);
  const reads = async () =>
    ((await host.call('settings_get')) as { reads_per_minute: number }).reads_per_minute;
  await expect.poll(reads, 'what was asked for is done').toBe(420);

  await page.getByTestId('pin-remove').click();
  await expect(page.getByTestId('pin-remove')).toHaveCount(0);
  const { orders } = (await host.call('orders_list')) as { orders: { id: number }[] };
  expect(orders.length).toBeGreaterThan(0);
});

test('giving up at the PIN changes nothing', async ({ host, practice: page }) => {
  await host.call('pin_set', { pin: '2468' });
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('choice-420').click();
  await page.getByTestId('pin-sheet').getByRole('button', { name: 'Annuleren' }).click();
  await expect(page.getByTestId('toast').first()).toHaveAttribute('data-code', 'pin_needed');
  expect(((await host.call('settings_get')) as { reads_per_minute: number }).reads_per_minute).toBe(1000);
});

test('settings go into a file without secrets and come back from it', async ({ host, practice: page }) => {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('choice-420').click();
  await expect(page.getByTestId('choice-420')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('settings-export').click();
  const toast = page.getByTestId('toast').filter({ hasText: 'packbench-settings.json' });
  await expect(toast).toBeVisible();
  const path = /\S+packbench-settings\.json/.exec((await toast.textContent()) ?? '')?.[0] ?? '';
  const text = readFileSync(path.replace(/^.*?(?=\/)/, ''), 'utf8');
  expect(text).toContain('"reads_per_minute": 420');
  expect(text.toLowerCase()).not.toMatch(/token|secret_key|public_key/);
  await page.getByTestId('choice-1000').click();
  await page.getByTestId('settings-import').focus();
  await expect(page.getByTestId('nav-settings'), 'the window stays where it is').toBeInViewport();
  await page.getByTestId('settings-import').setInputFiles({
    name: 'settings.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await expect
    .poll(async () => ((await host.call('settings_get')) as { reads_per_minute: number }).reads_per_minute)
    .toBe(420);
  await page.getByTestId('settings-import').setInputFiles({
    name: 'orders.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format": "something"}'),
  });
  await expect(page.getByTestId('error-note')).toHaveAttribute('data-code', 'bad_request');
});
