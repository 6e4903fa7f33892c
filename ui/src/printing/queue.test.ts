import { describe, expect, test } from 'vitest';
import type { PrintAsks, PrintJobInfo, PrintQueue, PrintState } from '../ipc/generated';
import { aboutOf, canLeave, queueState, toGo } from './queue';

const job = (asks: PrintAsks | null, state: PrintState = 'unknown'): PrintJobInfo => ({
  id: 1,
  batch_id: null,
  title: 'Order 1042',
  prints: 'label',
  order_number: '1042',
  label: 7,
  printer: 'zebra',
  state,
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

describe('one paper', () => {
  test.each(['waiting', 'queued', 'held', 'printing'] as const)('%s can still leave', (state) =>
    expect(canLeave(job(null, state))).toBe(true),
  );
  test.each(['handing', 'done', 'failed', 'cancelled'] as const)('%s cannot', (state) =>
    expect(canLeave(job(null, state))).toBe(false),
  );
  test('one that is asked about can; of one that may be doubled there is nothing to take back', () => {
    expect(canLeave(job('missing'))).toBe(true);
    expect(canLeave(job('failed', 'failed'))).toBe(true);
    expect(canLeave(job('twice', 'done'))).toBe(false);
  });
  test('is named by its order, else by its batch', () => {
    expect(aboutOf({ ...job(null), batch_id: 12 })).toBe('1042');
    expect(aboutOf({ ...job(null), order_number: null, batch_id: 12 })).toBe('12');
    expect(aboutOf({ ...job(null), order_number: null })).toBe('');
  });
});
