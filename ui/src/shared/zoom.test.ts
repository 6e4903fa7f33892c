import { describe, expect, test } from 'vitest';
import { dpiFor, pageOf, scaleOf, shownWidth, step } from './zoom';

const A6 = pageOf({ width_px: 620, height_px: 874 }, 150);

describe('how large', () => {
  test('the whole page stands in the box, whichever side is short', () => {
    const wide = scaleOf('fit', A6, { width: 2000, height: 600 });
    expect(A6.height * 96 * wide).toBeCloseTo(600);
    const narrow = scaleOf('fit', A6, { width: 200, height: 600 });
    expect(A6.width * 96 * narrow).toBeCloseTo(200);
    expect(scaleOf('fit', A6, { width: 9000, height: 9000 }), 'not larger than the largest step').toBe(4);
    expect(scaleOf(2, A6, { width: 10, height: 10 })).toBe(2);
  });

  test.each([
    ['fit', 1.3, true, 2],
    ['fit', 1.3, false, 1],
    ['fit', 0.7, true, 1],
    ['fit', 0.7, false, 'fit'],
    [1, 1, true, 2],
    [1, 1, false, 'fit'],
    [4, 4, true, 4],
    [4, 4, false, 2],
  ] as const)('from %s (%d), up %s: %s', (zoom, scale, up, next) => expect(step(zoom, scale, up)).toBe(next));
});

describe('how fine', () => {
  test('a dot of the drawing is a dot of the screen', () => {
    expect([dpiFor(1, 1), dpiFor(2, 1), dpiFor(4, 1), dpiFor(1, 1.5), dpiFor(2, 2)]).toEqual([
      96, 192, 384, 144, 384,
    ]);
    expect(shownWidth(1587, 384, 4, 1)).toBe(1587);
    expect(shownWidth(1587, 384, 2, 2)).toBe(793.5);
  });

  test('as fine as the engine draws, and the size stays', () => {
    expect(dpiFor(4, 2), '768 is more than it draws').toBe(600);
    expect(shownWidth(2480, 600, 4, 2)).toBeCloseTo((2480 / 600) * 96 * 4);
    expect(dpiFor(0.1, 1)).toBe(36);
  });
});
