// The list of open orders as this person looks at it: tab, chips, sorting, selection. The orders are in state/.
import type { OrderRow, RowId } from '../ipc/generated';
import { sameNumber } from '../shared/scan';
import { isBlocked } from '../shared/status';
import { orders } from '../state/orders.svelte';
import type { ScanAnswer } from '../state/scan.svelte';
import {
  filterOrders,
  inTab,
  isFiltered,
  TABS,
  toggleFilter,
  type Facet,
  type Filters,
  type Tab,
} from './filter';
import * as select from './select';
import { DEFAULT_SORT, nextSort, sortOrders, type Sort, type SortKey } from './sort';

let tab = $state<Tab>('all');
let filters = $state.raw<Filters>({});
let sort = $state.raw<Sort>(DEFAULT_SORT);
let selection = $state.raw(select.NOTHING);
let shownBefore: readonly RowId[] = [];
/** Counts up when the cursor was moved by a scan or a key: the grid scrolls to it. */
let reveal = $state(0);

const matching = $derived(filterOrders(orders.rows, orders.searchNow, filters));
const tabCounts = $derived(
  Object.fromEntries(TABS.map((name) => [name, matching.filter((row) => inTab(row, name)).length])) as Record<
    Tab,
    number
  >,
);
const shown = $derived(
  sortOrders(
    matching.filter((row) => inTab(row, tab)),
    sort,
  ),
);
const ids = $derived(shown.map((row) => row.id));
const byId = $derived(new Map(orders.rows.map((row) => [row.id, row])));
const chosen = $derived([...selection.selected].flatMap((id) => byId.get(id) ?? []));

export const list = {
  get tab() {
    return tab;
  },
  set tab(next: Tab) {
    tab = next;
  },
  get filters() {
    return filters;
  },
  get filtered() {
    return isFiltered(filters);
  },
  get sort() {
    return sort;
  },
  get tabCounts() {
    return tabCounts;
  },
  /** Rows in the order they are shown. */
  get shown() {
    return shown;
  },
  get selection() {
    return selection;
  },
  /** Selected orders, also those that a filter hides now. */
  get chosen() {
    return chosen;
  },
  get hiddenChosen() {
    const visible = new Set(ids);
    return chosen.filter((row) => !visible.has(row.id)).length;
  },
  get cursorRow(): OrderRow | undefined {
    return selection.cursor === null ? undefined : byId.get(selection.cursor);
  },
  get allChosen() {
    return ids.length > 0 && ids.every((id) => selection.selected.has(id));
  },
  get reveal() {
    return reveal;
  },
  toggleFilter(facet: Facet, value: string) {
    filters = toggleFilter(filters, facet, value);
  },
  clearFilters() {
    filters = {};
  },
  sortBy(key: SortKey) {
    sort = nextSort(sort, key);
  },
  click(id: RowId, shift: boolean) {
    selection = shift ? select.extend(selection, ids, id) : select.toggle(selection, id);
  },
  /** The details of a row without choosing it. */
  look(id: RowId) {
    selection = { ...selection, cursor: id, anchor: id };
  },
  move(by: number, extending: boolean) {
    selection = extending ? select.moveExtending(selection, ids, by) : select.move(selection, ids, by);
    reveal += 1;
  },
  toggleCursor() {
    if (selection.cursor !== null) selection = select.toggle(selection, selection.cursor);
  },
  toggleAll() {
    selection = select.toggleAll(selection, ids);
  },
  clear() {
    selection = select.clear(selection);
  },
  /** After the orders were read again. */
  keepExisting() {
    selection = select.keepExisting(selection, shownBefore, new Set(byId.keys()));
    shownBefore = ids;
  },
  /** Enter in the search field: an exact number, or the only order found, is selected. Says whether it was. */
  enter(text: string): boolean {
    const exact = orders.rows.filter((row) => sameNumber(text, row.number));
    const only = filterOrders(orders.rows, text, filters);
    const row = exact.length === 1 ? exact[0] : only.length === 1 ? only[0] : undefined;
    if (!row) return false;
    selection = select.add(selection, row.id);
    orders.search = '';
    reveal += 1;
    return true;
  },
  knows(text: string): boolean {
    return orders.rows.some((row) => sameNumber(text, row.number));
  },
  /** A scanned order number: selects the order and shows it. */
  scan(text: string): ScanAnswer {
    const found = orders.rows.filter((row) => sameNumber(text, row.number));
    const [row] = found;
    if (!row) return { kind: 'unknown', text };
    if (found.length > 1) {
      showAll();
      orders.search = row.number;
      return { kind: 'several', number: row.number, n: found.length };
    }
    const already = selection.selected.has(row.id);
    selection = select.add(selection, row.id);
    orders.search = '';
    if (!ids.includes(row.id)) showAll();
    reveal += 1;
    return { kind: already ? 'already' : 'selected', number: row.number };
  },
};

function showAll(): void {
  tab = 'all';
  filters = {};
}

export interface ChosenSummary {
  grams: number;
  withoutWeight: number;
  blocked: number;
  countries: { country: string; n: number }[];
}

/** What the bar at the bottom says about the selected orders. */
export function summarise(rows: readonly OrderRow[]): ChosenSummary {
  const countries = new Map<string, number>();
  for (const row of rows) countries.set(row.country, (countries.get(row.country) ?? 0) + 1);
  return {
    grams: rows.reduce((sum, row) => sum + (row.weight_grams ?? 0), 0),
    withoutWeight: rows.filter((row) => row.weight_grams === null).length,
    blocked: rows.filter(isBlocked).length,
    countries: [...countries].map(([country, n]) => ({ country, n })).sort((a, b) => b.n - a.n),
  };
}
