// How fast the list of orders is, in Chromium with software rendering: scripts/bench-ui.sh. Not a test: what misses its
// bar is marked in the table, and the run goes on. The real window: window.bench.ts.
import { test, type Page } from '@playwright/test';
import { Figures } from './figures';
import { BenchHost } from './host';
import { chromium } from './seat';
import { BARS, blockedBy, ROUNDS, scrolling, selectingAll, typing } from './steps';

const figures = new Figures();
/** Names, numbers and products of `data.ts`. */
const WORDS = ['muller 12', '#1000', 'vaas 39'];

async function open(page: Page, orders: number): Promise<BenchHost> {
  const host = new BenchHost(orders);
  await page.goto(await host.start());
  await page.getByTestId('order-row').first().waitFor();
  await page.waitForTimeout(1_000);
  return host;
}

for (const bar of BARS) {
  test(`typing at ${bar.orders}`, async ({ page }) => {
    const host = await open(page, bar.orders);
    await typing(chromium(page), figures, WORDS, bar);
    await host.stop();
  });

  test(`select all at ${bar.orders}`, async ({ page }) => {
    const host = await open(page, bar.orders);
    await selectingAll(chromium(page), figures, bar);
    await host.stop();
  });
}

test('scrolling', async ({ page }) => {
  const host = await open(page, 10_000);
  await scrolling(chromium(page), figures);
  await host.stop();
});

for (const [place, orders] of [
  ['list of orders', 10_000],
  ['batch', 10_000],
  ['list of orders', 2_000],
] as const) {
  test(`a batch of 1,000, seen in the ${place} at ${orders}`, async ({ page }) => {
    const longest: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const host = await open(page, orders);
      if (place === 'batch') {
        await page.getByTestId('nav-batches').click();
        await page.getByTestId('batch-order').first().waitFor();
      }
      longest.push(await blockedBy(chromium(page), () => host.shipBatch()));
      await host.stop();
    }
    figures.note(
      `longest time without input during a batch of 1000, ${place}, ${orders} orders`,
      longest,
      50,
    );
  });
}

test.afterAll(() => figures.show('Chromium, drawn in software', 'bench-ui.json'));
