// Which orders are in the list: tab, chips and words typed. Pure.
import type { OrderRow } from '../ipc/generated';
import { isBlocked } from '../shared/status';

export type Tab = 'all' | 'ready' | 'problems' | 'single';
export const TABS: readonly Tab[] = ['all', 'ready', 'problems', 'single'];

export type Facet = 'shop' | 'country' | 'status' | 'method';
export const FACETS: readonly Facet[] = ['shop', 'country', 'status', 'method'];

/** Values that are let through; an absent or empty set lets everything through. */
export type Filters = Readonly<Partial<Record<Facet, ReadonlySet<string>>>>;

/** Orders without the value are found under this one. */
export const NONE = '';

export function facetValue(order: OrderRow, facet: Facet): string {
  switch (facet) {
    case 'shop':
      return order.shop;
    case 'country':
      return order.country;
    case 'status':
      return order.status ?? NONE;
    case 'method':
      return order.shipping_method ?? NONE;
  }
}

export function inTab(order: OrderRow, tab: Tab): boolean {
  switch (tab) {
    case 'all':
      return true;
    case 'ready':
      return !isBlocked(order);
    case 'problems':
      return order.problems.length > 0;
    case 'single':
      return pieces(order) === 1;
  }
}

export function pieces(order: OrderRow): number {
  return order.items.reduce((sum, item) => sum + item.quantity, 0);
}

const haystacks = new WeakMap<OrderRow, string>();

function haystack(order: OrderRow): string {
  let text = haystacks.get(order);
  if (text === undefined) {
    const items = order.items.flatMap((item) => [item.sku, item.description]);
    const fields = [order.number, order.name, order.company, order.postal_code, order.city, order.country];
    text = fold(
      [...fields, order.email, order.shop, order.shipping_method, ...items].filter(Boolean).join('\n'),
    );
    haystacks.set(order, text);
  }
  return text;
}

/** "Müller" is found by "muller", "1012 AB" by "1012ab" is not wanted: spaces separate words. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function matchesWords(order: OrderRow, words: readonly string[]): boolean {
  return words.every((word) => haystack(order).includes(word));
}

function matchesFilters(order: OrderRow, filters: Filters, except?: Facet): boolean {
  return FACETS.every((facet) => {
    const wanted = filters[facet];
    return facet === except || !wanted || wanted.size === 0 || wanted.has(facetValue(order, facet));
  });
}

/** Orders that words and chips let through; tabs count these. */
export function filterOrders(orders: readonly OrderRow[], search: string, filters: Filters): OrderRow[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return orders.filter((order) => matchesFilters(order, filters) && matchesWords(order, words));
}

export interface FacetChoice {
  value: string;
  n: number;
}

/** What a chip offers: every value that the other chips leave, most frequent first. */
export function facetChoices(orders: readonly OrderRow[], facet: Facet, filters: Filters): FacetChoice[] {
  const counts = new Map<string, number>();
  for (const value of filters[facet] ?? []) counts.set(value, 0);
  for (const order of orders) {
    if (!matchesFilters(order, filters, facet)) continue;
    const value = facetValue(order, facet);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, n]) => ({ value, n }))
    .sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1));
}

export function toggleFilter(filters: Filters, facet: Facet, value: string): Filters {
  const wanted = new Set(filters[facet]);
  if (!wanted.delete(value)) wanted.add(value);
  return { ...filters, [facet]: wanted };
}

export function isFiltered(filters: Filters): boolean {
  return FACETS.some((facet) => (filters[facet]?.size ?? 0) > 0);
}
