import { expect, test } from 'vitest';
import type { BatchOrder, LabelInfo } from '../ipc/generated';
import { onSheets, sheetsFor } from './sheets';

const ones = (n: number) => Array.from({ length: n }, () => 1);

test.each([
  [[], 0, 0],
  [ones(4), 0, 1],
  [ones(5), 0, 2],
  [ones(4), 1, 2],
  [ones(1), 3, 1],
  [[1, 1, 1, 2], 0, 2],
  [[3, 3], 0, 2],
  [[9], 0, 3],
  [[2, 9], 0, 3],
])('four to a sheet: papers of %j pages from place %d', (pages, start, sheets) =>
  expect(sheetsFor(pages, 'four_a6', start)).toBe(sheets),
);

test('two to a sheet', () => expect(sheetsFor(ones(3), 'two_a5', 1)).toBe(2));

test('customs papers and slips follow the sheets; removed files are nowhere', () => {
  const paper = (id: number, kind: string, removed = false) => ({ id, kind, pages: 1, removed }) as LabelInfo;
  const orders = [
    { labels: [paper(1, 'label'), paper(2, 'customs-declaration')] },
    { labels: [paper(3, 'label', true)] },
    { labels: [paper(4, 'label'), paper(5, 'packing-slip')] },
  ] as BatchOrder[];
  const { labels, behind } = onSheets(orders);
  expect(labels.map(({ id }) => id)).toEqual([1, 4]);
  expect(behind.map(({ id }) => id)).toEqual([2, 5]);
});
