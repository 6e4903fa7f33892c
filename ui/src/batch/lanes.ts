// The lanes of a batch: where each order is on its way from the click to the paper. Pure.
import type { BatchOrder, Counts } from '../ipc/generated';
import type { Role } from '../shared/status';

/** The way of an order first, then what left it. */
export const LANES = [
  'planned',
  'sent',
  'waiting',
  'stored',
  'printed',
  'left_out',
  'refused',
  'unknown',
] as const;
export type Lane = (typeof LANES)[number];

const ROLES: Record<Lane, Role> = {
  planned: 'ready',
  sent: 'working',
  waiting: 'working',
  stored: 'done',
  printed: 'done',
  left_out: 'problem',
  refused: 'stopped',
  unknown: 'unknown',
};
export const laneRole = (lane: Lane): Role => ROLES[lane];

export function laneOf(order: Pick<BatchOrder, 'state' | 'labels'>): Lane {
  switch (order.state) {
    case 'labelled': {
      const labels = order.labels.filter((paper) => paper.kind === 'label');
      return labels.length > 0 && labels.every((label) => label.printed > 0) ? 'printed' : 'stored';
    }
    case 'failed':
    case 'cancelled':
      return 'refused';
    case 'label_elsewhere':
    case 'withdrawn':
      return 'left_out';
    default:
      return order.state;
  }
}

/** How many orders are in each lane, as the engine counts them. */
export function laneCounts(counts: Counts): Record<Lane, number> {
  const { planned, sent, waiting, printed, left_out, refused, unknown } = counts;
  return { planned, sent, waiting, stored: counts.labelled - printed, printed, left_out, refused, unknown };
}

export function inLane(orders: readonly BatchOrder[], lane: Lane | null): readonly BatchOrder[] {
  return lane === null ? orders : orders.filter((order) => laneOf(order) === lane);
}
