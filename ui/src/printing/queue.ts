// What a printer's queue and a batch's jobs come to, for whoever looks at them. Pure.
import type { PrintJobInfo, PrintQueue } from '../ipc/generated';
import { holds } from '../shared/paperAhead';
import type { Role } from '../shared/status';

export type QueueState = 'asks' | 'stands' | 'prints' | 'waits';

export function queueState(queue: PrintQueue): QueueState {
  if (queue.asking.some(holds)) return 'asks';
  if (queue.stands !== null) return 'stands';
  if (queue.spooled > 0) return 'prints';
  return queue.waiting > 0 ? 'waits' : 'asks';
}

export function queueRole(state: QueueState): Role {
  switch (state) {
    case 'asks':
      return 'unknown';
    case 'stands':
      return 'problem';
    case 'prints':
      return 'working';
    case 'waits':
      return 'ready';
  }
}

/** What is still to come out of a printer: all of it can be taken back or given away. */
export const toGo = (queue: PrintQueue): number => queue.waiting + queue.spooled;

/** One paper that can still be taken back or given to another printer. */
export function canLeave(job: PrintJobInfo): boolean {
  if (holds(job)) return true;
  switch (job.state) {
    case 'waiting':
    case 'queued':
    case 'held':
    case 'printing':
      return true;
    case 'handing':
    case 'done':
    case 'failed':
    case 'cancelled':
    case 'unknown':
      return false;
  }
}

/** What a job is of: an order's number, else its batch's. */
export const aboutOf = (job: PrintJobInfo): string => job.order_number ?? String(job.batch_id ?? '');
