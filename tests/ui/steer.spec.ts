import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, scan, test, type Host } from './host';

// What a person does when a batch does not run by itself: a live station against the simulated platform with faults.

interface Platform {
  url: string;
  public_key: string;
  secret_key: string;
}
interface Order {
  id: number;
  number: string;
  integration_id: number;
  problems: { blocks: boolean }[];
}
interface Status {
  integration_id: number;
  kind: string;
  code: string;
  never_preselected: boolean;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = process.env.PACKBENCH_CLI ?? join(root, 'target/debug/packbench-cli');
const OPTIONS = {
  sender_address_id: null,
  brand_id: null,
  shipping_option_code: null,
  contract_id: null,
  apply_shipping_rules: false,
  ship_without_weight: true,
};

let simulator: ChildProcess | undefined;
let folder = '';

test.afterEach(() => {
  simulator?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

/** A simulated platform with these faults, and the station connected to it, its list read and its statuses chosen. */
async function live(host: Host, faults: unknown[]): Promise<{ platform: Platform; orders: Order[] }> {
  folder = mkdtempSync(join(tmpdir(), 'packbench-faults-'));
  const file = join(folder, 'faults.json');
  writeFileSync(file, JSON.stringify(faults));
  const profile = join(folder, 'profile.json');
  writeFileSync(profile, JSON.stringify({ refused: 0, announcement_fails: 0, oddities: false }));
  const words = ['simulate', '--orders', '40', '--seed', '7', '--faults', file, '--profile', profile];
  const child = spawn(cli, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  simulator = child;
  let platform: Platform | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    platform = JSON.parse(line) as Platform;
    break;
  }
  if (!platform) throw new Error('the simulator said nothing');
  await host.stop();
  await host.start({
    PACKBENCH_SENDCLOUD_URL: platform.url,
    PACKBENCH_SENDCLOUD_PUBLIC_KEY: platform.public_key,
    PACKBENCH_SENDCLOUD_SECRET_KEY: platform.secret_key,
  });
  await host.call('sync_now');
  const statuses = (await host.call('statuses_list')) as Status[];
  for (const shop of new Set(statuses.map((status) => status.integration_id))) {
    const open = statuses.filter((status) => status.integration_id === shop && !status.never_preselected);
    await host.call('statuses_choose', {
      integration_id: shop,
      open: open.map(({ kind, code }) => ({ kind, code })),
    });
  }
  const { orders } = (await host.call('orders_list')) as { orders: Order[] };
  return { platform, orders: orders.filter((order) => !order.problems.some((problem) => problem.blocks)) };
}

async function ship(host: Host, page: Page, orders: Order[]): Promise<void> {
  const request = { orders: orders.map((order) => order.id), options: OPTIONS, request_id: 'one sheet' };
  await host.call('ship', request);
  await page.goto(host.url);
  await page.getByTestId('nav-batches').click();
  await expect(page.getByTestId('batch-progress')).toBeVisible();
}

/** Another station, which did not look. */
async function buyElsewhere(platform: Platform, order: Order): Promise<void> {
  const keys = Buffer.from(`${platform.public_key}:${platform.secret_key}`).toString('base64');
  const bought = await fetch(`${platform.url}/api/v3/orders/create-labels-async`, {
    method: 'POST',
    headers: { authorization: `Basic ${keys}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      integration_id: order.integration_id,
      orders: [{ order_number: order.number, apply_shipping_rules: false }],
    }),
  });
  expect(bought.status).toBe(202);
}

function first(orders: Order[]): Order {
  const order = orders[0];
  if (!order) throw new Error('the simulator has orders');
  return order;
}

test('a batch is paused, continued, and stopped by a person', async ({ host, page }) => {
  const busy = { kind: 'status', status: 429, body: 'json', retry_after: '30' };
  const { orders } = await live(host, [{ when: { endpoint: 'create' }, what: busy }]);
  await ship(host, page, orders.slice(0, 6));
  const progress = page.getByTestId('batch-progress');
  await page.getByTestId('batch-pause').click();
  await expect(progress).toHaveAttribute('data-state', 'paused');
  await page.getByTestId('batch-continue').click();
  await expect(progress).toHaveAttribute('data-state', 'running');
  await page.getByTestId('batch-stop').click();
  await expect(page.getByTestId('stop-sheet')).toContainText('6 orders');
  await page.getByTestId('stop-confirm').click();
  await expect(progress).toHaveAttribute('data-state', 'done');
  const { orders: open } = (await host.call('orders_list')) as { orders: Order[] };
  const numbers = open.map((order) => order.number);
  expect(
    orders.slice(0, 6).every((order) => numbers.includes(order.number)),
    'what was not sent is open again',
  ).toBe(true);
});

test('a lost answer counts down, is found by a look, and is not bought again', async ({ host, page }) => {
  const late = { kind: 'lose_reply_late', ms: 7000 };
  const { orders } = await live(host, [{ when: { endpoint: 'create', nth: 1 }, what: late }]);
  await ship(host, page, orders.slice(0, 1));
  const unknown = page.getByTestId('unknown-order');
  await expect(page.getByTestId('batch-progress'), 'nobody knows').toHaveAttribute('data-state', 'waiting');
  await expect(unknown).toBeVisible();
  await expect(page.getByTestId('next-look')).toContainText(/\d+/);
  await unknown.locator('summary').click();
  await expect(page.getByTestId('buy-again'), 'never without a reason').toBeDisabled();
  const wished = page.evaluate(
    () => new Promise((resolve) => addEventListener('packbench-panel', () => resolve('yes'), { once: true })),
  );
  await page.getByTestId('panel-open').click();
  expect(await wished).toBe('yes');
  await page.waitForTimeout(7_000);
  // The station's own look may have been faster.
  const stillUnknown = await page.getByTestId('unknown-check').isVisible();
  if (stillUnknown)
    await page
      .getByTestId('unknown-check')
      .click({ timeout: 2_000 })
      .catch(() => undefined);
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  await expect(page.getByTestId('batch-counts')).toHaveAttribute('data-labelled', '1');
});

test('a person says which of two shipments answers a lost call', async ({ host, page }) => {
  const { platform, orders } = await live(host, [
    { when: { endpoint: 'create', nth: 1 }, what: { kind: 'reset_before' } },
  ]);
  const order = first(orders);
  await ship(host, page, [order]);
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'waiting');
  await Promise.all([buyElsewhere(platform, order), buyElsewhere(platform, order)]);
  await page.getByTestId('unknown-check').click();
  await expect(page.getByTestId('adopt'), 'neither is guessed').toHaveCount(2, { timeout: 20_000 });
  await page.getByTestId('adopt').first().click();
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  await expect(page.getByTestId('batch-counts')).toHaveAttribute('data-labelled', '1');
  await host.call('sync_now');
  await expect(page.getByTestId('duplicates-strip'), 'the other one costs money too').toBeVisible();
});

test('a lost order is bought again by a person who says why, and never by itself', async ({ host, page }) => {
  const { orders } = await live(host, [
    { when: { endpoint: 'create', nth: 1 }, what: { kind: 'reset_before' } },
  ]);
  await ship(host, page, [first(orders)]);
  const unknown = page.getByTestId('unknown-order');
  await expect(unknown).toBeVisible();
  await page.getByTestId('unknown-check').click();
  await expect(page.getByTestId('batch-counts'), 'a look buys nothing').toHaveAttribute('data-unknown', '1');
  await unknown.locator('summary').click();
  await page.getByTestId('buy-again-reason').fill('  no  ');
  await expect(page.getByTestId('buy-again'), 'two letters are no reason').toBeDisabled();
  await page.getByTestId('buy-again-reason').fill('nothing in the panel');
  await page.getByTestId('buy-again').click();
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done');
  const { orders: open } = (await host.call('orders_list')) as { orders: Order[] };
  const again = open.find((order) => order.id === orders[0]?.id);
  expect(again, 'it is open again').toBeDefined();
  await host.call('ship', { orders: [again?.id], options: OPTIONS, request_id: 'another sheet' });
  const labelled = async () =>
    (
      (await host.call('batches_list', { text: null, before: null, limit: 10 })) as {
        counts: { labelled: number };
      }[]
    ).map((batch) => batch.counts.labelled);
  await expect.poll(labelled, { timeout: 20_000 }).toEqual([1, 0]);
});

test('two labels that are both wanted stop alarming', async ({ host, page }) => {
  const { platform, orders } = await live(host, []);
  const order = first(orders);
  await ship(host, page, [order]);
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  await buyElsewhere(platform, order);
  const strip = page.getByTestId('duplicates-strip');
  await expect(async () => {
    await host.call('sync_now');
    await expect(strip).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await strip.click();
  await page.getByTestId('duplicates').locator('summary').click();
  await expect(page.getByTestId('both-wanted'), 'not without a reason').toBeDisabled();
  await page.getByTestId('both-reason').fill('two boxes, asked for by phone');
  await page.getByTestId('both-wanted').click();
  await expect(strip).toHaveCount(0);
  await host.call('sync_now');
  await expect(strip, 'and do not come back').toHaveCount(0);
});

test('a label that is not used is cancelled from its batch', async ({ host, page }) => {
  const { orders } = await live(host, []);
  await ship(host, page, [first(orders)]);
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  await page.getByTestId('batch-order').first().click();
  const cancel = page.getByTestId('label-cancel');
  await cancel.locator('summary').click();
  await expect(cancel, 'what it means is said before').toContainText('gooi de geprinte weg');
  await page.getByTestId('label-cancel-confirm').click();
  await expect(page.getByTestId('cancellation')).toHaveAttribute('data-state', 'queued');
  await expect(page.getByTestId('label-cancel'), 'not asked twice').toHaveCount(0);
});

test('limits are changed in the settings and kept', async ({ host, practice: page }) => {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('choice-420').click();
  const reads = async () =>
    ((await host.call('settings_get')) as { reads_per_minute: number }).reads_per_minute;
  await expect.poll(reads).toBe(420);
});

test('a second label is seen in red, and one of them is cancelled', async ({ host, page }) => {
  const { platform, orders } = await live(host, []);
  const order = first(orders);
  await ship(host, page, [order]);
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  await buyElsewhere(platform, order);
  await expect
    .poll(
      async () => {
        await host.call('sync_now');
        return page.getByTestId('duplicates-strip').count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  await page.getByTestId('duplicates-strip').click();
  await expect(page.getByTestId('duplicate-shipment')).toHaveCount(2);
  const other = page.locator('[data-testid="duplicate-shipment"][data-ours="false"]');
  await other.getByTestId('cancel-shipment').click();
  await other.getByTestId('cancel-confirm').click();
  await expect(other.getByTestId('cancellation')).toHaveAttribute('data-state', 'queued');
  await expect
    .poll(
      async () => {
        await host.call('sync_now');
        return page.getByTestId('duplicates-strip').count();
      },
      { timeout: 20_000, message: 'the strip goes when one label is left' },
    )
    .toBe(0);
});

test('refused orders are tried again from their batch', async ({ host, page }) => {
  const no = { kind: 'call_error' };
  const { orders } = await live(host, [{ when: { endpoint: 'create', times: 3 }, what: no }]);
  await ship(host, page, orders.slice(0, 3));
  const counts = page.getByTestId('batch-counts');
  await expect(counts).toHaveAttribute('data-refused', '3');
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done');
  // Each call used up one of the three faults; when they are gone every order gets its label.
  await expect(async () => {
    const labelled = await counts.getAttribute('data-labelled');
    if (labelled !== '3') await page.getByTestId('batch-retry').click({ timeout: 1_000 });
    expect(labelled).toBe('3');
  }).toPass({ timeout: 40_000, intervals: [2_000] });
});

test('one reason is tried again by itself, by its button and by its key', async ({ host, page }) => {
  const refusal = (nth: number, status: number) => ({
    when: { endpoint: 'create', nth },
    what: { kind: 'status', status, body: 'json', retry_after: null },
  });
  const { orders } = await live(host, [refusal(1, 422), refusal(2, 422), refusal(3, 404)]);
  await ship(host, page, orders.slice(0, 3));
  const counts = page.getByTestId('batch-counts');
  await expect(counts).toHaveAttribute('data-refused', '3');
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done');
  const retry = page.getByTestId('retry-these');
  await expect(retry, 'two reasons').toHaveCount(2);
  await retry.first().click();
  await expect(counts).toHaveAttribute('data-labelled', '2', { timeout: 20_000 });
  await expect(counts, 'the other was left alone').toHaveAttribute('data-refused', '1');
  await expect(retry).toHaveCount(1);

  await page.getByTestId('lane-refused').click();
  await page.getByTestId('batch-order').click();
  await page.keyboard.press('Alt+Shift+R');
  await expect(counts).toHaveAttribute('data-labelled', '3', { timeout: 20_000 });
  await expect(page.getByTestId('failures')).toHaveCount(0);
});

test('the next batch goes out while one still waits for the platform', async ({ host, page }) => {
  const slow = { kind: 'slow', ms: 25_000 };
  const { orders } = await live(host, [{ when: { endpoint: 'create', nth: 1 }, what: slow }]);
  await ship(host, page, orders.slice(0, 1));
  const counts = page.getByTestId('batch-counts');
  await expect(counts).toHaveAttribute('data-sent', '1');

  await page.getByTestId('nav-orders').click();
  await expect(page.getByTestId('running-batch')).toContainText('Batch 1');
  const next = orders.slice(1).filter((order) => order.problems.length === 0);
  for (const order of next.slice(0, 2)) await scan(page, order.number);
  await expect(page.getByTestId('selected-count')).toContainText('2');
  await page.getByTestId('ship-selected').click();
  await page.getByTestId('confirm-ship').click();
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-batch', '2');
  await expect(counts).toHaveAttribute('data-labelled', '2', { timeout: 20_000 });
  await page.getByRole('navigation').getByText('Batch 1').click();
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-batch', '1');
  await expect(counts, 'the first is still with the platform').toHaveAttribute('data-sent', '1');
  await expect(counts, 'and gets its label as if nothing were').toHaveAttribute('data-labelled', '1', {
    timeout: 40_000,
  });
});

test('closing during a batch asks first', async ({ host, practice: page }) => {
  expect(await host.call('under_way')).toEqual({ planned: 0, sent: 0, waiting: 0 });
  const ask = () =>
    page.evaluate(() =>
      dispatchEvent(new CustomEvent('packbench-close', { detail: { planned: 12, sent: 3, waiting: 5 } })),
    );
  await ask();
  const sheet = page.getByTestId('closing-sheet');
  await expect(sheet).toContainText('12 orders zijn nog niet verstuurd');
  await expect(sheet).toContainText('Er gaat niets verloren');
  await page.getByTestId('stay').click();
  await expect(sheet).toHaveCount(0);
});

test('a person who knows of another label ships one more, and says why', async ({ host, page }) => {
  const { platform, orders } = await live(host, []);
  const [order, other] = orders.slice(1);
  if (!order || !other) throw new Error('the simulator has orders');
  await page.goto(host.url);
  for (const { number } of [order, other]) {
    await page.getByTestId('search').fill(number);
    await page.getByTestId('search').press('Enter');
  }
  await expect(page.getByTestId('selected-count')).toContainText('2');
  await page.getByTestId('ship-selected').click();
  await expect(page.getByTestId('confirm-ship')).toBeEnabled();
  await buyElsewhere(platform, order);
  await host.call('sync_now');

  // Nobody asked for it: the order stays behind, and the label of the other station is shown.
  const line = page.getByTestId('left-out').getByTestId('other-label');
  await expect(line).toContainText(order.number);
  // The line leaves at once: there is no box left to be seen ticked.
  await line.getByTestId('ship-anyway').click();
  await expect(page.getByTestId('left-out')).toHaveCount(0);
  await expect(page.getByTestId('confirm-ship')).toBeDisabled();
  await page.getByTestId('anyway-reason').fill('Two parcels');
  await page.getByTestId('confirm-ship').click();
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 20_000 });
  const detail = (await host.call('batch_detail', { batch_id: 1 })) as { batch: { counts: object } };
  expect(detail.batch.counts).toMatchObject({ orders: 2, labelled: 2 });
  await host.call('sync_now');
  await expect(page.getByTestId('duplicates-strip'), 'nobody is alarmed by what was asked for').toHaveCount(
    0,
  );
});
