// The order of the list. Pure; equal rows keep the oldest first, so that nothing jumps about.
// Each row's key is made once and compared as plain text or number: 50,000 rows are sorted while a finger leaves the key.
import type { OrderRow } from '../ipc/generated';
import { leadingProblem } from '../shared/status';
import { orderedAtMs, pieces, productOf } from './facets';
import { fold } from './filter';

export type SortKey =
  | 'number'
  | 'age'
  | 'name'
  | 'company'
  | 'country'
  | 'postal_code'
  | 'city'
  | 'shop'
  | 'method'
  | 'products'
  | 'items'
  | 'weight'
  | 'value'
  | 'email'
  | 'status'
  | 'state';

export interface Sort {
  key: SortKey;
  descending: boolean;
}

/** Oldest first: what waits longest is packed first. */
export const DEFAULT_SORT: Sort = { key: 'age', descending: true };

interface Entry {
  order: OrderRow;
  key: string | number;
  at: number;
}

/** A sorted list, and what it was sorted by. */
export interface Sorted {
  sort: Sort;
  entries: readonly Entry[];
  rows: readonly OrderRow[];
}

export function sortOrders(orders: readonly OrderRow[], sort: Sort): readonly OrderRow[] {
  return sortAgain(null, orders, sort).rows;
}

/** As `sortOrders`. Where most of the rows were sorted before, only the others are put in between them. */
export function sortAgain(before: Sorted | null, orders: readonly OrderRow[], sort: Sort): Sorted {
  const compare = comparing(sort.descending ? -1 : 1);
  const { key } = sort;
  const entryOf = (keyOf: (order: OrderRow) => string | number) => (order: OrderRow) => ({
    order,
    key: keyOf(order),
    at: orderedAtMs(order),
  });
  // How long a run is, and so where it stands, hangs on all the others.
  if (key === 'products') return sorted(sort, orders.map(entryOf(runKeys(orders))).sort(compare));
  const entry = entryOf((order) => keyFor(order, key));
  if (before?.sort === sort) {
    const fresh = new Set(orders);
    const kept = before.entries.filter(({ order }) => fresh.delete(order));
    if (fresh.size < kept.length) return sorted(sort, merge(kept, [...fresh].map(entry), compare));
  }
  return sorted(sort, orders.map(entry).sort(compare));
}

const sorted = (sort: Sort, entries: readonly Entry[]): Sorted => ({
  sort,
  entries,
  rows: entries.map(({ order }) => order),
});

const comparing = (sign: 1 | -1) => (a: Entry, b: Entry) =>
  (a.key === b.key ? 0 : a.key < b.key ? -sign : sign) || a.at - b.at || a.order.id - b.order.id;

/** Entries in their order, and others in whichever. */
function merge(kept: Entry[], others: Entry[], compare: (a: Entry, b: Entry) => number): Entry[] {
  if (others.length === 0) return kept;
  others.sort(compare);
  const merged: Entry[] = [];
  let next = 0;
  for (const one of kept) {
    for (let other = others[next]; other && compare(other, one) < 0; other = others[next]) {
      merged.push(other);
      next += 1;
    }
    merged.push(one);
  }
  return [...merged, ...others.slice(next)];
}

export function nextSort(sort: Sort, key: SortKey): Sort {
  if (sort.key !== key) return { key, descending: key === 'age' || key === 'value' };
  return { key, descending: !sort.descending };
}

function keyFor(order: OrderRow, key: Exclude<SortKey, 'products'>): string | number {
  switch (key) {
    case 'number':
      return textKey(order.number);
    case 'age':
      return -orderedAtMs(order);
    case 'name':
      return textKey(order.name);
    case 'company':
      return textKey(order.company);
    case 'country':
      return order.country;
    case 'postal_code':
      return textKey(order.postal_code);
    case 'city':
      return textKey(order.city);
    case 'shop':
      return textKey(order.shop);
    case 'method':
      return textKey(order.shipping_method);
    case 'items':
      return pieces(order);
    case 'weight':
      return order.weight_grams ?? -1;
    case 'value':
      return amount(order);
    case 'email':
      return textKey(order.email);
    case 'status':
      return textKey(order.status);
    case 'state':
      return stateKey(order);
  }
}

/** Digits as wide as this sort as numbers; longer ones (barcodes) sort as text among themselves. */
const DIGITS = 14;
/** Sorts after every text: what is not filled in stands at the end. */
const LAST = '\uffff';

/** A text that compares as people sort: without case and accents, without signs in front, numbers as numbers. */
export function textKey(text: string | null): string {
  if (!text) return LAST;
  return fold(text)
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/\d+/g, (digits) => digits.padStart(DIGITS, '0'));
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

/** The products of an order without their numbers: orders with the same one are a run. */
export function runOf(order: OrderRow): string {
  return [...new Set(order.items.map((item) => fold(productOf(item))))].sort().join('\n');
}

/** Same products together: the longest run first, in it what has the same quantities. */
function runKeys(orders: readonly OrderRow[]): (order: OrderRow) => string {
  const runs = new Map<OrderRow, string>();
  const sizes = new Map<string, number>();
  for (const order of orders) {
    const run = runOf(order);
    runs.set(order, run);
    sizes.set(run, (sizes.get(run) ?? 0) + 1);
  }
  const most = [...sizes.values()].reduce((a, b) => Math.max(a, b), 0);
  return (order) => {
    const run = runs.get(order) ?? '';
    if (run === '') return LAST;
    const rank = String(most - (sizes.get(run) ?? 0)).padStart(DIGITS, '0');
    const quantities = order.items
      .map((item) => `${fold(productOf(item))} ${String(item.quantity).padStart(DIGITS, '0')}`)
      .sort();
    return [rank, run, ...quantities].join('\t');
  };
}
