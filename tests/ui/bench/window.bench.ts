// The same figures in the real window: WebKitGTK on Xvfb, keys as the display sends them, the real engine with its real
// database, orders from the simulated platform over loopback HTTP. scripts/bench-window.sh.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from '@playwright/test';
import type { OrdersView } from '../../../ui/src/ipc/generated';
import { openWindow, ROOT, type PackbenchWindow } from '../../e2e/window.mjs';
import { focusWindow, key } from '../../e2e/xkeys.mjs';
import { SimulatedPlatform } from '../platform';
import { BATCH_ORDERS } from './data';
import { Figures } from './figures';
import type { Seat } from './seat';
import { BARS, blockedBy, ROUNDS, scrolling, selectingAll, typing } from './steps';

/** A platform that answers as fast as it can: the window shall have as much to show as there can be. */
const ACCOUNT = {
  wemasy: null,
  read_ms: [0, 0],
  answer_ms: [20, 60],
  announce_ms: [200, 600],
  v2_page_size: 500,
};
/** Names, numbers and products of its orders. */
const WORDS = ['dijk 10', '#200', 'kaas 80'];
const READ_LIMIT_MS = 180_000;
const BATCH_LIMIT_MS = 300_000;
/** Orders in the list while batches are shipped. */
const SHIPPED_AT = 10_000;

const figures = new Figures();
const folder = mkdtempSync(join(tmpdir(), 'packbench-bench-'));

/** The names that X has for keys. */
const X_KEYS: Record<string, string> = { '#': 'numbersign', Space: 'space', 'Control+a': 'ctrl+a' };

function seatAt(window: PackbenchWindow): Seat {
  return {
    async run<A, R>(inside: (argument: A) => R | Promise<R>, argument: A): Promise<R> {
      const [answer, error] = (await window.driver.executeAsyncScript(
        `const [argument, done] = arguments;
         (async () => (${String(inside)})(argument))().then((answer) => done([answer ?? null, null]), (error) => done([null, String(error)]));`,
        argument,
      )) as [R, string | null];
      if (error !== null) throw new Error(error);
      return answer;
    },
    press: (name) => key(X_KEYS[name] ?? name),
    pause: (ms) => pause(ms),
  };
}

/** The window on so many open orders, its list read and its statuses chosen. */
async function withOrders(orders: number, measure: (window: PackbenchWindow, seat: Seat) => Promise<void>) {
  const profile = join(folder, 'account.json');
  writeFileSync(profile, JSON.stringify(ACCOUNT));
  const words = ['--orders', String(orders), '--limits', 'none', '--profile', profile];
  const platform = await SimulatedPlatform.start(...words);
  const { url, public_key, secret_key } = platform.told;
  const window = await openWindow({
    dataDir: mkdtempSync(join(folder, 'station-')),
    env: {
      PACKBENCH_SENDCLOUD_URL: url,
      PACKBENCH_SENDCLOUD_PUBLIC_KEY: public_key,
      PACKBENCH_SENDCLOUD_SECRET_KEY: secret_key,
    },
  });
  try {
    await window.see('statuses-save', READ_LIMIT_MS);
    await window.click('statuses-save');
    await window.see('order-row');
    await focusWindow();
    await pause(3_000);
    await measure(window, seatAt(window));
  } catch (error) {
    await window.screenshot(resolve(ROOT, 'out/bench-window-failed.png'));
    throw error;
  } finally {
    await window.close();
    platform.stop();
  }
}

/** A thousand orders that nothing is wrong with. Asked for in the page: WebDriver would carry all of the list. */
function thousand(seat: Seat): Promise<number[]> {
  return seat.run(async (count) => {
    const { invoke } = (window as unknown as { __TAURI_INTERNALS__: { invoke: Invoke } }).__TAURI_INTERNALS__;
    const { orders } = await invoke('rpc', { name: 'orders_list', payload: {} });
    const ready = orders.filter((order) => order.problems.length === 0);
    return ready.slice(0, count).map((order) => order.id);
  }, BATCH_ORDERS);
}

type Invoke = (command: 'rpc', call: { name: 'orders_list'; payload: object }) => Promise<OrdersView>;

/** From the click to the last label. */
async function ship(window: PackbenchWindow, orders: number[], request_id: string): Promise<void> {
  const { batch_id } = await window.rpc('ship', {
    orders,
    options: (await window.rpc('settings_get', {})).ship,
    request_id,
    at_once: false,
    parcels: [],
  });
  await window.until(
    async () => {
      const [newest] = await window.rpc('batches_list', {
        text: null,
        parcel_status: null,
        before: null,
        limit: 1,
      });
      return newest?.id === batch_id && newest.state === 'done';
    },
    'the batch did not finish',
    BATCH_LIMIT_MS,
  );
}

for (const bar of BARS) {
  test(`the window with ${bar.orders} orders`, async () => {
    await withOrders(bar.orders, async (_, seat) => {
      await typing(seat, figures, WORDS, bar);
      await selectingAll(seat, figures, bar);
      if (bar.orders === SHIPPED_AT) await scrolling(seat, figures);
    });
  });
}

// In a window of its own: the plain list before it leaves thousands of elements to be cleared away.
test('batches', async () => {
  await withOrders(SHIPPED_AT, async (window, seat) => {
    for (const place of ['orders', 'batches'] as const) {
      const longest: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        await window.click(`nav-${place}`);
        // A batch that is shown is read and drawn first: that is measured by nothing here.
        await pause(3_000);
        const orders = await thousand(seat);
        longest.push(await blockedBy(seat, () => ship(window, orders, `bench-${place}-${round}`)));
      }
      figures.note(
        `longest time without input during a batch of 1000, ${place}, ${SHIPPED_AT} orders`,
        longest,
        50,
      );
    }
  });
});

test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  figures.show('The real window: WebKitGTK, drawn in software on Xvfb', 'bench-window.json');
});
