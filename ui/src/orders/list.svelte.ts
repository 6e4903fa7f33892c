// The list of open orders as this person looks at it: tab, chips, sorting, columns, saved views, selection. The orders
// are in state/. Sorting is done once for all orders and kept, so that a key in the search field only filters.
import { untrack } from 'svelte';
import type { OrderRow, RowId } from '../ipc/generated';
import { keep, readKept } from '../shared/kept';
import { sameNumber } from '../shared/scan';
import { isBlocked } from '../shared/status';
import { orders } from '../state/orders.svelte';
import { scanner } from '../state/scanner.svelte';
import { view } from '../state/view.svelte';
import * as columns from './columns';
import { daysBefore, productOf, type Days, type Facet } from './facets';
import {
  countTabs,
  filterOrders,
  findsWithin,
  inTab,
  isFiltered,
  toggleFilter,
  type Filters,
  type Tab,
} from './filter';
import { periodValue, readPeriod, type Period } from './range';
import * as select from './select';
import { DEFAULT_SORT, nextSort, sortAgain, type Sort, type Sorted, type SortKey } from './sort';
import * as views from './views';

/** What was found, and by what. */
interface Matched {
  sorted: readonly OrderRow[];
  filters: Filters;
  days: Days;
  search: string;
  rows: readonly OrderRow[];
}

let tab = $state<Tab>('all');
let filters = $state.raw<Filters>({});
let sort = $state.raw<Sort>(DEFAULT_SORT);
let selection = $state.raw(select.NOTHING);
let columnChoice = $state.raw(readKept('columns', columns.acceptChoice));
let saved = $state.raw(readKept('views', views.acceptViews));
let shownBefore: readonly RowId[] = [];
/** Counts up when the cursor was moved by a scan or a key. */
let moved = $state(0);
/** The selections before the last scans, the latest last: what undo goes back to. */
let before = $state.raw<readonly select.Selection[]>([]);
const UNDO_MAX = 50;

const today = $derived(daysBefore(view.now).today);
const days = $derived(daysBefore(today));
let sortedBefore: Sorted | null = null;
const sorted = $derived.by(() => {
  sortedBefore = sortAgain(sortedBefore, orders.rows, sort);
  return sortedBefore.rows;
});
let matchedBefore: Matched | null = null;
const matching = $derived.by(() => {
  const by = { sorted, filters, days, search: orders.searchNow };
  const old = matchedBefore;
  const same = old?.sorted === sorted && old.filters === filters && old.days === days;
  const from = old && same && findsWithin(old.search, by.search) ? old.rows : sorted;
  matchedBefore = { ...by, rows: filterOrders(from, by.search, filters, days) };
  return matchedBefore.rows;
});
const tabCounts = $derived(countTabs(matching));
const shown = $derived(tab === 'all' ? matching : matching.filter((row) => inTab(row, tab)));
const ids = $derived(shown.map((row) => row.id));
const byId = $derived(new Map(orders.rows.map((row) => [row.id, row])));
const selected = $derived(selection.selected);
const cursor = $derived(selection.cursor);
/** Nothing is shown of, or done with, a row that a filter hides. */
const cursorRow = $derived(cursor !== null && ids.includes(cursor) ? byId.get(cursor) : undefined);
const chosen = $derived.by(() => {
  const rows: OrderRow[] = [];
  for (const id of selected) {
    const row = byId.get(id);
    if (row) rows.push(row);
  }
  return rows;
});
const shownChosen = $derived(
  selected.size === 0 ? 0 : ids.reduce((sum, id) => sum + (selected.has(id) ? 1 : 0), 0),
);
/** Another one when the list is looked at in another way, or the cursor was moved: the grid scrolls to the cursor. */
const reveal = $derived({ moved, tab, search: orders.searchNow, filters, sort });
/** Of all orders, not of those that the words leave: what waits under that name. */
const viewCounts = $derived(
  saved.map(
    (entry) =>
      filterOrders(orders.rows, entry.search, entry.filters, days).filter((row) => inTab(row, entry.tab))
        .length,
  ),
);

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
  /** Midnights that dates are counted by. */
  get days() {
    return days;
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
    return chosen.length - shownChosen;
  },
  get selected() {
    return selected;
  },
  get cursor() {
    return cursor;
  },
  /** The row under the cursor, where no filter hides it. */
  get cursorRow() {
    return cursorRow;
  },
  get allChosen() {
    return ids.length > 0 && shownChosen === ids.length;
  },
  get reveal() {
    return reveal;
  },
  toggleFilter(facet: Facet, value: string) {
    filters = toggleFilter(filters, facet, value);
  },
  /** In place of the period before; words for days stay. */
  setPeriod(period: Period) {
    const words = [...(filters.date ?? [])].filter((value) => readPeriod(value) === null);
    const value = periodValue(period);
    filters = { ...filters, date: new Set(value === null ? words : [...words, value]) };
  },
  clearFilters() {
    filters = {};
  },
  /** Only orders that hold a product of this one. */
  sameProducts(row: OrderRow) {
    filters = { ...filters, sku: new Set(row.items.map(productOf)) };
  },
  sortBy(key: SortKey) {
    sort = nextSort(sort, key);
  },

  get columnChoice() {
    return columnChoice;
  },
  set columnChoice(next: columns.ColumnChoice) {
    columnChoice = next;
    keep('columns', next);
  },

  get views() {
    return saved.map((entry, index) => ({
      ...entry,
      n: viewCounts[index] ?? 0,
      active: views.sameLook(entry, look()),
    }));
  },
  /** What is shown now deserves a name: it is narrowed down and has none yet. */
  get worthSaving() {
    return (
      views.narrows(look()) &&
      saved.length < views.VIEWS_MAX &&
      !saved.some((entry) => views.sameLook(entry, look()))
    );
  },
  saveView(name: string) {
    keepViews(views.saveView(saved, name, look()));
  },
  removeView(name: string) {
    keepViews(views.removeView(saved, name));
  },
  useView(name: string) {
    const next = saved.find((entry) => entry.name === name);
    if (next) lookAs(next);
  },
  /** All orders, nothing typed. */
  showAll() {
    lookAs({ ...views.PLAIN, sort });
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
    moved += 1;
  },
  toggleCursor() {
    if (cursorRow) selection = select.toggle(selection, cursorRow.id);
  },
  toggleAll() {
    selection = select.toggleAll(selection, ids);
  },
  /** Left out of what is about to be shipped. */
  deselect(out: ReadonlySet<RowId>) {
    selection = { ...selection, selected: new Set([...selection.selected].filter((id) => !out.has(id))) };
  },
  clear() {
    selection = select.clear(selection);
    // What was shipped or let go of does not come back by undoing a scan before it.
    before = [];
  },
  /** A scan or a card chose this order: it is selected and shown, and can be taken back. */
  pick(row: OrderRow) {
    before = [...before, selection].slice(-UNDO_MAX);
    selection = select.add(selection, row.id);
    orders.search = '';
    list.show(row.id);
  },
  /** The cursor goes to this order, whatever hid it. */
  show(id: RowId) {
    list.look(id);
    if (!ids.includes(id)) {
      tab = 'all';
      filters = {};
    }
    moved += 1;
  },
  get canTakeBack() {
    return before.length > 0;
  },
  /** The selection as it was before the last pick. */
  takeBack() {
    const last = before.at(-1);
    if (!last) return;
    selection = select.keepExisting(last, ids, byId);
    before = before.slice(0, -1);
    moved += 1;
  },
  /** For an effect: after every change of what is listed, not of what is chosen. */
  keepExisting() {
    const [existing, now] = [byId, ids];
    untrack(() => {
      const gone = cursor !== null && !existing.has(cursor);
      selection = select.keepExisting(selection, shownBefore, existing);
      // Hands free, the order that was packed is gone: the details of the next row would be read as its own.
      if (gone && scanner.shipOnScan) selection = { ...selection, cursor: null, anchor: null };
    });
    shownBefore = now;
  },
  /** Enter in the search field: an exact number, or the only order found, is selected. Says whether it was. */
  enter(text: string): boolean {
    const exact = orders.rows.filter((row) => sameNumber(text, row.number));
    const only = filterOrders(orders.rows, text, filters, days);
    const row = exact.length === 1 ? exact[0] : only.length === 1 ? only[0] : undefined;
    if (!row) return false;
    selection = select.add(selection, row.id);
    orders.search = '';
    moved += 1;
    return true;
  },
};

function look(): views.Look {
  return { tab, search: orders.searchNow, filters, sort };
}

function lookAs(next: views.Look): void {
  tab = next.tab;
  filters = next.filters;
  sort = next.sort;
  orders.search = next.search;
  orders.searchAtOnce();
}

function keepViews(next: readonly views.SavedView[]): void {
  saved = next;
  keep('views', views.storeViews(next));
}

export interface ChosenSummary {
  grams: number;
  blocked: number;
  countries: { country: string; n: number }[];
}

/** What the bar at the bottom says about the selected orders. */
export function summarise(rows: readonly OrderRow[]): ChosenSummary {
  const countries = new Map<string, number>();
  let [grams, blocked] = [0, 0];
  for (const row of rows) {
    countries.set(row.country, (countries.get(row.country) ?? 0) + 1);
    grams += row.weight_grams ?? 0;
    if (isBlocked(row)) blocked += 1;
  }
  return {
    grams,
    blocked,
    countries: [...countries].map(([country, n]) => ({ country, n })).sort((a, b) => b.n - a.n),
  };
}
