import { expect, test } from 'vitest';
import type { BatchOrder, Counts, LabelInfo, OrderState } from '../ipc/generated';
import { inLane, laneCounts, laneOf, LANES } from './lanes';

const counts: Counts = {
  orders: 28,
  planned: 1,
  sent: 2,
  waiting: 3,
  labelled: 4,
  printed: 3,
  refused: 5,
  left_out: 6,
  unknown: 7,
};

const paper = (kind: string, printed: number): LabelInfo => ({
  id: 1,
  kind,
  mime: 'application/pdf',
  pages: 1,
  printed,
  removed: false,
});
const order = (state: OrderState, ...labels: LabelInfo[]) => ({ state, labels }) as unknown as BatchOrder;

test('every order is counted in exactly one lane', () => {
  const lanes = laneCounts(counts);
  expect(Object.keys(lanes).sort()).toEqual([...LANES].sort());
  expect(Object.values(lanes).reduce((sum, n) => sum + n)).toBe(counts.orders);
  expect([lanes.stored, lanes.printed]).toEqual([1, 3]);
});

test('an order is printed when each of its labels came out, whatever papers go with them', () => {
  expect(laneOf(order('labelled', paper('label', 1), paper('customs-declaration', 0)))).toBe('printed');
  expect(laneOf(order('labelled', paper('label', 2), paper('label', 0)))).toBe('stored');
  expect(laneOf(order('labelled', paper('packing-slip', 1)))).toBe('stored');
  expect(laneOf(order('waiting', paper('label', 1))), 'the second parcel is still awaited').toBe('waiting');
});

test('what left the way stands in three lanes', () => {
  const gone = (
    ['refused', 'failed', 'cancelled', 'left_out', 'label_elsewhere', 'withdrawn', 'unknown'] as const
  ).map((state) => laneOf(order(state)));
  expect(gone).toEqual(['refused', 'refused', 'refused', 'left_out', 'left_out', 'left_out', 'unknown']);
});

test('a lane shows its own orders', () => {
  const orders = [order('labelled', paper('label', 1)), order('labelled', paper('label', 0)), order('sent')];
  expect(inLane(orders, 'stored')).toEqual([orders[1]]);
  expect(inLane(orders, null)).toEqual(orders);
});
