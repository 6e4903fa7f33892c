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

type Item = OrderRow['items'][number];

/** The item whose SKU or barcode was scanned, by the first reading that is one. */
export function findProduct(orders: readonly OrderRow[], texts: readonly string[]): Item | undefined {
  for (const text of texts) {
    const has = (code: string | null) => code !== null && sameNumber(text, code);
    for (const row of orders) {
      const item = row.items.find((one) => has(one.sku) || has(one.barcode));
      if (item) return item;
    }
  }
  return undefined;
}

/** Orders with the product that are not chosen yet, in the order given. A product may be listed by its SKU in one shop
 * and by its barcode in another. */
export function nextWith(
  orders: readonly OrderRow[],
  product: Item,
  chosen: (id: RowId) => boolean,
): readonly OrderRow[] {
  const same = (one: Item) =>
    (one.sku !== null && one.sku === product.sku) ||
    (one.barcode !== null && one.barcode === product.barcode);
  return orders.filter((row) => !chosen(row.id) && row.items.some(same));
}
