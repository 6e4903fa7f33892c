import { describe, expect, test } from 'vitest';
import type { PrintAsks, PrintJobInfo, PrintQueue } from '../ipc/generated';
import { paperOf, queueState, toGo } from './queue';

const job = (asks: PrintAsks): PrintJobInfo => ({
  id: 1,
  batch_id: null,
  title: 'Order 1042',
  printer: 'zebra',
  state: 'unknown',
  asks,
  message: null,
  at: '2026-01-05T09:00:00Z',
});
const queue = (change: Partial<PrintQueue>): PrintQueue => ({
  printer: 'zebra',
  waiting: 0,
  spooled: 0,
  stands: null,
  asking: [],
  ...change,
});

describe('a queue', () => {
  test('a question that holds it comes before a printer that stands still', () => {
    expect(queueState(queue({ waiting: 3, stands: 'Paused', asking: [job('missing')] }))).toBe('asks');
    expect(queueState(queue({ waiting: 3, stands: 'Paused', asking: [job('failed')] }))).toBe('asks');
    expect(queueState(queue({ waiting: 3, stands: 'Paused', asking: [job('twice')] }))).toBe('stands');
  });

  test('a paper that may be doubled holds nothing', () => {
    expect(queueState(queue({ spooled: 2, asking: [job('twice')] }))).toBe('prints');
    expect(queueState(queue({ asking: [job('twice')] })), 'nothing else is left').toBe('asks');
  });

  test('all that has not come out can be taken back', () => {
    expect(toGo(queue({ waiting: 12, spooled: 3 }))).toBe(15);
    expect(queueState(queue({ waiting: 12 }))).toBe('waits');
  });
});

describe('what a job is of', () => {
  test.each([
    ['Order 1042', 'label', '1042'],
    ['Order #1042 b', 'label', '#1042 b'],
    ['Order 1042 packing-slip', 'slip', '1042'],
    ['Order A 7 customs-declaration', 'customs', 'A 7'],
    ['Order 1042 gift', 'label', '1042 gift'],
    ['Batch 12', 'batch', '12'],
    ['Lot 12', 'batch', '12'],
    ['Packbench test label', 'test', ''],
    ['Something else', 'other', 'Something else'],
  ])('%s', (title, word, about) => expect(paperOf(title)).toEqual({ word, about }));
});
