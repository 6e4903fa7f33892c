// Which rows of a long list are drawn. Row heights are fixed, so this is arithmetic.

export interface Slice {
  start: number;
  /** One past the last drawn row. */
  end: number;
}

/** Rows drawn above and below what is seen, so that a fast wheel shows no gap. */
const OVERSCAN_ROWS = 8;

export function visibleRows(scrollTop: number, viewHeight: number, rowHeight: number, rows: number): Slice {
  const first = Math.floor(scrollTop / rowHeight) - OVERSCAN_ROWS;
  const last = Math.ceil((scrollTop + viewHeight) / rowHeight) + OVERSCAN_ROWS;
  const end = Math.min(rows, Math.max(0, last));
  return { start: Math.max(0, Math.min(first, end)), end };
}

/** No slice has more rows than this, wherever the list is scrolled to. */
export function drawnMax(viewHeight: number, rowHeight: number): number {
  return Math.ceil(viewHeight / rowHeight) + 1 + 2 * OVERSCAN_ROWS;
}

/** Where to scroll so that a row is seen whole; the present place where it is seen already. */
export function scrollToShow(
  index: number,
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  const bottom = top + rowHeight;
  return bottom > scrollTop + viewHeight ? bottom - viewHeight : scrollTop;
}
