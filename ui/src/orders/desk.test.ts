// Filters, sorting, views and columns together, over many random lists.
import { describe, expect, test } from 'vitest';
import type { OrderRow } from '../ipc/generated';
import { forSeeds, type Chance } from '../shared/seeded';
import {
  acceptChoice,
  ALWAYS,
  COLUMNS,
  columnsFor,
  fit,
  NO_CHOICE,
  resize,
  show,
  tracks,
  withNumbers,
} from './columns';
import { daysBefore, FACETS, facetValues, isFixed, type Facet } from './facets';
import {
  countTabs,
  facetChoices,
  filterOrders,
  findsWithin,
  inTab,
  TABS,
  toggleFilter,
  type Filters,
} from './filter';
import { findNumber, findProduct, nextWith } from './find';
import { item, order, problem } from '../shared/sample';
import { runOf, sortAgain, sortOrders, type Sort, type Sorted } from './sort';
import { acceptViews, narrows, PLAIN, removeView, sameLook, saveView, storeViews, VIEWS_MAX } from './views';

const NOW = Date.UTC(2026, 10, 20, 12);
const DAYS = daysBefore(NOW);

function someOrder(chance: Chance, id: number): OrderRow {
  const items = Array.from({ length: chance.below(4) }, () =>
    item(
      chance.pick(['MUG-1', 'VAAS-9', 'BOEK-3', '']),
      chance.pick(['Mok', 'Vaas blauw']),
      chance.between(1, 3),
    ),
  );
  return order(id, {
    shop: chance.pick(['Tuinhuis', 'Fietsen', 'Käserei']),
    country: chance.pick(['NL', 'BE', 'DE', 'GB']),
    name: chance.pick(['Jan de Vries', 'Jürgen Müller', 'Ola Nordmann']),
    status: chance.pick(['paid', 'open', null]),
    shipping_method: chance.pick(['PostNL', 'DHL', null]),
    ordered_at: chance.pick([null, new Date(NOW - chance.below(20 * 86_400_000)).toISOString()]),
    weight_grams: chance.pick([null, chance.between(1, 30_000)]),
    service_point: chance.below(4) === 0,
    customs: chance.below(4) === 0,
    items,
    problems: chance.below(3) === 0 ? [problem('no_weight', chance.below(2) === 0)] : [],
  });
}

const someOrders = (chance: Chance) =>
  Array.from({ length: chance.between(1, 60) }, (_, index) => someOrder(chance, index + 1));

function someFilters(chance: Chance, orders: readonly OrderRow[]): Filters {
  let filters: Filters = {};
  for (let n = chance.below(4); n > 0; n--) {
    const facet = chance.pick(FACETS);
    filters = toggleFilter(filters, facet, chance.pick(facetValues(chance.pick(orders), facet, DAYS)));
  }
  return filters;
}

describe('filters', () => {
  test('an order is let through exactly if every chip and every word does', () => {
    forSeeds(300, (chance) => {
      const orders = someOrders(chance);
      const filters = someFilters(chance, orders);
      const search = chance.pick(['', 'jan', 'mok', 'MULLER', 'vaas blauw']);
      const found = new Set(filterOrders(orders, search, filters, DAYS));
      for (const row of orders) {
        const chips = FACETS.every((facet) => {
          const wanted = filters[facet];
          return !wanted?.size || facetValues(row, facet, DAYS).some((value) => wanted.has(value));
        });
        const alone = filterOrders([row], search, {}, DAYS).length === 1;
        expect(found.has(row)).toBe(chips && alone);
      }
    });
  });

  test('a chip promises what it keeps: its number is what choosing it alone leaves', () => {
    forSeeds(300, (chance) => {
      const orders = someOrders(chance);
      const filters = someFilters(chance, orders);
      const facet: Facet = chance.pick(FACETS);
      const others: Filters = { ...filters, [facet]: new Set() };
      for (const { value, n } of facetChoices(orders, facet, filters, DAYS)) {
        const chosen = filterOrders(orders, '', { ...others, [facet]: new Set([value]) }, DAYS);
        expect(chosen.length, `${facet} ${value}`).toBe(n);
      }
      if (isFixed(facet)) return;
      const values = new Set(
        filterOrders(orders, '', others, DAYS).flatMap((row) => facetValues(row, facet, DAYS)),
      );
      const offered = facetChoices(orders, facet, filters, DAYS).map((choice) => choice.value);
      for (const value of values) expect(offered).toContain(value);
    });
  });

  test('more typed words are looked for among what the earlier ones found, with the same outcome', () => {
    let within = 0;
    forSeeds(200, (chance) => {
      const orders = someOrders(chance);
      const [earlier, later] = [0, 1].map(() =>
        chance.pick(['', 'v', 'va', 'vaas', 'vaas b', 'blauw vaas', 'mü', 'muller', 'müller jü', 'xyz']),
      ) as [string, string];
      if (!findsWithin(earlier, later)) return;
      within += 1;
      const found = filterOrders(orders, earlier, {}, DAYS);
      expect(filterOrders(found, later, {}, DAYS), `${earlier}, then ${later}`).toEqual(
        filterOrders(orders, later, {}, DAYS),
      );
    });
    expect(within).toBeGreaterThan(20);
    expect(findsWithin('vaas', 'vaas b') && findsWithin('', 'x') && !findsWithin('vaas', 'vaa')).toBe(true);
  });

  test('tabs count what they show', () => {
    forSeeds(100, (chance) => {
      const orders = someOrders(chance);
      const counts = countTabs(orders);
      for (const tab of TABS) expect(counts[tab]).toBe(orders.filter((row) => inTab(row, tab)).length);
    });
  });

  test('everything that an order says about itself is searched', () => {
    const row = order(1, {
      company: 'Broeikas BV',
      email: 'ola@example.org',
      postal_code: '1012 AB',
      items: [item('VAAS-9', 'Vaas blauw', 1)],
    });
    for (const words of [
      '#1001',
      'broeikas',
      'ola@',
      '1012ab',
      '1012 AB',
      'amsterdam',
      'nl',
      'vaas-9',
      'blauw vaas',
    ])
      expect(filterOrders([row], words, {}, DAYS), words).toHaveLength(1);
  });

  test('days are counted by midnights of this place', () => {
    const at = (ms: number) =>
      facetValues(order(1, { ordered_at: new Date(ms).toISOString() }), 'date', DAYS)[0];
    expect(at(DAYS.today)).toBe('today');
    expect(at(DAYS.today - 1)).toBe('yesterday');
    expect(at(DAYS.yesterday - 1)).toBe('week');
    expect(at(DAYS.week - 1)).toBe('older');
  });
});

describe('sorting', () => {
  test('a list that changed a little, or much, stands as if it were sorted for the first time', () => {
    forSeeds(200, (chance) => {
      let orders = someOrders(chance);
      const sort: Sort = { key: chance.pick(COLUMNS).key, descending: chance.below(2) === 0 };
      let before: Sorted | null = null;
      for (let step = 0; step < 4; step++) {
        before = sortAgain(before, orders, sort);
        expect(before.rows.map((row) => row.id)).toEqual(sortOrders(orders, sort).map((row) => row.id));
        const loss = chance.pick([2, 10]);
        orders = orders
          .filter(() => chance.below(loss) > 0)
          .map((row) => (chance.below(5) === 0 ? someOrder(chance, row.id) : row));
        for (let n = chance.below(8); n > 0; n--) orders.push(someOrder(chance, 100 * (step + 1) + n));
      }
    });
  });

  test('by any column: nothing is lost, the same rows in both directions, twice is the same', () => {
    forSeeds(200, (chance) => {
      const orders = someOrders(chance);
      const key = chance.pick(COLUMNS).key;
      const up = sortOrders(orders, { key, descending: false });
      const down = sortOrders(orders, { key, descending: true });
      expect(new Set(up)).toEqual(new Set(orders));
      expect(new Set(down)).toEqual(new Set(orders));
      expect(sortOrders(up, { key, descending: false })).toEqual(up);
      expect(sortOrders(down, { key, descending: false }), 'whatever it came from').toEqual(up);
    });
  });

  test('the same products stand together, the longest run first', () => {
    forSeeds(200, (chance) => {
      const sorted = sortOrders(someOrders(chance), { key: 'products', descending: false });
      const runs: string[] = [];
      const sizes: number[] = [];
      for (const row of sorted) {
        const run = runOf(row);
        if (run !== runs.at(-1) || sizes.length === 0) {
          expect(runs, 'a run is in one piece').not.toContain(run);
          runs.push(run);
          sizes.push(0);
        }
        sizes.push((sizes.pop() ?? 0) + 1);
      }
      const named = sizes.filter((_, index) => runs[index] !== '');
      expect(named).toEqual([...named].sort((a, b) => b - a));
    });
  });
});

describe('saved views', () => {
  const look = {
    ...PLAIN,
    tab: 'ready',
    search: 'mok',
    filters: { country: new Set(['NL', 'BE']) },
  } as const;

  test('a view survives the next start', () => {
    const stored: unknown = JSON.parse(JSON.stringify(storeViews(saveView([], ' België ', look))));
    const [view] = acceptViews(stored);
    expect(view?.name).toBe('België');
    expect(view && sameLook(view, look)).toBe(true);
  });

  test('the order in which chips were chosen makes no other view', () => {
    expect(sameLook(look, { ...look, filters: { country: new Set(['BE', 'NL']), shop: new Set() } })).toBe(
      true,
    );
    expect(sameLook(look, { ...look, tab: 'all' })).toBe(false);
    expect(narrows(look)).toBe(true);
    expect(narrows(PLAIN)).toBe(false);
  });

  test('one name is one view, and there are not more than have a key', () => {
    let views = saveView([], 'A', look);
    views = saveView(views, 'A', PLAIN);
    expect(views).toHaveLength(1);
    for (let n = 0; n < 20; n++) views = saveView(views, `view ${n}`, look);
    expect(views).toHaveLength(VIEWS_MAX);
    expect(removeView(views, 'A')).toHaveLength(VIEWS_MAX - 1);
    expect(saveView([], '   ', look)).toEqual([]);
  });

  test('a damaged or foreign storage costs the views, not the window', () => {
    for (const stored of [null, 7, 'x', {}, [null, 3, {}, { name: 'A' }, { name: 'B', tab: 'x', sort: {} }]])
      expect(acceptViews(stored)).toEqual([]);
  });
});

describe('columns', () => {
  test('what was chosen is shown, without what every row needs nothing is', () => {
    const keys = (choice = NO_CHOICE) => columnsFor(900, false, choice).map((column) => column.key);
    expect(keys(show(NO_CHOICE, 'email', true))).toContain('email');
    expect(keys(show(NO_CHOICE, 'city', false))).not.toContain('city');
    for (const key of ALWAYS) expect(keys(show(NO_CHOICE, key, false))).toContain(key);
    expect(columnsFor(900, false, NO_CHOICE, 'products').map((column) => column.key)).toContain('products');
  });

  test('what was asked for has room: what only the width brought gives way, the least important first', () => {
    const keys = (choice = NO_CHOICE, sortedBy?: 'products') =>
      columnsFor(886, false, choice, sortedBy).map((column) => column.key);
    expect(keys()).toEqual(['number', 'age', 'name', 'country', 'city', 'items', 'weight', 'state']);
    expect(keys(NO_CHOICE, 'products')).toEqual([
      'number',
      'age',
      'name',
      'country',
      'products',
      'items',
      'state',
    ]);
    expect(keys(show(NO_CHOICE, 'city', true), 'products')).toContain('city');
  });

  test('order numbers are whole: their column is as wide as the longest, up to where a second line is better', () => {
    const widthFor = (...numbers: string[]) =>
      withNumbers(
        COLUMNS,
        numbers.map((number) => ({ number })),
        907,
      ).find(({ key }) => key === 'number')?.minPx ?? 0;
    expect(widthFor('#1042'), 'the heading has room').toBe(widthFor());
    expect(widthFor('#1042', 'KA-2026-0051')).toBeGreaterThan(widthFor('000000378'));
    expect(widthFor('🌷'.repeat(5))).toBeGreaterThan(widthFor('#1042'));
    expect(widthFor('X'.repeat(60))).toBe(widthFor('X'.repeat(90)));
    const others = withNumbers(COLUMNS, [{ number: 'KA-2026-0051' }], 907).filter(
      ({ key }) => key !== 'number',
    );
    expect(others).toEqual(COLUMNS.filter(({ key }) => key !== 'number'));
  });

  test('widths stay within bounds, and go back', () => {
    const wide = resize(NO_CHOICE, 'city', 100_000);
    expect(wide.widths.city).toBe(640);
    expect(resize(wide, 'city', -5).widths.city).toBe(48);
    expect(fit(wide, 'city')).toEqual(NO_CHOICE);
    expect(tracks(columnsFor(900, false, wide), wide, 900), 'too wide gives way').toContain(
      'minmax(0, 640px)',
    );
    expect(tracks(columnsFor(1900, false, wide), wide, 1900)).toContain(' 640px ');
  });

  test('what was kept is taken as far as it is understood', () => {
    expect(
      acceptChoice({ shown: { city: false, ghost: true, name: 3 }, widths: { city: 1e9, name: 'x' } }),
    ).toEqual({
      shown: { city: false },
      widths: { city: 640 },
    });
    expect(acceptChoice('nonsense')).toEqual(NO_CHOICE);
  });
});

describe('what was scanned', () => {
  const orders = [
    order(1, { items: [item('MUG-1', 'Mok', 1)] }),
    order(2, { items: [item('VAAS-9', 'Vaas', 2)] }),
    order(3, { items: [item('MUG-1', 'Mok', 1), item('VAAS-9', 'Vaas', 1)] }),
  ];

  test('a number comes before a product, the likeliest reading before the others', () => {
    expect(findNumber(orders, ['nope', '1002']).map((row) => row.id)).toEqual([2]);
    expect(findNumber(orders, ['MUG-1'])).toEqual([]);
    expect(findProduct(orders, ['mug-1'])?.sku).toBe('MUG-1');
    expect(findProduct(orders, ['MUG'])).toBeUndefined();
  });

  test('a barcode finds its product, also where another shop lists it by that alone', () => {
    const ean = '8719326402107';
    const known = { ...item('MUG-1', 'Mok', 1), barcode: ean };
    const bare = { ...known, sku: null };
    const both = [order(1, { items: [known] }), order(2, { items: [bare] }), order(3)];
    expect(findProduct(both, [ean])).toBe(known);
    expect(nextWith(both, known, () => false).map((row) => row.id)).toEqual([1, 2, 3]);
    expect(nextWith(both, bare, () => false).map((row) => row.id)).toEqual([1, 2]);
    expect(filterOrders(both, '9326402', {}, DAYS).map((row) => row.id)).toEqual([1, 2]);
  });

  test('each scan of a product takes the next order that waits for it', () => {
    expect(nextWith(orders, item('MUG-1', 'Mok', 1), () => false).map((row) => row.id)).toEqual([1, 3]);
    expect(nextWith(orders, item('MUG-1', 'Mok', 1), (id) => id === 1).map((row) => row.id)).toEqual([3]);
  });
});
