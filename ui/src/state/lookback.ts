// Finds a number that is no open order among what this station shipped: by order number or tracking number, offline.
import { call } from '../ipc/api';
import type { Batch, BatchOrder } from '../ipc/generated';
import { sameNumber } from '../shared/scan';
import { findBatches } from './batches.svelte';
import { outcome } from './notices.svelte';

/** The search finds parts of words too; the exact number is looked for in this many of the newest batches found. */
const BATCHES_LOOKED_INTO = 6;
/** Shorter texts are part of everything. */
const LENGTH_MIN = 3;

export async function findShipped(
  texts: readonly string[],
): Promise<{ batch: Batch; order: BatchOrder } | undefined> {
  for (const text of texts.filter((one) => one.length >= LENGTH_MIN)) {
    const found = (await findBatches(text, null)) ?? [];
    for (const batch of found.slice(0, BATCHES_LOOKED_INTO)) {
      const detail = await outcome(call('batch_detail', { batch_id: batch.id }));
      if (!detail.ok) continue;
      const order = detail.value.orders.find((one) => isMeant(one, text));
      if (order) return { batch, order };
    }
  }
  return undefined;
}

function isMeant(order: BatchOrder, text: string): boolean {
  const tracking = order.tracking_number;
  return sameNumber(text, order.order_number) || (tracking !== null && sameNumber(text, tracking));
}
