import { expect, pressEnterDeliberately, rowCount, test } from './host';
import type { Page } from '@playwright/test';

const row = (page: Page, index: number) => page.getByTestId('order-row').nth(index);
const selected = (page: Page) => page.getByTestId('selected-count');
/** The first reading of the practice shops is over: rows stay where they are. */
const settled = (page: Page) => expect(page.getByTestId('data-age')).toContainText('winkels');

test('filters combine, promise what they keep, and become a view with a count that outlives the window', async ({
  practice: page,
}) => {
  await settled(page);
  const all = await rowCount(page);
  await page.getByTestId('filter-more').click();
  await page.getByTestId('filter-add-pieces').click();
  const single = page.getByRole('group', { name: 'Inhoud' });
  await single.getByLabel('één stuk').check();
  const singles = await rowCount(page);
  expect(singles).toBeLessThan(all);
  await expect(page.getByTestId('tab-single'), 'the same as the tab').toContainText(String(singles));
  await page.keyboard.press('Escape');
  await page.getByTestId('filter-country').click();
  const belgium = page.getByRole('group', { name: 'Land' }).locator('label', { hasText: 'België' });
  const promised = Number(await belgium.locator('.n').textContent());
  await belgium.getByRole('checkbox').check();
  expect(await rowCount(page), 'the chip keeps its number').toBe(promised);
  await page.keyboard.press('Escape');

  await page.getByTestId('view-add').click();
  await page.getByTestId('view-name').fill('België los');
  await page.keyboard.press('Enter');
  const view = page.getByTestId('view');
  await expect(view).toContainText(`België los ${promised}`);
  await expect(view).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('search'), 'the next scan finds its field').toBeFocused();

  await page.keyboard.press('Alt+w');
  await expect.poll(() => rowCount(page)).toBe(all);
  await page.reload();
  await settled(page);
  await expect(page.getByTestId('view')).toContainText(`België los ${promised}`);
  await page.keyboard.press('Control+1');
  await expect.poll(() => rowCount(page), 'a view has a key').toBe(promised);
  await page.getByTestId('view-remove').click();
  await expect(page.getByTestId('view')).toHaveCount(0);
  await expect(page.getByTestId('search'), 'the button that went away leaves the focus behind').toBeFocused();
});

test('long lists of values are searched, and the same product is one key away', async ({
  practice: page,
}) => {
  await settled(page);
  await page.getByTestId('filter-more').click();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByTestId('filter-sku-search').fill('gre-plt');
  const choice = page.getByRole('group', { name: 'Product' }).locator('label');
  await expect(choice).toHaveCount(1);
  const promised = Number(await choice.locator('.n').textContent());
  await choice.getByRole('checkbox').check();
  expect(await rowCount(page)).toBe(promised);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+w');

  await page.getByTestId('search').fill('th-gre-plt');
  await expect.poll(() => rowCount(page)).toBe(promised);
  await row(page, 0).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+s');
  await expect(page.getByTestId('filter-sku')).toBeVisible();
  expect(await rowCount(page)).toBeGreaterThanOrEqual(promised);
});

test('columns are chosen, resized with mouse and keys, and kept', async ({ practice: page }) => {
  await settled(page);
  await expect(page.getByTestId('sort-email')).toHaveCount(0);
  await page.keyboard.press('Alt+k');
  await page.getByTestId('column-email').check();
  await page.getByTestId('column-city').uncheck();
  await page.getByTestId('column-sort-products').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('sort-email')).toBeVisible();
  await expect(page.getByTestId('sort-city')).toHaveCount(0);
  await expect(page.locator('[aria-sort="ascending"]'), 'what it is sorted by is seen').toContainText(
    'Product',
  );
  const grid = await page.getByTestId('orders-grid').boundingBox();
  const state = await page.locator('[data-column="state"]').boundingBox();
  expect((state?.x ?? 0) + (state?.width ?? 0), 'nothing is cut off').toBeLessThanOrEqual(
    (grid?.x ?? 0) + (grid?.width ?? 0),
  );

  const number = page.locator('[data-column="number"]');
  const before = (await number.boundingBox())?.width ?? 0;
  const edge = await page.getByTestId('edge-number').boundingBox();
  const [x, y] = [(edge?.x ?? 0) + 6, (edge?.y ?? 0) + 10];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y, { steps: 3 });
  await page.mouse.up();
  const wide = (await number.boundingBox())?.width ?? 0;
  expect(Math.round(wide - before)).toBeGreaterThan(15);
  await page.reload();
  await settled(page);
  await expect(page.getByTestId('sort-email')).toBeVisible();
  expect(Math.abs(((await number.boundingBox())?.width ?? 0) - wide)).toBeLessThan(2);
  await page.getByTestId('edge-number').dblclick();
  await page.keyboard.press('Alt+k');
  await page.getByTestId('columns-reset').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('sort-city')).toBeVisible();
});

test('numbers and names of the list are whole, in every language and density', async ({ host, page }) => {
  await host.call('use_mode', { mode: 'practice' });
  const odd = ['WEB-2026-000012345-NL', 'KA-2026-0051', 'ORD 12/3', '#1042', 'MWMWMW-1234'];
  await page.route('**/rpc/orders_list', async (route) => {
    const view = (await (await route.fetch()).json()) as { orders: { number: string; company: null }[] };
    // Companies come last and may be cut.
    view.orders.forEach((order, n) =>
      Object.assign(order, { number: odd[n % 9] ?? order.number, company: null }),
    );
    await route.fulfill({ json: view });
  });
  const settings = (await host.call('settings_get')) as object;
  for (const language of ['nl', 'en', 'de', 'fr']) {
    await host.call('settings_set', { ...settings, language });
    await page.goto(host.url);
    await expect(row(page, 5)).toBeVisible();
    for (const density of ['one', 'the other']) {
      const words = page.getByTestId('order-row').locator('strong.num, .whole');
      const cut = await words.evaluateAll((all) =>
        all
          .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 2)
          .concat(all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth))
          .map((word) => word.textContent),
      );
      expect(await words.count()).toBeGreaterThan(20);
      expect(cut, `${language}, ${density} density`).toEqual([]);
      await page.keyboard.press('Alt+d');
    }
  }
});

test('rows that are used again say what their order says, all the way down', async ({ practice: page }) => {
  await settled(page);
  const shown = async () =>
    page.getByTestId('order-row').evaluateAll((rows) =>
      rows.map((one) => ({
        index: Number(one.getAttribute('aria-rowindex')),
        number: one.getAttribute('data-number'),
        text: one.querySelector('strong')?.textContent,
      })),
    );
  const known = new Map<number, string | null>();
  for (let step = 0; step < 6; step++) {
    const rows = await shown();
    for (const { index, number, text } of rows) {
      expect(text).toBe(number);
      expect(known.get(index) ?? number).toBe(number);
      known.set(index, number);
    }
    expect(
      rows.map(({ index }) => index),
      'read in order',
    ).toEqual(rows.map(({ index }) => index).sort((a, b) => a - b));
    await page.locator('[data-testid="orders-grid"] .box.scroll').evaluate((box) => (box.scrollTop += 1_300));
    await page.waitForTimeout(120);
  }
});

test('every action has a key, the sheet lists them by place, and focus is never lost', async ({
  practice: page,
}) => {
  await settled(page);
  await page.getByTestId('search').press('?');
  const help = page.getByTestId('help');
  for (const words of [
    'Pauzeren',
    'Stoppen',
    'Geweigerde opnieuw',
    'Filters wissen',
    'Laatste scan terugnemen',
  ])
    await expect(help.locator('div', { hasText: words }).locator('kbd').last()).not.toBeEmpty();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('search')).toBeFocused();

  await row(page, 0).click();
  await page.getByRole('button', { name: 'Selectie wissen' }).click();
  await expect(page.getByTestId('search'), 'the button went away').toBeFocused();
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette-field').fill('kolom sort');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('columns-sheet')).toBeVisible();
});

test('keys of the text stay with the text', async ({ practice: page }) => {
  await settled(page);
  await row(page, 0).click();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(selected(page)).toContainText('2');
  await page.getByTestId('search').focus();
  await page.keyboard.type('mok vaas', { delay: 60 });
  await page.keyboard.press('Control+Backspace');
  await expect(page.getByTestId('search')).toHaveValue(/^mok ?$/);
  await page.keyboard.press('Control+z');
  await expect(selected(page), 'nothing was taken back but text').toContainText('2');
});

test.describe('without a mouse', () => {
  test('from the list to a printed label and back, focus is always somewhere', async ({ practice: page }) => {
    await settled(page);
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    await expect(selected(page)).toContainText('2');
    await page.keyboard.press('Control+z');
    await expect(selected(page), 'the last one was taken back').toContainText('1');
    await pressEnterDeliberately(page);
    await expect(page.getByTestId('confirm-ship')).toBeEnabled();
    await pressEnterDeliberately(page);
    await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', {
      timeout: 30_000,
    });
    expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);

    await page.keyboard.press('Control+p');
    await expect(page.getByTestId('printer-sheet'), 'the first print asks where').toBeVisible();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect(page.getByLabel('Practice_label_printer')).toBeChecked();
    while (!(await page.getByTestId('printer-use').evaluate((button) => button === document.activeElement)))
      await page.keyboard.press('Tab');
    await pressEnterDeliberately(page);
    await expect(page.getByTestId('print-labels'), 'the label was printed').toContainText('opnieuw', {
      timeout: 30_000,
    });
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('orders-grid')).toBeVisible();
    await expect(page.getByTestId('search')).toBeFocused();
  });
});
