// The order of the list. Pure; equal rows keep the oldest first, so that nothing jumps about.
import type { OrderRow } from '../ipc/generated';
import { leadingProblem } from '../shared/status';
import { pieces } from './filter';

export type SortKey =
  'number' | 'age' | 'name' | 'country' | 'city' | 'shop' | 'method' | 'items' | 'weight' | 'value' | 'state';

export interface Sort {
  key: SortKey;
  descending: boolean;
}

/** Oldest first: what waits longest is packed first. */
export const DEFAULT_SORT: Sort = { key: 'age', descending: true };

const collator = new Intl.Collator('nl', { numeric: true, sensitivity: 'base' });

export function sortOrders(orders: readonly OrderRow[], sort: Sort): OrderRow[] {
  const sign = sort.descending ? -1 : 1;
  return [...orders].sort((a, b) => sign * compare(a, b, sort.key) || -compare(a, b, 'age') || a.id - b.id);
}

export function nextSort(sort: Sort, key: SortKey): Sort {
  if (sort.key !== key) return { key, descending: key === 'age' || key === 'value' };
  return { key, descending: !sort.descending };
}

function compare(a: OrderRow, b: OrderRow, key: SortKey): number {
  switch (key) {
    case 'number':
      return collator.compare(a.number, b.number);
    case 'age':
      return orderedAt(b) - orderedAt(a);
    case 'name':
      return collator.compare(a.name, b.name);
    case 'country':
      return collator.compare(a.country, b.country);
    case 'city':
      return collator.compare(a.city, b.city);
    case 'shop':
      return collator.compare(a.shop, b.shop);
    case 'method':
      return collator.compare(a.shipping_method ?? '', b.shipping_method ?? '');
    case 'items':
      return pieces(a) - pieces(b);
    case 'weight':
      return (a.weight_grams ?? -1) - (b.weight_grams ?? -1);
    case 'value':
      return amount(a) - amount(b);
    case 'state':
      return collator.compare(stateKey(a), stateKey(b));
  }
}

/** Orders without a time count as new. */
function orderedAt(order: OrderRow): number {
  const time = order.ordered_at === null ? Number.NaN : Date.parse(order.ordered_at);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}

function amount(order: OrderRow): number {
  const value = Number(order.value?.amount ?? -1);
  return Number.isNaN(value) ? -1 : value;
}

function stateKey(order: OrderRow): string {
  const problem = leadingProblem(order);
  if (!problem) return '2';
  return problem.blocks ? `0${problem.kind}` : `1${problem.kind}`;
}
