// The one screen that does the job, and everything that opens above it.
import { expect, scan } from '../host';
import { must, type Desk, type Walk } from './desk';

/** One order selected by its number. */
async function select(desk: Desk, number: string): Promise<void> {
  await desk.at('search').fill(number);
  await desk.page.keyboard.press('Enter');
  await expect(desk.at('search')).toHaveValue('');
}

export const orders: Walk = async (desk) => {
  const { page, at, seen, peek } = desk;
  await desk.practise();
  await seen('orders');
  await at('order-row').nth(1).click();
  await at('order-row')
    .nth(5)
    .click({ modifiers: ['Shift'] });
  await seen('orders-selected');
  await at('tab-problems').click();
  await at('order-row').first().click();
  await seen('orders-problems');
  await at('tab-all').click();

  await at('filter-country').click();
  await page.getByRole('group').locator('label').nth(1).locator('input').check();
  await peek('orders-filter-open');
  await at('filter-date').click();
  await at('date-from').fill('1-11-2026');
  await at('date-to').fill('31-2');
  await at('date-to').press('Enter');
  await expect(at('date-to')).toHaveAttribute('aria-invalid', 'true');
  await peek('orders-filter-dates');
  await at('filter-more').click();
  await peek('orders-filter-more');
  await seen('orders-filtered');
  await at('view-add').click();
  await seen('orders-view-name');
  await at('view-name').fill('België');
  await page.keyboard.press('Enter');
  await expect(at('view')).toHaveAttribute('aria-pressed', 'true');
  await seen('orders-view');
  await at('view-remove').click();
  await page.keyboard.press('Alt+w');
  await at('search').fill('xyzzy');
  await expect(at('empty')).toBeVisible();
  await seen('orders-no-match');
  await page.keyboard.press('Escape');
  await expect(at('orders-grid')).toBeVisible();
  await scan(page, 'NOPE-4711');
  await expect(at('scan-note')).toBeVisible();
  await peek('orders-scan-unknown');

  await page.keyboard.press('Alt+k');
  await expect(at('columns-sheet')).toBeVisible();
  await peek('columns');
  await page.keyboard.press('Control+k');
  await expect(at('palette-field')).toBeVisible();
  await peek('palette');
  await at('search').press('?');
  await expect(at('help')).toBeVisible();
  await peek('help');
  await page.keyboard.press('Alt+c');
  await expect(at('scanner-sheet')).toBeVisible();
  await peek('scanner');
  await page.keyboard.press('Alt+d');
  await seen('orders-packer');
  await page.keyboard.press('Alt+d');
};

export const confirm: Walk = async (desk) => {
  const { page, at, seen, peek } = desk;
  await desk.practise();
  const all = await desk.orders();
  const [order] = await desk.ready();
  await select(desk, must(order, 'order that is ready').number);
  await at('ship-selected').click();
  await expect(at('confirm-ship')).toBeEnabled();
  await peek('confirm');

  await at('select-all').click();
  await at('ship-selected').click();
  await expect(at('confirm-ship')).toBeEnabled();
  await seen('confirm-problems');
  await at('confirm-options').locator('summary').click();
  await at('option-open').click();
  await expect(at('options-asked')).toBeVisible();
  await seen('confirm-options');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(at('confirm-sheet')).toHaveCount(0);
  await page.keyboard.press('Control+a');

  const two = all.find(
    (one) => one.integration_id > 0 && one.problems.length === 0 && one.items.length === 2,
  );
  await at('search').fill(must(two, 'order with two products').number);
  await at('order-row').first().click();
  await at('split-order').click();
  await expect(at('kg-1')).toBeVisible();
  await peek('split');

  const alone = all.find((one) => one.integration_id < 0);
  await at('search').fill(must(alone, 'order that only Wemasy has').number);
  await expect(at('order-row')).toHaveCount(1);
  await at('order-row').first().click();
  await at('wemasy-shipping').locator('summary').click();
  await expect(at('wemasy-method').locator('option').nth(1)).toBeAttached();
  await expect(at('item-picture').first()).toBeVisible();
  await seen('orders-wemasy');
  await at('item-picture').first().click();
  await seen('orders-item-picture');
};
