// Which columns fit: the important ones always, the others from a width on. Pure.
import type { MessageKey } from '../shared/messages/index.svelte';
import type { SortKey } from './sort';

export interface Column {
  key: SortKey;
  title: MessageKey;
  /** A track of a CSS grid. */
  track: string;
  align: 'start' | 'end';
  /** Shown when the list is at least this wide. */
  fromPx: number;
}

const COLUMNS: readonly Column[] = [
  { key: 'number', title: 'column.number', track: 'minmax(138px, 0.8fr)', align: 'start', fromPx: 0 },
  { key: 'age', title: 'column.age', track: '80px', align: 'end', fromPx: 0 },
  { key: 'name', title: 'column.name', track: 'minmax(120px, 1.6fr)', align: 'start', fromPx: 0 },
  { key: 'country', title: 'column.country', track: '56px', align: 'start', fromPx: 0 },
  { key: 'city', title: 'column.city', track: 'minmax(96px, 1.1fr)', align: 'start', fromPx: 640 },
  { key: 'shop', title: 'column.shop', track: 'minmax(104px, 1fr)', align: 'start', fromPx: 1010 },
  { key: 'method', title: 'column.method', track: 'minmax(110px, 1.2fr)', align: 'start', fromPx: 1140 },
  { key: 'items', title: 'column.items', track: '64px', align: 'end', fromPx: 560 },
  { key: 'weight', title: 'column.weight', track: '84px', align: 'end', fromPx: 720 },
  { key: 'value', title: 'column.value', track: '96px', align: 'end', fromPx: 1240 },
  { key: 'state', title: 'column.state', track: 'minmax(176px, 1.1fr)', align: 'start', fromPx: 0 },
];

/** Packers stand a metre away: larger type, so each column needs more. */
const PACKER_FACTOR = 1.3;

export function columnsFor(widthPx: number, packer: boolean): readonly Column[] {
  const width = packer ? widthPx / PACKER_FACTOR : widthPx;
  return COLUMNS.filter((column) => width >= column.fromPx);
}

export function tracks(columns: readonly Column[]): string {
  return ['48px', ...columns.map((column) => column.track)].join(' ');
}
