// Choosing rows: click, Shift, Ctrl, Space, select all. Pure; rows are given as ids in the order they are shown.
import type { RowId } from '../ipc/generated';

export interface Selection {
  selected: ReadonlySet<RowId>;
  /** The row that keys move from and the details show. */
  cursor: RowId | null;
  /** Where a range began. */
  anchor: RowId | null;
}

export const NOTHING: Selection = { selected: new Set(), cursor: null, anchor: null };

/** A click on a row, or Space on the cursor: this row changes, the others stay. */
export function toggle(selection: Selection, id: RowId): Selection {
  const selected = new Set(selection.selected);
  if (!selected.delete(id)) selected.add(id);
  return { selected, cursor: id, anchor: id };
}

export function add(selection: Selection, id: RowId): Selection {
  return { selected: new Set(selection.selected).add(id), cursor: id, anchor: id };
}

/** Shift: everything between the anchor and this row is selected as well. */
export function extend(selection: Selection, rows: readonly RowId[], id: RowId): Selection {
  const to = rows.indexOf(id);
  const from = selection.anchor === null ? to : rows.indexOf(selection.anchor);
  if (to < 0) return selection;
  const start = from < 0 ? to : from;
  const range = rows.slice(Math.min(start, to), Math.max(start, to) + 1);
  return {
    selected: new Set([...selection.selected, ...range]),
    cursor: id,
    anchor: rows[start] ?? id,
  };
}

/** Arrow keys look, they do not choose. */
export function move(selection: Selection, rows: readonly RowId[], by: number): Selection {
  const target = rows[targetIndex(selection, rows, by)];
  return target === undefined ? selection : { ...selection, cursor: target, anchor: target };
}

/** Shift with an arrow: moves and selects on the way. */
export function moveExtending(selection: Selection, rows: readonly RowId[], by: number): Selection {
  const target = rows[targetIndex(selection, rows, by)];
  if (target === undefined) return selection;
  const anchor = selection.anchor ?? selection.cursor ?? target;
  return extend({ ...selection, anchor }, rows, target);
}

function targetIndex(selection: Selection, rows: readonly RowId[], by: number): number {
  const here = selection.cursor === null ? -1 : rows.indexOf(selection.cursor);
  if (here < 0) return by > 0 ? Math.min(rows.length, by) - 1 : Math.max(0, rows.length + by);
  return Math.max(0, Math.min(rows.length - 1, here + by));
}

/** All rows shown; a second time, when all of them are selected already, none of them. */
export function toggleAll(selection: Selection, rows: readonly RowId[]): Selection {
  const all = rows.length > 0 && rows.every((id) => selection.selected.has(id));
  const selected = new Set(selection.selected);
  for (const id of rows) {
    if (all) selected.delete(id);
    else selected.add(id);
  }
  return { ...selection, selected };
}

export function clear(selection: Selection): Selection {
  return { ...selection, selected: new Set() };
}

/** Orders that left the list are no longer selected; the cursor goes to the row that took its place. */
export function keepExisting(
  selection: Selection,
  before: readonly RowId[],
  existing: { has(id: RowId): boolean },
): Selection {
  const selected = new Set([...selection.selected].filter((id) => existing.has(id)));
  const { cursor, anchor } = selection;
  const gone = cursor !== null && !existing.has(cursor);
  if (selected.size === selection.selected.size && !gone) return selection;
  const next = gone ? (before.slice(before.indexOf(cursor)).find((id) => existing.has(id)) ?? null) : cursor;
  return { selected, cursor: next, anchor: anchor !== null && existing.has(anchor) ? anchor : next };
}
