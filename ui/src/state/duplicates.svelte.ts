// Second labels: orders with two active labels that nobody has judged yet.
import { call } from '../ipc/api';
import type { Duplicate } from '../ipc/generated';
import { t } from '../shared/messages/index.svelte';
import { attempt, say } from './notices.svelte';

let pairs = $state.raw<readonly Duplicate[]>([]);

export const duplicates = {
  get pairs() {
    return pairs;
  },
};

export async function loadDuplicates(): Promise<void> {
  const list = await attempt(call('duplicates_list'));
  if (list) pairs = list;
}

export function forgetDuplicates(): void {
  pairs = [];
}

export async function cancelShipment(shipmentId: string, number: string): Promise<void> {
  const answer = await attempt(call('shipment_cancel', { shipment_id: shipmentId }));
  // Where it stands is shown with the shipment, except when the pair is no pair any more.
  if (answer?.state === 'cancelled') say('done', t('cancellation.done', { number }));
  await loadDuplicates();
}

export async function bothWanted(pair: Duplicate, reason: string): Promise<void> {
  const list = await attempt(call('duplicate_dismiss', { ours: pair.ours.id, other: pair.other.id, reason }));
  if (list) pairs = list;
}
