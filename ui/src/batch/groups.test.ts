import { expect, test } from 'vitest';
import type { BatchOrder, Counts, OrderState } from '../ipc/generated';
import { failureReport, failures, featured, retryable, sameReason, settled } from './groups';

const counts: Counts = {
  orders: 28,
  planned: 1,
  sent: 2,
  waiting: 3,
  labelled: 4,
  printed: 2,
  refused: 5,
  left_out: 6,
  unknown: 7,
};

function entry(id: number, state: OrderState, message: string | null = null): BatchOrder {
  return {
    id,
    batch_id: 1,
    order_number: `#${id}`,
    name: 'Jan',
    city: 'Breda',
    country: 'NL',
    shop: 'Tuinhuis',
    state,
    message,
    problem: null,
    hint: null,
    carrier: null,
    shipping_option_code: null,
    unstamped_letter: false,
    tracking_number: null,
    tracking_url: null,
    parcel_status: null,
    shipment_id: null,
    cancellation: null,
    labels:
      state === 'labelled'
        ? [{ id: id * 10, kind: 'label', mime: 'application/pdf', pages: 1, printed: 0, removed: false }]
        : [],
    at: '2026-11-20T12:00:00Z',
    look: null,
  };
}

test('what is settled needs nothing any more', () => {
  expect(settled(counts)).toBe(15);
});

test('failures wait in one place, grouped by the words; refused ones before what was left out', () => {
  const groups = failures([
    entry(1, 'labelled'),
    entry(2, 'refused', 'Postcode'),
    entry(3, 'failed', 'Postcode'),
    entry(4, 'left_out', 'Gewicht'),
    entry(6, 'left_out', 'Gewicht'),
    entry(7, 'left_out', 'Gewicht'),
    entry(5, 'unknown', 'Postcode'),
  ]);
  expect(groups.map((group) => [group.reason, group.role, group.orders.length])).toEqual([
    ['Postcode', 'stopped', 2],
    ['Gewicht', 'problem', 3],
  ]);
});

test('without words the state is the reason', () => {
  const groups = failures([entry(1, 'cancelled'), entry(2, 'failed'), entry(3, 'cancelled')]);
  expect(groups.map((group) => [group.key, group.orders.map((order) => order.id)])).toEqual([
    ['stopped cancelled', [1, 3]],
    ['stopped failed', [2]],
  ]);
});

test('one reason is tried again without the others, and without what somebody cancelled', () => {
  const orders = [
    entry(1, 'refused', 'Postcode'),
    entry(2, 'failed', 'Postcode'),
    entry(3, 'cancelled', 'Postcode'),
    entry(4, 'refused', 'Land'),
    entry(5, 'left_out', 'Gewicht'),
    entry(6, 'labelled'),
  ];
  expect(retryable(orders).map((order) => order.id)).toEqual([1, 2, 4]);
  expect(sameReason(orders, 3).map((order) => order.id)).toEqual([1, 2]);
  expect(sameReason(orders, 5)).toEqual([]);
  expect(sameReason(orders, 6)).toEqual([]);
  expect(sameReason(orders, undefined)).toEqual([]);
});

test('the first label is shown until a person chooses, also while more labels come', () => {
  const orders = [entry(1, 'refused'), entry(2, 'labelled'), entry(3, 'labelled')];
  expect(featured(orders)?.id).toBe(2);
  expect(featured([entry(1, 'planned')])).toBeUndefined();
});

test('what is copied for support names orders and reasons, and no customer', () => {
  const orders = [entry(1, 'refused', 'No such postal code'), entry(2, 'labelled'), entry(3, 'left_out')];
  const report = failureReport(7, failures(orders));
  expect(report).toContain('Batch 7');
  expect(report).toMatch(/No such postal code\n\s+#1\tTuinhuis\trefused/);
  expect(report).toContain('#3');
  expect(report).not.toContain('#2');
  expect(report).not.toMatch(/Jan|Breda/);
});
