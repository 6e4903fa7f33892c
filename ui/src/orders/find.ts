// Finds what was scanned among the open orders. Pure.
import type { OrderRow, RowId } from '../ipc/generated';
import { sameNumber } from '../shared/scan';

/** Orders with this number, by the first reading that is one. */
export function findNumber(orders: readonly OrderRow[], texts: readonly string[]): readonly OrderRow[] {
  for (const text of texts) {
    const found = orders.filter((row) => sameNumber(text, row.number));
    if (found.length > 0) return found;
  }
  return [];
}

/** The SKU that was scanned, as the orders write it. */
export function findProduct(orders: readonly OrderRow[], texts: readonly string[]): string | undefined {
  for (const text of texts) {
    for (const row of orders) {
      const item = row.items.find((one) => one.sku !== null && sameNumber(text, one.sku));
      if (item?.sku) return item.sku;
    }
  }
  return undefined;
}

/** Orders with the product that are not chosen yet, in the order given. */
export function nextWith(
  orders: readonly OrderRow[],
  sku: string,
  chosen: (id: RowId) => boolean,
): readonly OrderRow[] {
  return orders.filter((row) => !chosen(row.id) && row.items.some((item) => item.sku === sku));
}
