import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, pressEnterDeliberately, rowCount, scan, test, type Host } from './host';
import type { Page } from '@playwright/test';

const note = (page: Page) => page.getByTestId('scan-note').last();
const selected = (page: Page) => page.getByTestId('selected-count');
const settled = (page: Page) => expect(page.getByTestId('data-age')).toContainText('winkels');

interface Order {
  id: number;
  number: string;
  items: { sku: string | null; barcode: string | null }[];
  problems: { kind: string; blocks: boolean }[];
}
const openOrders = async (host: Host) => ((await host.call('orders_list')) as { orders: Order[] }).orders;
const clean = (orders: Order[]) =>
  orders.filter(
    (order) =>
      order.problems.length === 0 && orders.filter((other) => other.number === order.number).length === 1,
  );
const batches = async (host: Host) =>
  (await host.call('batches_list', { text: null, before: null, limit: null })) as {
    id: number;
    counts: { orders: number; labelled: number };
  }[];

/** Commands that the window sent, by name. */
function sent(page: Page, name: string): string[] {
  const bodies: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith(`/rpc/${name}`)) bodies.push(request.postData() ?? '');
  });
  return bodies;
}

async function turnOnShipping(page: Page): Promise<void> {
  await page.keyboard.press('Alt+c');
  await page.getByTestId('choice-ship').click();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('ships-on-scan')).toBeVisible();
}

test('a product takes the next order that waits for it, until none is left', async ({
  host,
  practice: page,
}) => {
  await settled(page);
  const orders = await openOrders(host);
  const sku = orders.find((order) => order.items[0]?.sku)?.items[0]?.sku ?? '';
  await scan(page, sku);
  await expect(note(page)).toHaveAttribute('data-kind', 'product');
  await expect(note(page)).toContainText(sku);
  await expect(selected(page)).toContainText('1');
  await scan(page, sku.toLowerCase());
  await expect(selected(page)).toContainText('2');
  await page.keyboard.press('Control+z');
  await expect(selected(page)).toContainText('1');
});

test('the barcode on a product takes the next order with it', async ({ host, practice: page }) => {
  await settled(page);
  // Sendcloud's v2 does not tell barcodes; these orders are shipped by Wemasy.
  const [shop] = (await host.call('wemasy_shops')) as object[];
  await host.call('wemasy_change', { ...shop, route: 'by_wemasy' });
  const withBarcode = async () =>
    (await openOrders(host)).find((order) => order.problems.length === 0 && order.items[0]?.barcode);
  // Wemasy tells it with an order's details, which are read one by one.
  await expect.poll(withBarcode, { timeout: 30_000 }).toBeTruthy();
  const ean = (await withBarcode())?.items[0]?.barcode ?? '';
  // The window is told a moment later than the station knows.
  await expect(async () => {
    await scan(page, ean);
    await expect(note(page)).toHaveAttribute('data-kind', 'product', { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  await expect(page.locator('.details')).toContainText(`EAN ${ean}`);
});

test('scan = ship: one scan, one label, and the same scan again buys nothing', async ({
  host,
  practice: page,
}) => {
  await settled(page);
  const [first, second, third] = clean(await openOrders(host));
  if (!first || !second || !third) throw new Error('practice has three orders without problems');
  await turnOnShipping(page);
  const ships = sent(page, 'ship');

  await scan(page, first.number);
  await scan(page, first.number);
  await expect(page.getByTestId('scan-note').first()).toContainText(first.number);
  await scan(page, second.number);
  await expect(note(page)).toHaveAttribute('data-kind', /labelled|not_shipped/, { timeout: 30_000 });
  await expect(page.getByTestId('search'), 'ready for the next').toBeFocused();
  await expect(page.getByTestId('search')).toHaveValue('');
  expect(ships, 'one purchase an order').toHaveLength(2);
  const requests = ships.map((body) => JSON.parse(body) as { orders: number[]; request_id: string });
  expect(requests.map((request) => request.orders)).toEqual([[first.id], [second.id]]);
  expect(new Set(requests.map((request) => request.request_id)).size).toBe(2);

  await scan(page, third.number);
  await expect(note(page)).toContainText(third.number);
  await expect(note(page)).toHaveAttribute('data-kind', /labelled|not_shipped/, { timeout: 30_000 });
  for (const batch of await batches(host)) expect(batch.counts.orders, 'one order, one batch').toBe(1);
  expect(ships).toHaveLength(3);
});

test('scan = ship: what the plan has a word about is not bought, loudly and until it is read', async ({
  host,
  practice: page,
}) => {
  await settled(page);
  const orders = await openOrders(host);
  const blocked = orders.find((order) => order.problems.some((problem) => problem.kind === 'no_weight'));
  await turnOnShipping(page);
  const ships = sent(page, 'ship');
  await scan(page, blocked?.number ?? '');
  await expect(note(page)).toHaveAttribute('data-kind', 'not_shipped');
  await expect(note(page)).toContainText('Geen gewicht');
  const good = clean(orders)[0];
  await scan(page, good?.number ?? '');
  await expect(page.getByTestId('scan-note'), 'the failure stays above the next answer').toHaveCount(2);
  await expect(page.getByTestId('scan-note').first()).toContainText(blocked?.number ?? '');
  await expect(note(page)).toHaveAttribute('data-kind', /labelled|not_shipped/, { timeout: 30_000 });
  expect(ships).toHaveLength(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('scan-note')).toHaveCount(0);

  await scan(page, 'NOPE-4711');
  await expect(note(page)).toHaveAttribute('data-kind', 'unknown');
  await expect(page.getByTestId('scan-read'), 'it says what was read').toHaveText('NOPE-4711');
  expect(ships).toHaveLength(1);
});

test('scan = ship: an answer that is lost on its way buys nothing again, however often the order is scanned', async ({
  host,
  practice: page,
}) => {
  await settled(page);
  const [order] = clean(await openOrders(host));
  await turnOnShipping(page);
  const ships = sent(page, 'ship');
  // The engine got it and began; the window hears nonsense.
  await page.route(
    '**/rpc/ship',
    async (route) => {
      await route.fetch();
      await route.fulfill({ status: 200, body: 'lost' });
    },
    { times: 1 },
  );
  await scan(page, order?.number ?? '');
  await expect(note(page)).toHaveAttribute('data-kind', 'not_shipped', { timeout: 20_000 });
  for (let again = 0; again < 3; again++) {
    await scan(page, order?.number ?? '');
    await page.waitForTimeout(700);
  }
  await expect(note(page)).toHaveAttribute('data-kind', /not_shipped|shipped_before/);
  expect(ships, 'the plan said that it is in a batch').toHaveLength(1);
  expect(await batches(host)).toHaveLength(1);
});

test('scan = ship is for this world only: practice never turns it on for real work', async ({
  practice: page,
}) => {
  await turnOnShipping(page);
  const kept = await page.evaluate(() => localStorage.getItem('packbench.scanner'));
  expect(JSON.parse(kept ?? '{}')).toMatchObject({ shipOnScan: { practice: true, live: false } });
  await page.reload();
  await expect(page.getByTestId('ships-on-scan'), 'it is kept, and it is seen').toBeVisible();
});

test('a number that was shipped, and its tracking number, lead to the parcel without a network', async ({
  host,
  practice: page,
}) => {
  await settled(page);
  const [order] = clean(await openOrders(host));
  await page.getByTestId('search').fill(order?.number ?? '');
  await page.keyboard.press('Enter');
  await pressEnterDeliberately(page);
  await page.getByTestId('confirm-ship').click();
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  const detail = (await host.call('batch_detail', { batch_id: 1 })) as {
    orders: { tracking_number: string | null; state: string }[];
  };
  const tracking = detail.orders[0]?.tracking_number ?? '';
  expect(tracking).not.toBe('');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('orders-grid')).toBeVisible();

  await scan(page, tracking);
  await expect(page.getByTestId('order-panel')).toContainText(order?.number ?? '');
  await expect(note(page)).toHaveAttribute('data-kind', 'shipped_before');
  await page.getByTestId('nav-orders').click();
  await expect.poll(async () => (await openOrders(host)).some((one) => one.id === order?.id)).toBe(false);
  await scan(page, order?.number ?? '');
  await expect(note(page)).toContainText('batch 1');

  // On the history itself, whatever it was searched by.
  await page.getByTestId('search').fill('nobody has this');
  await expect(page.getByTestId('history-batch')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByTestId('search').fill('nobody has this');
  await scan(page, tracking.toLowerCase());
  await expect(page.getByTestId('order-panel')).toContainText(order?.number ?? '');
  await expect(page.getByTestId('order-panel').locator('img')).toBeVisible();
  // An open order is found from here too.
  const [open] = clean(await openOrders(host));
  await scan(page, open?.number ?? '');
  await expect(note(page)).toHaveAttribute('data-kind', 'selected');
});

test('cards: next, ship, once more to pay, print again and undo', async ({ host, practice: page }) => {
  await settled(page);
  const ships = sent(page, 'ship');
  await scan(page, 'PBDONEXT');
  await expect(note(page)).toHaveAttribute('data-kind', 'card');
  await expect(selected(page)).toContainText('1');
  await scan(page, 'PBDONEXT');
  await expect(selected(page)).toContainText('2');
  await scan(page, 'PBDOUNDO');
  await expect(selected(page)).toContainText('1');
  await scan(page, 'PBDOPRINT');
  await expect(note(page), 'nothing was made yet').toHaveAttribute('data-kind', 'card_not_now');

  await scan(page, 'PBDOSHIP');
  await expect(page.getByTestId('confirm-ship')).toBeEnabled();
  await scan(page, 'PBDOSHIP');
  await page.waitForTimeout(400);
  await expect(page.getByTestId('confirm-sheet'), 'read twice is read once').toBeVisible();
  expect(ships).toHaveLength(0);
  await scan(page, 'PBDONEXT');
  await expect(page.getByTestId('confirm-sheet'), 'other cards wait').toBeVisible();
  await page.waitForTimeout(2_100);
  await scan(page, 'PBDOSHIP');
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 30_000 });
  expect(ships).toHaveLength(1);
  expect((await batches(host))[0]?.counts.orders).toBe(1);

  await scan(page, 'PBDOPRINT');
  await expect(page.getByTestId('printer-sheet'), 'the first print asks where').toBeVisible();
});

test('the cards on the page are read by a real decoder', async ({ practice: page }, info) => {
  test.skip(!existsSync('/usr/bin/zbarimg'), 'zbarimg is not installed');
  await page.keyboard.press('Alt+c');
  for (const [card, text] of [
    ['ship', 'PBDOSHIP'],
    ['print', 'PBDOPRINT'],
    ['undo', 'PBDOUNDO'],
    ['next', 'PBDONEXT'],
  ] as const) {
    const file = info.outputPath(`${card}.png`);
    await page.getByTestId(`card-${card}`).screenshot({ path: file });
    const read = execFileSync('zbarimg', ['-q', '--raw', file], { encoding: 'utf8' }).trim();
    expect(read).toBe(text);
  }
});

test('the printed page holds the cards and nothing else', async ({ practice: page }) => {
  await page.keyboard.press('Alt+c');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByTestId('cards')).toBeVisible();
  await expect(page.getByTestId('orders-grid')).toBeHidden();
  await expect(page.getByTestId('scanner-volume')).toBeHidden();
});

test('prefixes are set once; a French keyboard and Tab need no setting', async ({ host, practice: page }) => {
  await settled(page);
  const order = clean(await openOrders(host)).find(({ number }) => /^#?\d+$/.test(number));
  const digits = (order?.number ?? '').replace('#', '');
  await page.keyboard.press('Alt+c');
  await page.getByTestId('scanner-prefix').fill('~C1');
  await page.getByTestId('scanner-suffix').fill('$');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await scan(page, `~C1${digits}$`);
  await expect(note(page)).toHaveAttribute('data-kind', 'selected');
  await page.keyboard.press('Control+z');

  const azerty = 'à&é"\'(-è_ç';
  const session = await page.context().newCDPSession(page);
  const start = Date.now() / 1000;
  for (const [index, digit] of [...digits, 'Tab'].entries()) {
    const tab = digit === 'Tab';
    const key = tab ? 'Tab' : (azerty[Number(digit)] ?? '');
    const common = { key, code: tab ? 'Tab' : `Digit${digit}`, timestamp: start + index * 0.01 };
    await session.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      ...(tab ? {} : { text: key }),
      ...common,
    });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
  }
  await session.detach();
  await expect(note(page)).toHaveAttribute('data-kind', 'selected');
  await expect(note(page)).toContainText(digits);
  await expect(page.getByTestId('search'), 'Tab went nowhere').toBeFocused();
  expect(await rowCount(page)).toBeGreaterThan(1);
});

test('right, wrong and stop sound different, and nothing sounds when it is off', async ({ host, page }) => {
  await page.addInitScript(() => {
    const played: number[] = [];
    Object.assign(window, { played });
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (...times: number[]) {
      played.push(Math.round((this.buffer?.duration ?? 0) * 1000));
      start.apply(this, times as [number]);
    };
  });
  const played = () => page.evaluate(() => (window as unknown as { played: number[] }).played);
  await host.call('use_mode', { mode: 'practice' });
  await page.goto(host.url);
  await expect(page.getByTestId('orders-grid')).toBeVisible();
  await settled(page);
  const orders = await openOrders(host);
  const good = clean(orders)[0];
  const blocked = orders.find((order) => order.problems.some((problem) => problem.kind === 'no_weight'));

  await scan(page, good?.number ?? '');
  await expect(note(page)).toHaveAttribute('data-kind', 'selected');
  await expect.poll(async () => (await played()).length).toBe(1);
  await scan(page, 'NOPE-4711');
  await expect.poll(async () => (await played()).length).toBe(2);
  await scan(page, blocked?.number ?? '');
  await expect(note(page), 'it cannot be shipped, and that is heard').toHaveAttribute(
    'data-kind',
    'selected_blocked',
  );
  await expect.poll(async () => (await played()).length).toBe(3);
  expect(new Set(await played()).size, 'three sounds').toBe(3);

  await page.keyboard.press('Alt+m');
  await scan(page, 'NOPE-4712');
  await expect(note(page)).toHaveAttribute('data-kind', 'unknown');
  expect(await played()).toHaveLength(3);
});
