// What orders can be filtered by, beside words: which values an order has under each heading. Pure.
import type { OrderRow } from '../ipc/generated';

export type Facet =
  | 'shop'
  | 'country'
  | 'method'
  | 'date'
  | 'status'
  | 'sku'
  | 'pieces'
  | 'weight'
  | 'problem'
  | 'service_point'
  | 'customs';

/** Always in the bar; the others join it when they are chosen. */
export const FIRST_FACETS: readonly Facet[] = ['shop', 'country', 'method', 'date'];
export const MORE_FACETS: readonly Facet[] = [
  'pieces',
  'sku',
  'weight',
  'problem',
  'status',
  'service_point',
  'customs',
];
export const FACETS: readonly Facet[] = [...FIRST_FACETS, ...MORE_FACETS];

/** Facets whose values are words of ours, in the order in which they are offered. */
export const FIXED_VALUES = {
  date: ['today', 'yesterday', 'week', 'older'],
  pieces: ['single', 'one_product', 'several'],
  weight: ['known', 'unknown'],
  service_point: ['yes', 'no'],
  customs: ['yes', 'no'],
} as const satisfies Partial<Record<Facet, readonly string[]>>;
export type FixedFacet = keyof typeof FIXED_VALUES;

export function isFixed(facet: Facet): facet is FixedFacet {
  return facet in FIXED_VALUES;
}

/** Orders without the value are found under this one. */
export const NONE = '';

/** Days that "this week" goes back, today among them. */
const WEEK_DAYS = 7;

/** Midnights of this place, which dates are counted by; a day of 23 or 25 hours is a day all the same. */
export interface Days {
  today: number;
  yesterday: number;
  week: number;
}

export function daysBefore(nowMs: number): Days {
  const midnight = (back: number) => {
    const day = new Date(nowMs);
    return new Date(day.getFullYear(), day.getMonth(), day.getDate() - back).getTime();
  };
  return { today: midnight(0), yesterday: midnight(1), week: midnight(WEEK_DAYS - 1) };
}

/** An order has one value under most headings, several products and problems, never none at all. */
export function facetValues(order: OrderRow, facet: Facet, days: Days): readonly string[] {
  switch (facet) {
    case 'sku':
      return order.items.length === 0 ? [NONE] : order.items.map(productOf);
    case 'problem':
      return order.problems.length === 0 ? [NONE] : order.problems.map((problem) => problem.kind);
    default:
      return [facetValue(order, facet, days)];
  }
}

function facetValue(order: OrderRow, facet: Exclude<Facet, 'sku' | 'problem'>, days: Days): string {
  switch (facet) {
    case 'shop':
      return order.shop;
    case 'country':
      return order.country;
    case 'status':
      return order.status ?? NONE;
    case 'method':
      return order.shipping_method ?? NONE;
    case 'date':
      return dateBucket(order, days);
    case 'pieces':
      return pieces(order) === 1
        ? 'single'
        : new Set(order.items.map(productOf)).size === 1
          ? 'one_product'
          : 'several';
    case 'weight':
      return order.weight_grams === null ? 'unknown' : 'known';
    case 'service_point':
      return order.service_point ? 'yes' : 'no';
    case 'customs':
      return order.customs ? 'yes' : 'no';
  }
}

/** Orders without a time count as new, as they do where the list is sorted. */
function dateBucket(order: OrderRow, days: Days): (typeof FIXED_VALUES.date)[number] {
  const at = orderedAtMs(order);
  if (at >= days.today) return 'today';
  if (at >= days.yesterday) return 'yesterday';
  return at >= days.week ? 'week' : 'older';
}

const times = new WeakMap<OrderRow, number>();

export function orderedAtMs(order: OrderRow): number {
  let time = times.get(order);
  if (time === undefined) {
    time = order.ordered_at === null ? Number.NaN : Date.parse(order.ordered_at);
    if (Number.isNaN(time)) time = Number.MAX_SAFE_INTEGER;
    times.set(order, time);
  }
  return time;
}

/** What a product is told apart by: its SKU, else its barcode, else its name. */
export function productOf(item: OrderRow['items'][number]): string {
  return item.sku?.trim() || item.barcode?.trim() || item.description.trim();
}

export function pieces(order: OrderRow): number {
  return order.items.reduce((sum, item) => sum + item.quantity, 0);
}
