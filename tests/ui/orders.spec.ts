import { expect, pressEnterDeliberately, rowCount, scan, test } from './host';
import type { Page } from '@playwright/test';

const selected = (page: Page) => page.getByTestId('selected-count');
const row = (page: Page, index: number) => page.getByTestId('order-row').nth(index);
const numberOf = async (page: Page, index: number) =>
  (await row(page, index).getAttribute('data-number')) ?? '';

test('typing anywhere searches; tabs, chips and sorting narrow and order the list', async ({
  practice: page,
}) => {
  const all = await rowCount(page);
  await page.getByTestId('orders-grid').focus();
  await page.keyboard.type('rotterdam', { delay: 60 });
  await expect(page.getByTestId('search')).toHaveValue('rotterdam');
  await expect.poll(() => rowCount(page)).toBeLessThan(all);
  await expect(row(page, 0)).toContainText('Rotterdam');
  await page.keyboard.press('Escape');
  await expect.poll(() => rowCount(page), 'Escape leads back to the whole list').toBe(all);

  await page.getByTestId('tab-problems').click();
  const problems = await rowCount(page);
  expect(problems).toBeGreaterThan(0);
  expect(problems).toBeLessThan(all);
  await expect(page.getByTestId('tab-problems')).toContainText(String(problems));
  await page.getByTestId('tab-all').click();

  await page.getByTestId('filter-country').click();
  await page.getByLabel('Duitsland').check();
  await expect(row(page, 0)).toContainText('DE');
  expect(await rowCount(page)).toBeLessThan(all);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Filters wissen' }).click();
  expect(await rowCount(page)).toBe(all);

  await page.getByTestId('sort-number').click();
  const first = await numberOf(page, 0);
  await page.getByTestId('sort-number').click();
  await expect(row(page, 0), 'a second click turns it round').not.toHaveAttribute('data-number', first);
  await expect(page.locator('[aria-sort="descending"]')).toContainText('Order');
});

test('words that fit nothing say so and show the way back', async ({ practice: page }) => {
  await page.getByTestId('search').fill('xyzzy');
  await expect(page.getByTestId('empty')).toContainText('Niets gevonden');
  await page.getByRole('button', { name: 'Toon alle orders' }).click();
  await expect(page.getByTestId('orders-grid')).toBeVisible();
});

test('nothing is done with an order that a search hides', async ({ practice: page }) => {
  const [first, other] = [await numberOf(page, 0), await numberOf(page, 1)];
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('details-number')).toHaveText(first);
  await page.getByTestId('search').fill(other);
  await expect.poll(() => rowCount(page)).toBe(1);
  await expect(page.getByTestId('details-number'), 'its details are not shown beside others').toHaveCount(0);
  await page.getByTestId('orders-grid').focus();
  await page.keyboard.press('Space');
  await expect(selected(page), 'nor is it selected unseen').toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(selected(page)).toContainText('1');
  await expect(page.getByTestId('details-number')).toHaveText(other);
});

test('only rows in view exist, and the grid tells how many there are', async ({ practice: page }) => {
  const total = await rowCount(page);
  expect(await page.getByTestId('order-row').count()).toBeLessThan(60);
  await page.getByTestId('orders-grid').focus();
  await page.keyboard.press('End');
  await expect(page.locator(`[data-testid="order-row"][aria-rowindex="${total + 1}"]`)).toBeInViewport();
});

test('a list that somebody scrolled stays there while orders leave it; what is searched begins at its first row', async ({
  host,
  practice: page,
}) => {
  const box = page.locator('[data-testid="orders-grid"] .scroll');
  const scrolled = () => box.evaluate((element) => element.scrollTop);
  const all = await rowCount(page);
  const { orders } = (await host.call('orders_list')) as { orders: { id: number; problems: object[] }[] };
  await row(page, 0).click();
  await box.hover();
  await page.mouse.wheel(0, 3_000);
  await expect.poll(scrolled).toBe(3_000);
  const { ship } = (await host.call('settings_get')) as { ship: object };
  const ready = orders.filter(({ problems }) => problems.length === 0).slice(-4);
  await host.call('ship', {
    orders: ready.map(({ id }) => id),
    options: ship,
    request_id: 'while-scrolling',
    at_once: false,
    parcels: [],
  });
  await expect.poll(() => rowCount(page)).toBeLessThan(all);
  expect(await scrolled(), 'nobody moved the list').toBe(3_000);
  await page.keyboard.press('ArrowDown');
  await expect.poll(scrolled, 'a key leads back to its row').toBeLessThan(200);

  await page.mouse.wheel(0, 3_000);
  await expect.poll(scrolled).toBeGreaterThan(2_000);
  await page.getByTestId('search').fill('fietsbel');
  await expect.poll(() => rowCount(page)).toBeLessThan(all / 2);
  await expect.poll(scrolled).toBe(0);
});

test('keyboard alone: look, choose, range, all, none', async ({ practice: page }) => {
  const total = await rowCount(page);
  await page.keyboard.press('ArrowDown');
  await expect(
    page.getByTestId('orders-grid'),
    'the arrow leads from the scan field to the list',
  ).toBeFocused();
  await page.keyboard.press('Space');
  await expect(selected(page)).toContainText('1');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selected(page)).toContainText('3');
  await expect(row(page, 2)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByTestId('details-number')).toHaveText(await numberOf(page, 2));
  await page.keyboard.press('Control+a');
  await expect(selected(page)).toContainText(String(total));
  await page.keyboard.press('Control+a');
  await expect(selected(page)).toHaveCount(0);
  await expect(page.getByTestId('ship-selected')).toBeDisabled();
});

test('clicks: a row, a range with Shift, all that match', async ({ practice: page }) => {
  await row(page, 1).click();
  await row(page, 6).click({ modifiers: ['Shift'] });
  await expect(selected(page)).toContainText('6');
  await row(page, 3).click();
  await expect(selected(page), 'a second click takes a row out').toContainText('5');
  await page.getByTestId('search').fill('rotterdam');
  await expect(row(page, 0)).toContainText('Rotterdam');
  const matching = await rowCount(page);
  await page.getByTestId('select-all').click();
  const chosen = Number((await selected(page).locator('strong').textContent()) ?? '0');
  expect(chosen, 'what was chosen before stays chosen').toBeGreaterThanOrEqual(matching);
  expect(chosen).toBeLessThanOrEqual(matching + 5);
});

test('a scan selects the order, wherever focus is, and presses nothing', async ({ practice: page }) => {
  await page.getByTestId('sort-number').click();
  const number = await numberOf(page, 4);
  await scan(page, number);
  await expect(selected(page)).toContainText('1');
  await expect(page.getByTestId('scan-note')).toHaveAttribute('data-kind', 'selected');
  await expect(page.getByTestId('search'), 'the field is ready for the next scan').toHaveValue('');

  await scan(page, number);
  await expect(page.getByTestId('scan-note')).toHaveAttribute('data-kind', 'already');

  await page.getByTestId('ship-selected').focus();
  await scan(page, await numberOf(page, 5));
  await expect(selected(page), 'the scan is taken').toContainText('2');
  await expect(page.getByTestId('confirm-sheet'), 'its Enter did not press the focused button').toHaveCount(
    0,
  );

  await page.getByTestId('nav-settings').click();
  await scan(page, await Promise.resolve(number.replace('#', '')));
  await expect(page.getByTestId('orders-grid'), 'a scan leads back to the list').toBeVisible();
});

test('odd scans are answered in words that stay', async ({ practice: page }) => {
  await scan(page, 'NOPE-4711');
  const note = page.getByTestId('scan-note');
  await expect(note).toContainText('NOPE-4711');
  await expect(note).toHaveAttribute('data-kind', 'unknown');
  await page.getByTestId('tab-ready').click();
  await expect(note, 'nobody looks at the screen in the second of the scan').toBeVisible();
  await page.keyboard.press('Escape');
  await expect(note).toHaveCount(0);

  // The practice shops have one number that two open orders carry.
  const numbers = await page.evaluate(async () => {
    const response = await fetch('/rpc/orders_list', { method: 'POST', body: '{}' });
    const view = (await response.json()) as { orders: { number: string }[] };
    return view.orders.map((order) => order.number);
  });
  const repeated = numbers.find((number, index) => numbers.indexOf(number) !== index);
  expect(repeated, 'practice has a repeated number').toBeDefined();
  await scan(page, repeated ?? '');
  await expect(note).toHaveAttribute('data-kind', 'several');
  await expect(selected(page), 'a person chooses').toHaveCount(0);
});

test('Enter pays only when a person means it', async ({ practice: page }) => {
  await row(page, 0).click();
  await page.keyboard.press('Enter');
  const sheet = page.getByTestId('confirm-sheet');
  await expect(sheet).toBeVisible();
  await expect(page.getByTestId('confirm-sentence')).toContainText('1');
  await expect(page.getByTestId('confirm-ship')).toBeEnabled();

  await scan(page, '1042');
  await expect(sheet, 'a scan does not buy').toBeVisible();
  await expect(sheet).toContainText('1042');

  for (const key of '1042') await page.keyboard.press(key, { delay: 40 });
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  await expect(sheet, 'nor does a slow scanner').toBeVisible();

  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await pressEnterDeliberately(page);
  await expect(page.getByTestId('confirm-ship')).toBeEnabled();
  await pressEnterDeliberately(page);
  await expect(page.getByTestId('batch-progress')).toBeVisible();
});

test('every action by its name, and the keys on one sheet', async ({ practice: page }) => {
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette-field').fill('historie');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Historie' })).toBeVisible();
  await page.getByTestId('nav-orders').click();
  await page.getByTestId('search').press('?');
  await expect(page.getByTestId('help')).toContainText('Verzend selectie');
});
