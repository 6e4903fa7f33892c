// The orders of a batch by what went wrong. Pure.
import type { BatchOrder, Counts, ProblemKind, RowId } from '../ipc/generated';
import { orderStateRole, type Role } from '../shared/status';

/** Orders whose fate is known, of all. */
export function settled(counts: Counts): number {
  return counts.orders - counts.planned - counts.sent - counts.waiting - counts.unknown;
}

export interface FailureGroup {
  /** Another one for each group of a batch. */
  key: string;
  /** Empty where the state of its orders says all. */
  reason: string;
  /** Why the plan left them out: said in the packer's language. */
  problem: ProblemKind | null;
  role: Role;
  hint: string | null;
  orders: BatchOrder[];
}

/** What went wrong, grouped by the words of the platform or carrier; what the plan left out comes after it. */
export function failures(orders: readonly BatchOrder[]): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const order of orders) {
    const role = orderStateRole(order.state);
    if (role !== 'stopped' && role !== 'problem') continue;
    const reason = order.message ?? '';
    const key = `${role} ${order.problem ?? (reason || order.state)}`;
    const group = groups.get(key);
    if (group) group.orders.push(order);
    else groups.set(key, { key, reason, problem: order.problem, role, hint: order.hint, orders: [order] });
  }
  const later = (group: FailureGroup) => (group.role === 'stopped' ? 0 : 1);
  return [...groups.values()].sort((a, b) => later(a) - later(b) || b.orders.length - a.orders.length);
}

/** For support: what happened to which order, in the platform's words. No names and no addresses. */
export function failureReport(batch: RowId, groups: readonly FailureGroup[]): string {
  const lines = groups.flatMap((group) => [
    `${group.problem ?? group.role}: ${group.reason}`,
    ...group.orders.map((order) =>
      [`  ${order.order_number}`, order.shop, order.state, order.at, order.shipment_id ?? ''].join('\t'),
    ),
  ]);
  return [`Batch ${batch}`, ...lines].join('\n');
}

/** Those that can be tried again: the platform or the carrier said no, and nobody cancelled them. */
export function retryable(orders: readonly BatchOrder[]): BatchOrder[] {
  return orders.filter((order) => order.state === 'refused' || order.state === 'failed');
}

/** What went wrong as with this order. */
export function sameReason(orders: readonly BatchOrder[], id: RowId | undefined): BatchOrder[] {
  const group = failures(orders).find((one) => one.orders.some((order) => order.id === id));
  return retryable(group?.orders ?? []);
}

/** The order that is shown while nobody chose one: the first with a label, which stays the first, so nothing flickers;
    without any label the first that needs a person. */
export function featured(orders: readonly BatchOrder[]): BatchOrder | undefined {
  return orders.find((order) => order.labels.length > 0) ?? orders.find((order) => order.state === 'unknown');
}
