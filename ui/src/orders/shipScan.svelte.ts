// Scan = ship: one scan, one label, no hands. The same two commands as the sheet's button: the plan, then the purchase.
// A person looks at everything that the plan has a word about; only an order without any goes through by itself.
//
// A second label for one scan is kept out three times over: an order that is under way is not begun again, one scan has
// one request id, and the engine refuses an order that is in a batch already.
import type { BatchOrder, OrderRow, RowId } from '../ipc/generated';
import { t } from '../shared/messages/index.svelte';
import { batches, openBatch, plan, ship } from '../state/batches.svelte';
import { detailOf } from '../shared/errors';
import { inWords } from '../shared/words';
import { errorTitle, type Outcome } from '../state/notices.svelte';
import { follow } from '../state/scan.svelte';
import { station } from '../state/station.svelte';
import { NO_OPTIONS } from './options';

/** From the scan until there is a label or a reason why not. */
const underWay = new Set<RowId>();
/** Batches whose label is awaited, and the order each was made for. */
let awaited = $state.raw<ReadonlyMap<RowId, OrderRow>>(new Map());

export const isUnderWay = (row: OrderRow): boolean => underWay.has(row.id);

/** The caller has asked `isUnderWay`. Answers come by themselves. */
export function beginShipping(row: OrderRow): void {
  underWay.add(row.id);
  void buy(row, crypto.randomUUID());
}

async function buy(row: OrderRow, requestId: string): Promise<void> {
  const options = station.settings?.ship ?? NO_OPTIONS;
  const planned = await plan([row], options);
  if (!planned.ok) return refuse(row, words(planned));
  const problem = planned.value.lines.flatMap((line) => line.problems)[0];
  if (problem) return refuse(row, t(`problem.${problem.kind}`));
  if (planned.value.ready !== 1) return refuse(row, t('code.nothing_to_ship'));
  const shipped = await ship([row.id], options, requestId, { at_once: true, parcels: [] });
  if (!shipped.ok) return refuse(row, words(shipped));
  awaited = new Map(awaited).set(shipped.value, row);
  // Its orders arrive with events from now on.
  await openBatch(shipped.value);
}

function refuse(row: OrderRow, why: string, batch: RowId | null = null): void {
  underWay.delete(row.id);
  follow(row.number, { kind: 'not_shipped', number: row.number, why, batch });
}

function words(failed: Outcome<unknown>): string {
  return failed.ok ? '' : `${errorTitle(failed.error)}. ${detailOf(failed.error)}`;
}

/** Tells what became of the labels; the window runs it as long as it is open. */
export function watchShipped(): void {
  const world = $derived(`${station.info?.mode} ${station.info?.account?.organisation_id}`);
  $effect(() => {
    void world;
    // Row numbers mean nothing in the other world.
    underWay.clear();
    awaited = new Map();
  });
  $effect(() => {
    for (const [batch, row] of awaited) {
      const order = batches.detail(batch)?.orders[0];
      if (order && settled(order)) tell(batch, row, order);
    }
  });
}

function settled(order: BatchOrder): boolean {
  switch (order.state) {
    case 'planned':
    case 'sent':
    case 'waiting':
      return false;
    case 'labelled':
    case 'refused':
    case 'left_out':
    case 'unknown':
    case 'failed':
    case 'cancelled':
    case 'label_elsewhere':
    case 'withdrawn':
      return true;
  }
}

function tell(batch: RowId, row: OrderRow, order: BatchOrder): void {
  awaited = new Map([...awaited].filter(([id]) => id !== batch));
  if (order.state === 'labelled') {
    underWay.delete(row.id);
    follow(row.number, { kind: 'labelled', number: row.number, batch });
    return;
  }
  const why = order.problem
    ? t(`problem.${order.problem}`)
    : (inWords(order.message) ?? t(`state.${order.state}`));
  refuse(row, why, batch);
}
