import { expect, test } from 'vitest';
import { noted, remainingMs, type Sample } from './pace';

/** So many orders are settled every second, told every half second. */
function run(orders: number, perSecond: number, seconds: number): readonly Sample[] {
  let samples: readonly Sample[] = [];
  for (let atMs = 0; atMs <= seconds * 1_000; atMs += 500) {
    const left = Math.max(0, Math.round(orders - (perSecond * atMs) / 1_000));
    samples = noted(samples, { atMs, left });
  }
  return samples;
}

test('a steady pace gives the rest of the time', () => {
  const left = remainingMs(run(500, 5, 30), 30_000);
  expect(left).toBeGreaterThan(69_000);
  expect(left).toBeLessThan(71_000);
});

test('it says nothing in the first seconds, nor after two orders of three hundred', () => {
  expect(remainingMs(run(500, 5, 5), 5_000)).toBeNull();
  expect(remainingMs(run(300, 0.1, 20), 20_000)).toBeNull();
  expect(remainingMs([], 5_000)).toBeNull();
});

test('it says nothing while nothing moves, and nothing once all is done', () => {
  const samples = run(500, 5, 30);
  expect(remainingMs(samples, 49_000)).not.toBeNull();
  expect(remainingMs(samples, 51_000)).toBeNull();
  expect(remainingMs(run(50, 5, 30), 30_000)).toBeNull();
});

test('the pace of the last two minutes counts, not that of before', () => {
  let samples = run(1_000, 5, 60);
  for (let atMs = 60_500; atMs <= 300_000; atMs += 500) {
    samples = noted(samples, { atMs, left: Math.round(700 - (atMs - 60_000) / 1_000) });
  }
  // One a second since four minutes: 460 are left.
  const left = remainingMs(samples, 300_000);
  expect(left).toBeGreaterThan(455_000);
  expect(left).toBeLessThan(465_000);
  expect(samples.length).toBeLessThan(260);
});

test('orders that are tried again begin a new pace', () => {
  const samples = noted(run(500, 5, 60), { atMs: 61_000, left: 400 });
  expect(remainingMs(samples, 65_000)).toBeNull();
});
