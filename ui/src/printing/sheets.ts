// Labels on office paper: how many places a sheet has, and how many sheets they fill. Pure.
import type { BatchOrder, LabelInfo, SheetKind } from '../ipc/generated';

export const SHEETS: Record<SheetKind, { columns: number; rows: number }> = {
  four_a6: { columns: 2, rows: 2 },
  two_a5: { columns: 1, rows: 2 },
};

export const placesOf = (kind: SheetKind): number => SHEETS[kind].columns * SHEETS[kind].rows;

/** `pages` of each paper: those of one paper stay on one sheet where a sheet can hold them. */
export function sheetsFor(pages: readonly number[], kind: SheetKind, start: number): number {
  const places = placesOf(kind);
  let [sheets, next] = [pages.length > 0 ? 1 : 0, start];
  for (const count of pages) {
    if (next >= places || (count <= places && next + count > places)) [sheets, next] = [sheets + 1, 0];
    const end = next + count;
    sheets += Math.floor((end - 1) / places);
    next = ((end - 1) % places) + 1;
  }
  return sheets;
}

/** What goes on the sheets, and what has a form of its own and follows behind them. */
export function onSheets(orders: readonly BatchOrder[]): { labels: LabelInfo[]; behind: LabelInfo[] } {
  const kept = orders.flatMap((order) => order.labels.filter((paper) => !paper.removed));
  return {
    labels: kept.filter((paper) => paper.kind === 'label'),
    behind: kept.filter((paper) => paper.kind !== 'label'),
  };
}
