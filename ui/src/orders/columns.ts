// Which columns the list has and how wide they are: what fits by itself, or what somebody chose. Pure.
import { isRecord } from '../shared/kept';
import type { MessageKey } from '../shared/messages/index.svelte';
import type { SortKey } from './sort';

export interface Column {
  key: SortKey;
  title: MessageKey;
  minPx: number;
  /** Share of the room that is left; 0: as wide as `minPx`. */
  grow: number;
  align: 'start' | 'end';
  /** Shown by itself when the list is at least this wide; never, where somebody must choose it. */
  fromPx: number;
}

const NEVER = Infinity;

export const COLUMNS: readonly Column[] = [
  { key: 'number', title: 'column.number', minPx: 104, grow: 0, align: 'start', fromPx: 0 },
  { key: 'age', title: 'column.age', minPx: 80, grow: 0, align: 'end', fromPx: 0 },
  { key: 'name', title: 'column.name', minPx: 120, grow: 2, align: 'start', fromPx: 0 },
  { key: 'company', title: 'column.company', minPx: 120, grow: 1.2, align: 'start', fromPx: NEVER },
  { key: 'country', title: 'column.country', minPx: 70, grow: 0, align: 'start', fromPx: 620 },
  { key: 'postal_code', title: 'column.postal_code', minPx: 88, grow: 0, align: 'start', fromPx: NEVER },
  { key: 'city', title: 'column.city', minPx: 100, grow: 0.8, align: 'start', fromPx: 700 },
  { key: 'shop', title: 'column.shop', minPx: 104, grow: 1, align: 'start', fromPx: 1010 },
  { key: 'method', title: 'column.method', minPx: 110, grow: 1.2, align: 'start', fromPx: 1140 },
  { key: 'products', title: 'column.products', minPx: 150, grow: 1.6, align: 'start', fromPx: 1390 },
  { key: 'items', title: 'column.items', minPx: 60, grow: 0, align: 'end', fromPx: 680 },
  { key: 'weight', title: 'column.weight', minPx: 80, grow: 0, align: 'end', fromPx: 720 },
  { key: 'value', title: 'column.value', minPx: 96, grow: 0, align: 'end', fromPx: 1240 },
  { key: 'email', title: 'column.email', minPx: 150, grow: 1.2, align: 'start', fromPx: NEVER },
  { key: 'status', title: 'facet.status', minPx: 110, grow: 0.8, align: 'start', fromPx: NEVER },
  { key: 'state', title: 'column.state', minPx: 170, grow: 0.2, align: 'start', fromPx: 0 },
];

/** Without these a row says nothing. */
export const ALWAYS: readonly SortKey[] = ['number', 'state'];

/** What somebody chose; keys that are absent are as the width of the list decides. */
export interface ColumnChoice {
  shown: Readonly<Partial<Record<SortKey, boolean>>>;
  widths: Readonly<Partial<Record<SortKey, number>>>;
}

export const NO_CHOICE: ColumnChoice = { shown: {}, widths: {} };

/** Packers stand a metre away: larger type, so each column needs more. */
const PACKER_FACTOR = 1.3;
/** What their larger type needs at least; the rest of the room is for longer words. */
const PACKER_TYPE = 1.2;
export const WIDTH_MIN_PX = 48;
export const WIDTH_MAX_PX = 640;

/** The box for choosing, and the edge at the right. */
const PICK_PX = 48;
const EDGE_PX = 12;

/** Of the bold type in em, a little too much rather than too little. */
const SIGN_EM: readonly [RegExp, number][] = [
  [/[WM@%—]/u, 0.98],
  [/[A-Z]/u, 0.74],
  [/[0-9#_+]/u, 0.68],
  [/[a-z]/u, 0.63],
  [/ /u, 0.3],
  [/[-/.,:;()'|]/u, 0.58],
];
const OTHER_EM = 1.35;
const TYPE_PX = 15;
const PADDING_PX = 16;
/** Longer numbers go on in a second line, so that names have room. */
const NUMBER_SHARE_MAX = 0.19;

/** The column of numbers is as wide as the longest one: names get what is left. */
export function withNumbers(
  columns: readonly Column[],
  orders: readonly { number: string }[],
  widthPx: number,
): readonly Column[] {
  let longest = '';
  for (const { number } of orders) if (number.length > longest.length) longest = number;
  const em = [...longest].reduce(
    (sum, sign) => sum + (SIGN_EM.find(([signs]) => signs.test(sign))?.[1] ?? OTHER_EM),
    0,
  );
  const px = Math.round(Math.min(widthPx * NUMBER_SHARE_MAX, em * TYPE_PX + PADDING_PX));
  return columns.map((column) =>
    column.key === 'number' ? { ...column, minPx: Math.max(column.minPx, px) } : column,
  );
}

export function columnsFor(
  widthPx: number,
  packer: boolean,
  choice: ColumnChoice = NO_CHOICE,
  sortedBy?: SortKey,
): readonly Column[] {
  const width = packer ? widthPx / PACKER_FACTOR : widthPx;
  // A list that is sorted by something nobody sees looks unsorted.
  const kept = (key: SortKey) => ALWAYS.includes(key) || (choice.shown[key] ?? key === sortedBy);
  const columns = COLUMNS.filter(({ key, fromPx }) => kept(key) || (choice.shown[key] ?? width >= fromPx));
  return fitting(columns, width, kept);
}

/** Columns that nobody asked for make room for those that somebody did, the least important first. */
function fitting(
  columns: readonly Column[],
  width: number,
  kept: (key: SortKey) => boolean,
): readonly Column[] {
  if (columns.reduce((sum, { minPx }) => sum + minPx, PICK_PX + EDGE_PX) <= width) return columns;
  if (!columns.some(({ key, fromPx }) => kept(key) && !ALWAYS.includes(key) && fromPx > width))
    return columns;
  const spare = columns.filter(({ key, fromPx }) => !kept(key) && fromPx > 0);
  const [least] = [...spare].sort((a, b) => b.fromPx - a.fromPx);
  return least
    ? fitting(
        columns.filter((column) => column !== least),
        width,
        kept,
      )
    : columns;
}

/**
 * Tracks of a CSS grid. Where more was chosen than there is room for, columns give way before the list is cut off:
 * first those that grow, last the number and the state.
 */
export function tracks(
  columns: readonly Column[],
  choice: ColumnChoice = NO_CHOICE,
  widthPx = Infinity,
  packer = false,
): string {
  const least = ({ minPx }: Column) => Math.round(packer ? minPx * PACKER_TYPE : minPx);
  const wanted = columns.reduce(
    (sum, column) => sum + (choice.widths[column.key] ?? least(column)),
    PICK_PX + EDGE_PX,
  );
  const tight = wanted > widthPx;
  const own = columns.map((column) => {
    const { key, grow } = column;
    const width = choice.widths[key];
    if (width !== undefined) return tight ? `minmax(0, ${width}px)` : `${width}px`;
    if (grow === 0) return `${least(column)}px`;
    return `minmax(${tight && !ALWAYS.includes(key) ? WIDTH_MIN_PX : least(column)}px, ${grow}fr)`;
  });
  // Where every column has a width of its own, what is left stays empty at the end.
  const filled = columns.some(({ key, grow }) => grow > 0 && choice.widths[key] === undefined);
  return [`${PICK_PX}px`, ...own, ...(filled ? [] : ['minmax(0, 1fr)'])].join(' ');
}

export function show(choice: ColumnChoice, key: SortKey, shown: boolean): ColumnChoice {
  return { ...choice, shown: { ...choice.shown, [key]: shown } };
}

export function resize(choice: ColumnChoice, key: SortKey, widthPx: number): ColumnChoice {
  const width = Math.round(Math.max(WIDTH_MIN_PX, Math.min(WIDTH_MAX_PX, widthPx)));
  return { ...choice, widths: { ...choice.widths, [key]: width } };
}

/** Back to the width that the room gives. */
export function fit(choice: ColumnChoice, key: SortKey): ColumnChoice {
  return {
    ...choice,
    widths: Object.fromEntries(Object.entries(choice.widths).filter(([name]) => name !== key)),
  };
}

/** What was kept from an earlier start, without what this version does not know. */
export function acceptChoice(stored: unknown): ColumnChoice {
  if (!isRecord(stored)) return NO_CHOICE;
  const known = (part: unknown) =>
    Object.entries(isRecord(part) ? part : {}).filter(([key]) =>
      COLUMNS.some((column) => column.key === key),
    );
  let choice: ColumnChoice = {
    shown: Object.fromEntries(known(stored.shown).filter(([, value]) => typeof value === 'boolean')),
    widths: {},
  };
  for (const [key, value] of known(stored.widths)) {
    if (typeof value === 'number' && Number.isFinite(value)) choice = resize(choice, key as SortKey, value);
  }
  return choice;
}
