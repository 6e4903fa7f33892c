import { expect, test } from 'vitest';
import { equal, keepSame } from './same';
import { forSeeds } from './seeded';

interface Row {
  id: number;
  words: string[];
  state: { n: number | null };
}

test('rows that did not change stay the very same, those that did are new', () => {
  forSeeds(200, (chance) => {
    const row = (id: number): Row => ({
      id,
      words: [chance.pick(['a', 'b'])],
      state: { n: chance.pick([null, 1]) },
    });
    const before = Array.from({ length: chance.between(1, 30) }, (_, index) => row(index));
    const changed = new Set(before.filter(() => chance.below(5) === 0).map(({ id }) => id));
    const next = structuredClone(before)
      .filter(({ id }) => id % 7 !== 6)
      .map((entry) => (changed.has(entry.id) ? { ...entry, words: [...entry.words, 'c'] } : entry));
    const kept = keepSame(before, next);
    expect(kept).toEqual(next);
    for (const entry of kept) expect(before.includes(entry)).toBe(!changed.has(entry.id));
  });
});

test('nothing changed: the very same list, so that nothing is worked out again', () => {
  const before = [{ id: 1, words: ['a'] }];
  expect(keepSame(before, structuredClone(before))).toBe(before);
  expect(keepSame(before, [])).toEqual([]);
});

test('equal is deep and does not mix up kinds', () => {
  expect(equal({ a: [1, null] }, { a: [1, null] })).toBe(true);
  for (const [a, b] of [
    [[], {}],
    [null, {}],
    [{ a: undefined }, { b: undefined }],
    [[1], [1, 2]],
    ['1', 1],
  ])
    expect(equal(a, b)).toBe(false);
});
