// What is done at the window while it is measured, in Chromium as in the real one.
import {
  blocked,
  oneWord,
  plainList,
  pressed,
  scroll,
  sinceKey,
  watch,
  watchBlocking,
  type Pressed,
} from './measure';
import type { Figures } from './figures';
import type { Seat } from './seat';

export const ROUNDS = Number(process.env.ROUNDS ?? 3);
/** As a person types: a pause after which the list stands still. */
const PAUSE_MS = 160;
/** Keystroke to painted result, and select all. */
export const BARS = [
  { orders: 10_000, key: 50, all: 50 },
  { orders: 50_000, key: 100, all: null },
] as const;

const PACES = [
  ['a wheel', 100],
  ['a fast wheel', 600],
] as const;

export const LIST = '[data-testid="orders-grid"] .box.scroll';

function focus(seat: Seat, testId: string): Promise<void> {
  return seat.run((id) => {
    document.querySelector<HTMLElement>(`[data-testid="${id}"]`)?.focus();
  }, testId);
}

export async function typing(
  seat: Seat,
  figures: Figures,
  words: readonly string[],
  { orders, key: bar }: (typeof BARS)[number],
): Promise<void> {
  await watch(seat, '[data-testid="orders-grid"]', 'aria-rowcount');
  const presses: Pressed[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const word of words) {
      await focus(seat, 'search');
      for (const key of word) {
        const took = await pressed(seat, key === ' ' ? 'Space' : key, PAUSE_MS);
        if (took !== null) presses.push(took);
      }
      await seat.press('Escape');
      await seat.pause(PAUSE_MS);
    }
  }
  const typed = sinceKey(presses);
  figures.note(`a key to its painted result, ${orders} orders`, typed, bar);
  const heard = presses.map(({ heard }) => Math.max(0, heard));
  figures.note('  of it until the page hears of the key', heard, null);
  figures.note(`  the same, slowest of twenty (p95)`, typed, null, 0.95);
}

export async function selectingAll(
  seat: Seat,
  figures: Figures,
  { orders, all: bar }: (typeof BARS)[number],
): Promise<void> {
  await watch(seat, 'footer', null);
  const presses: Pressed[] = [];
  await focus(seat, 'orders-grid');
  for (let n = 0; n < 4 * ROUNDS; n++) {
    const took = await pressed(seat, 'Control+a', 300);
    if (took !== null) presses.push(took);
  }
  figures.note(`select all, ${orders} orders`, sinceKey(presses), bar);
}

export async function scrolling(seat: Seat, figures: Figures): Promise<void> {
  const least = await oneWord(seat, 100 * ROUNDS);
  figures.note('a frame in which one word changes, the least there is', least, null);
  figures.note('  the same, p95', least, null, 0.95);
  for (const [pace, px] of PACES) {
    const frames = await scroll(seat, LIST, px, 100 * ROUNDS);
    figures.note(`p95 of a frame while scrolling by ${pace} (${px} px a frame)`, frames, 33, 0.95);
  }
  await plainList(seat);
  for (const [, px] of PACES) {
    const frames = await scroll(seat, '#plain', px, 100 * ROUNDS);
    figures.note(`  a plain list of the same rows, ${px} px a frame`, frames, null, 0.95);
  }
  await seat.run(() => document.querySelector('#plain')?.remove(), null);
}

/** The longest time without input while a batch runs. */
export async function blockedBy(seat: Seat, batch: () => Promise<void>): Promise<number> {
  await seat.pause(500);
  await watchBlocking(seat);
  await batch();
  await seat.pause(1_000);
  return blocked(seat);
}
