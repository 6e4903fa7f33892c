// Which orders are in the list: tab, chips and words typed. Pure.
import type { OrderRow } from '../ipc/generated';
import { isBlocked } from '../shared/status';
import {
  FACETS,
  facetValues,
  FIXED_VALUES,
  isFixed,
  orderedAtMs,
  pieces,
  type Days,
  type Facet,
} from './facets';
import { inPeriod, readPeriod, type Period } from './range';

export type Tab = 'all' | 'ready' | 'problems' | 'single';
export const TABS: readonly Tab[] = ['all', 'ready', 'problems', 'single'];

/** Values that are let through; an absent or empty set lets everything through. */
export type Filters = Readonly<Partial<Record<Facet, ReadonlySet<string>>>>;

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

export function countTabs(orders: readonly OrderRow[]): Record<Tab, number> {
  const counts: Record<Tab, number> = { all: orders.length, ready: 0, problems: 0, single: 0 };
  for (const order of orders) {
    if (inTab(order, 'ready')) counts.ready += 1;
    if (inTab(order, 'problems')) counts.problems += 1;
    if (inTab(order, 'single')) counts.single += 1;
  }
  return counts;
}

const haystacks = new WeakMap<OrderRow, string>();

function haystack(order: OrderRow): string {
  let text = haystacks.get(order);
  if (text === undefined) {
    const items = order.items.flatMap((item) => [item.sku, item.barcode, item.description]);
    const postcode = order.postal_code.replace(/\s+/g, '');
    const fields = [order.number, order.name, order.company, order.postal_code, postcode, order.city];
    text = fold(
      [...fields, order.country, order.email, order.shop, order.shipping_method, ...items]
        .filter(Boolean)
        .join('\n'),
    );
    haystacks.set(order, text);
  }
  return text;
}

/** Rows whose text is made in one go: some ms. */
const MADE_AT_ONCE = 500;

/** Makes the texts that are searched while nobody waits for them: else the first key of a search would. Answers how to stop. */
export function prepareSearch(orders: readonly OrderRow[]): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const make = (from: number) => {
    for (const order of orders.slice(from, from + MADE_AT_ONCE)) haystack(order);
    if (from + MADE_AT_ONCE < orders.length) timer = setTimeout(make, 0, from + MADE_AT_ONCE);
  };
  timer = setTimeout(make, 0, 0);
  return () => clearTimeout(timer);
}

const PLAIN = /^[\x20-\x7e\n]*$/;

/** "Müller" is found by "muller". */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Words are separated by spaces; each must stand somewhere. */
export function wordsOf(search: string): string[] {
  return fold(search).split(/\s+/).filter(Boolean);
}

/** Whatever the later words find is among what the earlier ones found: more was typed. */
export function findsWithin(earlier: string, later: string): boolean {
  const words = wordsOf(later);
  return wordsOf(earlier).every((word) => words.some((longer) => longer.includes(word)));
}

type Chosen = readonly { facet: Facet; wanted: ReadonlySet<string>; periods: readonly Period[] }[];

function chosenFacets(filters: Filters, except?: Facet): Chosen {
  return FACETS.flatMap((facet) => {
    const wanted = filters[facet];
    if (facet === except || !wanted || wanted.size === 0) return [];
    const periods = facet === 'date' ? [...wanted].flatMap((value) => readPeriod(value) ?? []) : [];
    return [{ facet, wanted, periods }];
  });
}

function passes(order: OrderRow, chosen: Chosen, days: Days): boolean {
  return chosen.every(
    ({ facet, wanted, periods }) =>
      facetValues(order, facet, days).some((value) => wanted.has(value)) ||
      periods.some((period) => inPeriod(orderedAtMs(order), period)),
  );
}

/** Orders that words and chips let through; tabs count these. */
export function filterOrders(
  orders: readonly OrderRow[],
  search: string,
  filters: Filters,
  days: Days,
): readonly OrderRow[] {
  const words = wordsOf(search);
  const chosen = chosenFacets(filters);
  if (words.length === 0 && chosen.length === 0) return orders;
  return orders.filter((order) => {
    const text = words.length > 0 ? haystack(order) : '';
    return words.every((word) => text.includes(word)) && passes(order, chosen, days);
  });
}

export interface FacetChoice {
  value: string;
  n: number;
}

/** What a chip offers: every value that the other chips leave; our own words in their order, else most frequent first. */
export function facetChoices(
  orders: readonly OrderRow[],
  facet: Facet,
  filters: Filters,
  days: Days,
): FacetChoice[] {
  const counts = new Map<string, number>();
  for (const value of filters[facet] ?? []) counts.set(value, 0);
  const chosen = chosenFacets(filters, facet);
  for (const order of orders) {
    if (!passes(order, chosen, days)) continue;
    for (const value of new Set(facetValues(order, facet, days)))
      counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (isFixed(facet)) return FIXED_VALUES[facet].map((value) => ({ value, n: counts.get(value) ?? 0 }));
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
  return chosenFacets(filters).length > 0;
}
