// How fast the list of orders is, in Chromium with software rendering: scripts/bench-ui.sh. Not a test: what misses its
// bar is marked in the table, and the run goes on.
import { mkdirSync, writeFileSync } from 'node:fs';
import { test, type Page } from '@playwright/test';
import { BenchHost } from './host';
import { blocked, plainList, pressed, scroll, watch, watchBlocking } from './measure';

interface Figure {
  what: string;
  ms: number;
  bar: number | null;
  n: number;
}

const figures: Figure[] = [];
const out = new URL('../../../out/bench-ui.json', import.meta.url);
const ROUNDS = Number(process.env.ROUNDS ?? 3);
/** As a person types: a pause after which the list stands still. */
const PAUSE_MS = 160;

const at = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

function note(what: string, values: readonly number[], bar: number | null, share = 0.5): void {
  figures.push({ what, ms: at(values, share), bar, n: values.length });
}

async function open(page: Page, orders: number): Promise<BenchHost> {
  const host = new BenchHost(orders);
  await page.goto(await host.start());
  await page.getByTestId('order-row').first().waitFor();
  await page.waitForTimeout(1_000);
  return host;
}

for (const [orders, bar] of [
  [10_000, 50],
  [50_000, 100],
] as const) {
  test(`typing at ${orders}`, async ({ page }) => {
    const host = await open(page, orders);
    await watch(page, '[data-testid="orders-grid"]', 'aria-rowcount');
    const typed: number[] = [];
    const first: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (const word of ['muller 12', '#1000', 'vaas 39']) {
        await page.getByTestId('search').focus();
        for (const [index, key] of [...word].entries()) {
          const took = await pressed(page, key === ' ' ? 'Space' : key, PAUSE_MS);
          if (took === null) continue;
          (index === 0 ? first : typed).push(took);
        }
        await page.keyboard.press('Escape');
        await page.waitForTimeout(PAUSE_MS);
      }
    }
    note(`a key to its painted result, ${orders} orders`, [...first, ...typed], bar);
    note(`  the same, slowest of twenty (p95)`, [...first, ...typed], null, 0.95);
    await host.stop();
  });

  test(`select all at ${orders}`, async ({ page }) => {
    const host = await open(page, orders);
    await watch(page, 'footer', null);
    const all: number[] = [];
    await page.getByTestId('orders-grid').focus();
    for (let n = 0; n < 4 * ROUNDS; n++) {
      const took = await pressed(page, 'Control+a', 300);
      if (took !== null) all.push(took);
    }
    note(`select all, ${orders} orders`, all, orders === 10_000 ? 50 : null);
    await host.stop();
  });
}

test('scrolling', async ({ page }) => {
  const host = await open(page, 10_000);
  const own = '[data-testid="orders-grid"] .box.scroll';
  for (const [pace, px] of [
    ['a wheel', 100],
    ['a fast wheel', 600],
  ] as const) {
    const frames = (await Promise.all([scroll(page, own, px, 100 * ROUNDS)])).flat();
    note(`p95 of a frame while scrolling by ${pace} (${px} px a frame)`, frames, 33, 0.95);
  }
  await plainList(page);
  for (const px of [100, 600]) {
    note(
      `  a plain list of the same 10000 rows, ${px} px a frame`,
      await scroll(page, '#plain', px, 100 * ROUNDS),
      null,
      0.95,
    );
  }
  await host.stop();
});

for (const [place, orders] of [
  ['list of orders', 10_000],
  ['batch', 10_000],
  ['list of orders', 2_000],
] as const) {
  test(`a batch of 1,000, seen in the ${place} at ${orders}`, async ({ page }) => {
    const longest: number[] = [];
    let over = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const host = await open(page, orders);
      if (place === 'batch') {
        await page.getByTestId('nav-batches').click();
        await page.getByTestId('batch-order').first().waitFor();
      }
      await page.waitForTimeout(500);
      await watchBlocking(page);
      await host.shipBatch();
      await page.waitForTimeout(1_000);
      const found = await blocked(page);
      longest.push(found.longest);
      over += found.over;
      await host.stop();
    }
    note(`longest time without input during a batch of 1000, ${place}, ${orders} orders`, longest, 50);
    if (over > 0) figures.push({ what: `  tasks over 50 ms in all rounds`, ms: over, bar: null, n: ROUNDS });
  });
}

test.afterAll(() => {
  mkdirSync(new URL('.', out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(figures, null, 2)}\n`);
  const width = Math.max(...figures.map(({ what }) => what.length));
  for (const { what, ms, bar, n } of figures) {
    const verdict = bar === null ? '' : ms <= bar ? `  <= ${bar}` : `  MISSES ${bar}`;
    console.log(`${what.padEnd(width)}  ${ms.toFixed(1).padStart(7)} ${`(${n})`.padStart(6)}${verdict}`);
  }
});
