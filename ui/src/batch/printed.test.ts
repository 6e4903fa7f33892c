import { expect, test } from 'vitest';
import type { PrintAsks, PrintJobInfo, PrintState } from '../ipc/generated';
import { leadingJob } from './printed';

const job = (id: number, state: PrintState, asks: PrintAsks | null = null): PrintJobInfo => ({
  id,
  batch_id: 1,
  title: `Order ${id}`,
  prints: 'label',
  order_number: `${id}`,
  label: null,
  printer: 'zebra',
  state,
  asks,
  message: null,
  at: '2026-01-05T09:00:00Z',
});

test('a question comes before everything', () => {
  const told = leadingJob([job(1, 'done'), job(2, 'unknown', 'missing'), job(3, 'waiting')]);
  expect([told.job?.id, told.asking, told.toGo]).toEqual([2, 1, 1]);
});

test('what is under way comes before what is over, the nearest to the paper first', () => {
  const told = leadingJob([job(9, 'waiting'), job(8, 'printing'), job(7, 'done'), job(10, 'cancelled')]);
  expect([told.job?.id, told.asking, told.toGo]).toEqual([8, 0, 2]);
});

test('then the newest says how it ended', () => {
  expect(leadingJob([job(1, 'failed'), job(2, 'done')]).job?.id).toBe(2);
  expect(leadingJob([])).toEqual({ job: undefined, asking: 0, toGo: 0 });
});
