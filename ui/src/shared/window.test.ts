import { expect, test } from 'vitest';
import { forSeeds } from './seeded';
import { drawnMax, scrollToShow, visibleRows } from './window';

test('only the rows in view are drawn, with a few around them', () => {
  expect(visibleRows(0, 440, 44, 100_000)).toEqual({ start: 0, end: 18 });
  const middle = visibleRows(44_000, 440, 44, 100_000);
  expect(middle).toEqual({ start: 992, end: 1018 });
});

test('the end of the list and a list that became short are whole', () => {
  expect(visibleRows(4_000, 440, 44, 100)).toEqual({ start: 82, end: 100 });
  expect(visibleRows(50_000, 440, 44, 3), 'scrolled far, then filtered to three rows').toEqual({
    start: 3,
    end: 3,
  });
  expect(visibleRows(0, 440, 44, 0)).toEqual({ start: 0, end: 0 });
});

test('scrolling to a row moves as little as possible', () => {
  expect(scrollToShow(5, 0, 440, 44), 'already seen').toBe(0);
  expect(scrollToShow(10, 0, 440, 44), 'just below').toBe(44);
  expect(scrollToShow(2, 440, 440, 44), 'above').toBe(88);
});

test('no two rows in view share an element, wherever the list is scrolled to', () => {
  forSeeds(1_000, (chance) => {
    const [rows, rowHeight] = [chance.between(0, 60_000), chance.pick([44, 56])];
    const viewHeight = chance.between(1, 2_000);
    const scrollTop = chance.below(rows * rowHeight + 1) + chance.pick([0, 0.5]);
    const { start, end } = visibleRows(scrollTop, viewHeight, rowHeight, rows);
    expect(end - start).toBeLessThanOrEqual(drawnMax(viewHeight, rowHeight));
  });
});
