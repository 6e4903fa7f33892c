// Saved views: words, tab, chips and sorting under a name. Pure; where they are kept is the list's business.
import { isRecord } from '../shared/kept';
import { FACETS } from './facets';
import { isFiltered, TABS, type Filters, type Tab } from './filter';
import { COLUMNS } from './columns';
import { DEFAULT_SORT, type Sort, type SortKey } from './sort';

/** What the list looks like now, or looked like when it was saved. */
export interface Look {
  tab: Tab;
  search: string;
  filters: Filters;
  sort: Sort;
}

export interface SavedView extends Look {
  name: string;
}

export const PLAIN: Look = { tab: 'all', search: '', filters: {}, sort: DEFAULT_SORT };

/** As many as have a key (Ctrl+1 to Ctrl+8) and fit into the window. */
export const VIEWS_MAX = 8;
export const NAME_LENGTH_MAX = 24;

/** Two looks that list the same orders in the same way. */
export function sameLook(a: Look, b: Look): boolean {
  return text(a) === text(b);
}

export function isPlain(look: Look): boolean {
  return sameLook(look, PLAIN);
}

/** Nothing but the sorting: not worth a name of its own. */
export function narrows(look: Look): boolean {
  return look.tab !== 'all' || look.search.trim() !== '' || isFiltered(look.filters);
}

/** A view of the same name is replaced; beyond the limit nothing is added. */
export function saveView(views: readonly SavedView[], name: string, look: Look): readonly SavedView[] {
  const short = name.trim().slice(0, NAME_LENGTH_MAX);
  if (short === '') return views;
  const view: SavedView = { ...look, name: short };
  if (views.some((known) => known.name === short))
    return views.map((known) => (known.name === short ? view : known));
  return views.length >= VIEWS_MAX ? views : [...views, view];
}

export function removeView(views: readonly SavedView[], name: string): readonly SavedView[] {
  return views.filter((view) => view.name !== name);
}

/** Sets do not survive JSON. */
export function storeViews(views: readonly SavedView[]): unknown {
  return views.map((view) => ({ ...view, filters: plainFilters(view.filters) }));
}

/** What was kept from an earlier start; views that this version cannot show are left out. */
export function acceptViews(stored: unknown): readonly SavedView[] {
  if (!Array.isArray(stored)) return [];
  return stored
    .flatMap((entry): SavedView[] => {
      if (!isRecord(entry) || typeof entry.name !== 'string' || entry.name.trim() === '') return [];
      const { tab, sort } = entry;
      if (!TABS.includes(tab as Tab) || !isRecord(sort)) return [];
      if (!COLUMNS.some((column) => column.key === sort.key)) return [];
      return [
        {
          name: entry.name.slice(0, NAME_LENGTH_MAX),
          tab: tab as Tab,
          search: typeof entry.search === 'string' ? entry.search : '',
          filters: acceptFilters(entry.filters),
          sort: { key: sort.key as SortKey, descending: sort.descending === true },
        },
      ];
    })
    .slice(0, VIEWS_MAX);
}

function acceptFilters(stored: unknown): Filters {
  if (!isRecord(stored)) return {};
  return Object.fromEntries(
    FACETS.flatMap((facet) => {
      const values = stored[facet];
      if (!Array.isArray(values)) return [];
      return [[facet, new Set(values.filter((value) => typeof value === 'string'))]];
    }),
  );
}

function plainFilters(filters: Filters): Record<string, string[]> {
  return Object.fromEntries(
    FACETS.flatMap((facet) => {
      const values = [...(filters[facet] ?? [])].sort();
      return values.length > 0 ? [[facet, values]] : [];
    }),
  );
}

function text(look: Look): string {
  const { key, descending } = look.sort;
  return JSON.stringify([look.tab, look.search.trim(), plainFilters(look.filters), key, descending]);
}
