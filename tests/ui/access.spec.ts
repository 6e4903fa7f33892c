import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Host } from './host';

// WCAG 2.2 AA as far as a program can tell, on every screen, light and dark.

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function check(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const told = violations.flatMap(({ id, nodes }) =>
    nodes
      // The grid around the box is the tab stop, and its keys scroll the box: a second stop would help nobody.
      .filter(({ target }) => id !== 'scrollable-region-focusable' || !String(target).includes('rowgroup'))
      .map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary ?? ''}`),
  );
  expect.soft(told, where).toEqual([]);
}

async function theme(host: Host, page: Page, name: 'light' | 'dark'): Promise<void> {
  const settings = (await host.call('settings_get')) as object;
  await host.call('settings_set', { ...settings, theme: name });
  await page.reload();
  await expect(page.getByTestId('orders-grid')).toBeVisible();
}

for (const colours of ['light', 'dark'] as const) {
  test(`nothing keeps anybody out: ${colours}`, async ({ host, practice: page }) => {
    test.setTimeout(120_000);
    await theme(host, page, colours);
    await check(page, 'orders');
    await page.getByTestId('order-row').nth(1).click();
    await check(page, 'orders, one chosen');
    await page.keyboard.press('Alt+k');
    await check(page, 'columns');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+c');
    await check(page, 'scanner');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await check(page, 'keys');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await check(page, 'palette');
    await page.keyboard.press('Escape');
    await page.getByTestId('ship-selected').click();
    await page.getByTestId('confirm-options').locator('summary').click();
    await check(page, 'confirm sheet');
    await page.getByTestId('confirm-ship').click();
    await expect(page.getByTestId('confirm-sheet')).toHaveCount(0);
    await expect(page.getByTestId('batch-order').first()).toHaveAttribute('data-state', 'labelled', {
      timeout: 30_000,
    });
    await page.getByTestId('batch-order').first().click();
    await check(page, 'batch');
    for (const screen of ['history', 'bookings', 'shops', 'settings']) {
      await page.getByTestId(`nav-${screen}`).click();
      await page.waitForTimeout(400);
      await check(page, screen);
    }
    await page.getByTestId('notices').click();
    await check(page, 'notices');
  });
}

test('nothing keeps anybody out: the first start', async ({ host, page }) => {
  await page.goto(host.url);
  await expect(page.getByTestId('start-connect')).toBeVisible();
  await check(page, 'start');
  await page.getByTestId('start-connect').click();
  await check(page, 'connect');
});
