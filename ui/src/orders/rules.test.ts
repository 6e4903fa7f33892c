import { describe, expect, test } from 'vitest';
import { columnsFor, tracks } from './columns';
import { daysBefore } from './facets';
import { facetChoices, filterOrders, inTab, isFiltered, toggleFilter, type Filters } from './filter';
import { item, order, problem } from '../shared/sample';
import { add, clear, extend, keepExisting, move, moveExtending, NOTHING, toggle, toggleAll } from './select';
import { DEFAULT_SORT, nextSort, sortOrders } from './sort';

const DAYS = daysBefore(Date.UTC(2026, 10, 20, 12));
const ids = (rows: readonly { id: number }[]) => rows.map((row) => row.id);

describe('filter', () => {
  const orders = [
    order(1, { name: 'Ola Nordmann', country: 'NO', city: 'Bergen' }),
    order(2, {
      name: 'Jürgen Müller',
      country: 'DE',
      shop: 'Fietsen',
      problems: [problem('no_weight', true)],
    }),
    order(3, { items: [item('VAAS-9', 'Vaas blauw', 3)], problems: [problem('refused_before', false)] }),
  ];

  test('all words must be found, in any field, with or without accents', () => {
    expect(ids(filterOrders(orders, 'muller fietsen', {}, DAYS))).toEqual([2]);
    expect(ids(filterOrders(orders, 'vaas-9', {}, DAYS))).toEqual([3]);
    expect(ids(filterOrders(orders, '  ', {}, DAYS))).toEqual([1, 2, 3]);
    expect(ids(filterOrders(orders, 'muller bergen', {}, DAYS))).toEqual([]);
  });

  test('chips narrow down, and an emptied chip lets everything through again', () => {
    let filters: Filters = toggleFilter({}, 'country', 'DE');
    filters = toggleFilter(filters, 'country', 'NO');
    expect(ids(filterOrders(orders, '', filters, DAYS))).toEqual([1, 2]);
    filters = toggleFilter(toggleFilter(filters, 'country', 'DE'), 'country', 'NO');
    expect(ids(filterOrders(orders, '', filters, DAYS))).toEqual([1, 2, 3]);
    expect(isFiltered(filters)).toBe(false);
  });

  test('a chip counts what the other chips leave, and keeps its own chosen values', () => {
    const filters = toggleFilter(toggleFilter({}, 'shop', 'Fietsen'), 'country', 'BE');
    expect(facetChoices(orders, 'country', filters, DAYS)).toEqual([
      { value: 'DE', n: 1 },
      { value: 'BE', n: 0 },
    ]);
  });

  test('a warning is ready and a problem, a block is only a problem', () => {
    expect(ids(orders.filter((row) => inTab(row, 'ready')))).toEqual([1, 3]);
    expect(ids(orders.filter((row) => inTab(row, 'problems')))).toEqual([2, 3]);
    expect(ids(orders.filter((row) => inTab(row, 'single')))).toEqual([1, 2]);
  });
});

describe('sort', () => {
  test('what waits longest comes first; an order without a time counts as new', () => {
    const rows = [order(1), order(2, { ordered_at: null }), order(3)];
    expect(ids(sortOrders(rows, DEFAULT_SORT))).toEqual([3, 1, 2]);
  });

  test('numbers sort as numbers', () => {
    const rows = [order(1, { number: '#100' }), order(2, { number: '#20' }), order(3, { number: '#3' })];
    expect(ids(sortOrders(rows, { key: 'number', descending: false }))).toEqual([3, 2, 1]);
  });

  test('equal rows keep the oldest first in both directions', () => {
    const rows = [order(1), order(2), order(3, { city: 'Zwolle' })];
    expect(ids(sortOrders(rows, { key: 'city', descending: false }))).toEqual([2, 1, 3]);
    expect(ids(sortOrders(rows, { key: 'city', descending: true }))).toEqual([3, 2, 1]);
  });

  test('blocked orders sort before warned ones, ready ones last', () => {
    const rows = [
      order(1),
      order(2, { problems: [problem('no_weight', false)] }),
      order(3, { problems: [problem('no_weight', true)] }),
    ];
    expect(ids(sortOrders(rows, { key: 'state', descending: false }))).toEqual([3, 2, 1]);
  });

  test('a second click on a column turns it round', () => {
    expect(nextSort(DEFAULT_SORT, 'name')).toEqual({ key: 'name', descending: false });
    expect(nextSort({ key: 'name', descending: false }, 'name')).toEqual({ key: 'name', descending: true });
  });
});

describe('select', () => {
  const rows = [10, 20, 30, 40, 50];
  const chosen = (selection: { selected: ReadonlySet<number> }) =>
    [...selection.selected].sort((a, b) => a - b);

  test('Shift selects from the last clicked row, in both directions', () => {
    const down = extend(toggle(NOTHING, 20), rows, 40);
    expect(chosen(down)).toEqual([20, 30, 40]);
    expect(chosen(extend(down, rows, 10)), 'the range keeps its beginning').toEqual([10, 20, 30, 40]);
  });

  test('Shift without a beginning selects the one row', () => {
    expect(chosen(extend(NOTHING, rows, 30))).toEqual([30]);
  });

  test('arrow keys look without choosing, Shift with an arrow chooses', () => {
    const first = move(NOTHING, rows, 1);
    expect(first.cursor).toBe(10);
    expect(chosen(first)).toEqual([]);
    expect(move(NOTHING, rows, 5).cursor, 'End before anything was looked at').toBe(50);
    expect(move(NOTHING, rows, -5).cursor).toBe(10);
    const more = moveExtending(moveExtending(first, rows, 1), rows, 1);
    expect(chosen(more)).toEqual([10, 20, 30]);
    expect(move(more, rows, 99).cursor, 'the end is the end').toBe(50);
  });

  test('select all takes what is shown, and gives back only that', () => {
    const hidden = add(NOTHING, 99);
    const all = toggleAll(hidden, rows);
    expect(chosen(all)).toEqual([10, 20, 30, 40, 50, 99]);
    expect(chosen(toggleAll(all, rows)), 'a row that a filter hides stays selected').toEqual([99]);
    expect(chosen(clear(all))).toEqual([]);
  });

  test('orders that left the list are not shipped by mistake, and the cursor stays nearby', () => {
    const selection = { ...toggleAll(NOTHING, rows), cursor: 20, anchor: 20 };
    const kept = keepExisting(selection, rows, new Set([10, 40, 50]));
    expect(chosen(kept)).toEqual([10, 40, 50]);
    expect(kept.cursor).toBe(40);
  });

  test('nothing left the list: the same selection, so that nothing is drawn again', () => {
    const selection = toggle(NOTHING, 10);
    expect(keepExisting(selection, rows, new Set(rows))).toBe(selection);
  });
});

describe('columns', () => {
  test('number, name and state are always there; more room shows more, packers see fewer', () => {
    const keys = (width: number, packer: boolean) => columnsFor(width, packer).map((column) => column.key);
    expect(keys(400, false)).toEqual(['number', 'age', 'name', 'state']);
    expect(keys(1500, false)).toHaveLength(12);
    expect(keys(880, true).length).toBeLessThan(keys(880, false).length);
    expect(tracks(columnsFor(400, false)).startsWith('48px ')).toBe(true);
  });
});
