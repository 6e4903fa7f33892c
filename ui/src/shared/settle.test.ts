import { expect, test } from 'vitest';
import { BURST_GAP_MS } from './scan';
import { forSeeds } from './seeded';
import { waitAfterChange } from './settle';

/** How often the list is filtered for these gaps between the characters of a text that comes into an empty field. */
function filterings(gaps: readonly number[]): number {
  let count = 0;
  gaps.forEach((gap, index) => {
    const wait = waitAfterChange(index === 0 ? '' : 'x'.repeat(index), index === 0 ? 10_000 : gap);
    const next = gaps[index + 1] ?? Infinity;
    if (wait < next) count += 1;
  });
  return count;
}

test('a scan is looked for once, when it is over; a wireless one may show its first character before', () => {
  forSeeds(500, (chance) => {
    const pace = chance.between(2, BURST_GAP_MS);
    const found = filterings(Array.from({ length: chance.between(3, 20) }, () => pace));
    expect(found).toBeLessThanOrEqual(pace > 20 ? 2 : 1);
  });
});

test('a person sees every letter at once', () => {
  forSeeds(500, (chance) => {
    const gaps = Array.from({ length: chance.between(1, 20) }, () => chance.between(BURST_GAP_MS + 1, 400));
    expect(filterings(gaps)).toBe(gaps.length);
    for (const gap of gaps.slice(1)) expect(waitAfterChange('x', gap)).toBe(0);
  });
});
