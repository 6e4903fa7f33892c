// The six status roles: a word, an icon and a colour, always the same. Which state has which role is decided here only.
import type {
  BatchState,
  BookingState,
  CancellationState,
  OrderRow,
  OrderState,
  PrintState,
  PrinterInfo,
  Problem,
  ProblemKind,
} from '../ipc/generated';

export type Role = 'ready' | 'working' | 'done' | 'problem' | 'stopped' | 'unknown';
export const ROLES: readonly Role[] = ['ready', 'working', 'done', 'problem', 'stopped', 'unknown'];

export function orderStateRole(state: OrderState): Role {
  switch (state) {
    case 'planned':
      return 'ready';
    case 'sent':
    case 'waiting':
      return 'working';
    case 'labelled':
      return 'done';
    case 'left_out':
    case 'label_elsewhere':
    case 'withdrawn':
      return 'problem';
    case 'refused':
    case 'failed':
    case 'cancelled':
      return 'stopped';
    case 'unknown':
      return 'unknown';
  }
}

export function batchStateRole(state: BatchState): Role {
  switch (state) {
    case 'running':
      return 'working';
    case 'paused':
      return 'problem';
    case 'waiting':
      return 'unknown';
    case 'done':
      return 'done';
  }
}

export function bookingStateRole(state: BookingState): Role {
  switch (state) {
    case 'queued':
      return 'ready';
    case 'requested':
      return 'working';
    case 'done':
      return 'done';
    case 'withdrawn':
      return 'problem';
    case 'refused':
      return 'stopped';
    case 'unknown':
      return 'unknown';
  }
}

export function cancellationRole(state: CancellationState): Role {
  switch (state) {
    case 'queued':
      return 'working';
    case 'cancelled':
      return 'done';
    case 'refused':
      return 'stopped';
    case 'unknown':
      return 'unknown';
  }
}

export function printStateRole(state: PrintState): Role {
  switch (state) {
    case 'waiting':
    case 'queued':
      return 'ready';
    case 'handing':
    case 'printing':
      return 'working';
    case 'done':
      return 'done';
    case 'held':
      return 'problem';
    case 'failed':
    case 'cancelled':
      return 'stopped';
    case 'unknown':
      return 'unknown';
  }
}

export function printerRole(printer: PrinterInfo): Role {
  if (!printer.accepts_jobs || printer.state === 'stopped') return 'stopped';
  return printer.state === 'printing' ? 'working' : 'ready';
}

export function problemRole(problem: Problem): Role {
  switch (problem.kind) {
    case 'outcome_unknown':
      return 'unknown';
    case 'in_batch':
    case 'address_unread':
      return 'working';
    case 'refused_before':
      return 'stopped';
    case 'address_incomplete':
    case 'country_unknown':
    case 'no_weight':
    case 'customs_incomplete':
    case 'label_elsewhere':
    case 'label_elsewhere_possible':
    case 'repeated_number':
    case 'split_order':
    case 'no_order_id':
    case 'not_open':
    case 'option_unfit':
    case 'contract_inactive':
    case 'not_at_sendcloud':
    case 'without_label':
      return 'problem';
  }
}

/** The engine's own words add something to the kind: which part of an address, which batch, which label. Where they only
 * say the kind once more, the packer reads it once. */
export function saysMore(kind: ProblemKind): boolean {
  switch (kind) {
    case 'address_incomplete':
    case 'country_unknown':
    case 'label_elsewhere':
    case 'label_elsewhere_possible':
    case 'repeated_number':
    case 'outcome_unknown':
    case 'in_batch':
    case 'refused_before':
    case 'option_unfit':
    case 'contract_inactive':
      return true;
    case 'no_weight':
    case 'customs_incomplete':
    case 'split_order':
    case 'no_order_id':
    case 'not_open':
    case 'address_unread':
    case 'not_at_sendcloud':
    case 'without_label':
      return false;
  }
}

/** The problem that a row shows: what keeps the order back comes before what is only good to know. */
export function leadingProblem(order: Pick<OrderRow, 'problems'>): Problem | undefined {
  return order.problems.find((problem) => problem.blocks) ?? order.problems[0];
}

export function isBlocked(order: Pick<OrderRow, 'problems'>): boolean {
  return order.problems.some((problem) => problem.blocks);
}
