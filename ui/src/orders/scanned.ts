// What a scan means on the list of open orders: a number, else a product. Finding is pure; taking chooses or ships.
import type { OrderRow, RowId } from '../ipc/generated';
import type { ScanAnswer } from '../shared/answers';
import { isBlocked, leadingProblem } from '../shared/status';
import { orders } from '../state/orders.svelte';
import { scanner } from '../state/scanner.svelte';
import { findNumber, findProduct, nextWith } from './find';
import { productOf } from './facets';
import { list } from './list.svelte';
import { beginShipping, isUnderWay } from './shipScan.svelte';

export function takeOrderScan(texts: readonly string[]): ScanAnswer | undefined {
  const numbered = findNumber(orders.rows, texts);
  if (numbered.length > 0) return takeNumber(numbered);
  const product = findProduct(orders.rows, texts);
  return product === undefined ? undefined : takeProduct(product);
}

export function knowsScan(texts: readonly string[]): boolean {
  return findNumber(orders.rows, texts).length > 0 || findProduct(orders.rows, texts) !== undefined;
}

function takeNumber(found: readonly OrderRow[]): ScanAnswer {
  const [row] = found;
  if (!row) throw new Error('the caller found none');
  if (found.length > 1) {
    list.showAll();
    orders.search = row.number;
    return { kind: 'several', number: row.number, n: found.length };
  }
  if (scanner.shipOnScan) return takeToShip(row);
  const already = list.selected.has(row.id);
  list.pick(row);
  const problem = leadingProblem(row);
  if (problem?.blocks) return { kind: 'selected_blocked', number: row.number, problem: problem.kind };
  return { kind: already ? 'already' : 'selected', number: row.number };
}

/** The order is shown, not selected: what is selected waits for the button, and this one does not. */
function takeToShip(row: OrderRow): ScanAnswer {
  orders.search = '';
  list.show(row.id);
  if (isUnderWay(row)) return { kind: 'still_shipping', number: row.number };
  beginShipping(row);
  return { kind: 'shipping', number: row.number };
}

/** A product never ships by itself: reading it twice would buy a label for the next order with it. */
function takeProduct(scanned: OrderRow['items'][number]): ScanAnswer {
  const product = productOf(scanned);
  const chosen = (id: RowId) => list.selected.has(id);
  const ready = (rows: readonly OrderRow[]) =>
    nextWith(rows, scanned, chosen).filter((row) => !isBlocked(row));
  // As the list is sorted; what a filter hides comes after it.
  const shown = ready(list.shown);
  const waiting = shown.length > 0 ? shown : ready(orders.rows);
  const [row] = waiting;
  if (!row) return { kind: 'product_done', product };
  list.pick(row);
  return { kind: 'product', product, number: row.number, left: waiting.length - 1 };
}
