// Nothing works as it should: each says what happened and what to do now.
import { expect, Host } from '../host';
import type { Desk, Walk } from './desk';

async function troubled(desk: Desk, code: string): Promise<void> {
  // The answer of a reading that failed is an error too.
  await desk.host.call('sync_now').catch(() => undefined);
  await expect(desk.at('error-note').first()).toHaveAttribute('data-code', code, { timeout: 30_000 });
}

export const emptyList: Walk = async (desk) => {
  await desk.live({ orders: 0, config: { wemasy: null } });
  await expect(desk.at('empty')).toBeVisible();
  await desk.seen('orders-empty');
};

export const throttled: Walk = async (desk) => {
  const busy = { kind: 'status', status: 429, body: 'json', retry_after: '1' };
  const down = { kind: 'status', status: 503, body: 'html' };
  await desk.live({
    faults: [
      { when: { endpoint: 'integrations', from: 3, times: 8 }, what: busy },
      { when: { endpoint: 'integrations', from: 11 }, what: down },
    ],
  });
  await troubled(desk, 'throttled');
  await desk.seen('orders-throttled');
};

export const shopFails: Walk = async (desk) => {
  const { host, at, seen, peek } = desk;
  const down = { kind: 'status', status: 403, body: 'json' };
  await desk.live({ faults: [{ when: { endpoint: 'order_list', mentions: '/71/' }, what: down }] });
  // A window that shows its list hears what happens; a message before that is said to nobody.
  await expect(at('orders-grid')).toBeVisible();
  await host.call('sync_now');
  await expect(at('toast').first()).toBeVisible();
  await expect(at('list-note'), 'it stays when the message is gone').toHaveAttribute(
    'data-kind',
    'shop_failed',
  );
  await expect(at('list-note')).toContainText('Fietskoets');
  await expect(at('notices')).toContainText('1');
  await seen('orders-shop-fails');
  await desk.page.keyboard.press('Alt+n');
  await expect(at('notice'), 'what was said is in the list').toContainText('Fietskoets');
  await peek('notices-shop-fails');
  await desk.go('settings');
  await desk.page.locator('#settings-shops').evaluate((title) => {
    title.scrollIntoView({ block: 'start' });
  });
  await seen('settings-shop-fails');
};

/** The list stays, with its age; then the network, then the keys are gone. */
export const oldList: Walk = async (desk) => {
  const { host, page, at, seen } = desk;
  const platform = await desk.live({ config: { wemasy: null } });
  await expect(at('orders-grid')).toBeVisible();
  await page.clock.install({ time: Date.now() });
  await page.reload();
  await page.clock.fastForward('02:00:00');
  await expect(at('list-note')).toHaveAttribute('data-kind', 'stale');
  await expect(at('note-refresh')).toBeEnabled();
  await seen('orders-stale');

  await desk.restart(platform, { url: 'http://127.0.0.1:9' });
  await page.goto(host.url);
  await troubled(desk, 'offline');
  await seen('orders-offline');

  await desk.restart(platform, { secret_key: 'changed' });
  await page.goto(host.url);
  await troubled(desk, 'credentials');
  await expect(at('note-settings'), 'where keys are').toBeVisible();
  await seen('orders-wrong-keys');
};

/** A second Packbench on the same data: it shows everything and buys nothing. */
export const twice: Walk = async (desk) => {
  const { host, page, at, seen } = desk;
  await desk.practise();
  const second = new Host(host.dataDir);
  try {
    await second.start();
    await page.goto(second.url);
    await expect(at('orders-grid')).toBeVisible();
    await expect(at('buying-blocked')).toBeVisible();
    await seen('orders-second-packbench');
    await page.goto('about:blank');
  } finally {
    await second.stop();
  }
};
