// What a printer's queue and a batch's jobs come to, for whoever looks at them. Pure.
import type { PrintJobInfo, PrintQueue } from '../ipc/generated';
import type { Role } from '../shared/status';

export type QueueState = 'asks' | 'stands' | 'prints' | 'waits';

/** Missing or failed papers hold those behind them; one that may be doubled holds nothing. */
export const holds = (job: PrintJobInfo): boolean => job.asks === 'failed' || job.asks === 'missing';

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

export type PaperWord = 'label' | 'slip' | 'customs' | 'batch' | 'test' | 'other';

const KINDS: Record<string, PaperWord> = {
  'packing-slip': 'slip',
  'customs-declaration': 'customs',
  'air-waybill': 'customs',
};

/** The ledger names its jobs for the spooler's list; the window says the same in the packer's language. */
export function paperOf(title: string): { word: PaperWord; about: string } {
  const order = /^Order (.+)$/.exec(title)?.[1];
  if (order !== undefined) {
    const [, number, kind] = /^(.+) ([a-z-]+)$/.exec(order) ?? [];
    const word = kind === undefined ? undefined : KINDS[kind];
    return word && number !== undefined ? { word, about: number } : { word: 'label', about: order };
  }
  const batch = /^(?:Batch|Lot) (\d+)$/.exec(title)?.[1];
  if (batch !== undefined) return { word: 'batch', about: batch };
  return title === 'Packbench test label' ? { word: 'test', about: '' } : { word: 'other', about: title };
}
