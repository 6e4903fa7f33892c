// Batches that do not run by themselves, on a live station: running, paused, stopped, unknown, two labels for one order.
import { expect } from '../host';
import type { Platform } from '../platform';
import { must, type Desk, type Order, type Walk } from './desk';
import { sections } from './setup';

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

async function expectBatch(desk: Desk, state: string): Promise<void> {
  await expect(desk.at('batch-progress')).toHaveAttribute('data-state', state, { timeout: 20_000 });
}

const CALM = { profile: { refused: 0, announcement_fails: 0, oddities: false } };

/** Labels that take minutes: the batch runs as long as it is looked at. */
export const running: Walk = async (desk) => {
  const { page, at, seen } = desk;
  const minutes = { start: 600_000, end: 600_000 };
  const busy = { kind: 'status', status: 429, body: 'json', retry_after: '600' };
  await desk.live({
    orders: 60,
    config: { ...CALM, announce_ms: minutes },
    faults: [{ when: { endpoint: 'create', from: 2 }, what: busy }],
  });
  const ready = await desk.ready();
  await at('order-row').first().click();
  await at('ship-selected').click();
  await expect(at('confirm-ship')).toBeEnabled();
  await seen('confirm-live');
  await page.keyboard.press('Escape');
  await desk.ship(ready.slice(0, 36), 'running');
  await expect(at('running-batch')).toBeVisible();
  await desk.go('batches');
  await expectBatch(desk, 'running');
  await expect(at('batch-counts')).not.toHaveAttribute('data-waiting', '0', { timeout: 20_000 });
  await seen('batch-running');
  await at('batch-stop').click();
  await expect(at('stop-sheet')).toBeVisible();
  await seen('stop-sheet');
  await page.keyboard.press('Escape');
  await at('batch-pause').click();
  await expectBatch(desk, 'paused');
  await seen('batch-paused');
  await page.evaluate(() =>
    dispatchEvent(new CustomEvent('packbench-close', { detail: { planned: 12, sent: 3, waiting: 5 } })),
  );
  await expect(at('closing-sheet')).toBeVisible();
  await seen('closing-sheet');
  await at('stay').click();
};

/** An answer that never came, and a second label that somebody else made. */
export const unknown: Walk = async (desk) => {
  const { host, page, at, seen, peek } = desk;
  const platform = await desk.live({
    config: CALM,
    faults: [{ when: { endpoint: 'create', nth: 1 }, what: { kind: 'reset_before' } }],
  });
  const [lost, twice, third] = await desk.ready();
  await desk.ship([must(lost, 'order')], 'lost');
  await desk.go('batches');
  await expectBatch(desk, 'waiting');
  await at('unknown-order').locator('summary').click();
  await seen('batch-unknown');
  await desk.ship([must(twice, 'second order'), must(third, 'third order')], 'twice');
  await expect.poll(() => desk.batchState(2), { timeout: 20_000 }).toBe('done');
  await page.reload();
  await desk.go('batches');
  await seen('batches');
  const order = must(twice, 'second order');
  await buyElsewhere(platform, order);
  await expect(async () => {
    await host.call('sync_now');
    await expect(at('duplicates-strip')).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await desk.go('orders');
  await seen('duplicates-strip');
  await at('duplicates-strip').click();
  await at('duplicates').locator('summary').click();
  await peek('duplicates');
  await sections(desk, ['connection', 'wemasy', 'shops'], 'settings-live');
};
