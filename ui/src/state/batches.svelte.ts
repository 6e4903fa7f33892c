// Batches: the list of the newest, and the details of those that were opened. Events keep both fresh.
import { call } from '../ipc/api';
import type {
  Batch,
  BatchDetail,
  BatchOrder,
  KnownLabels,
  OrderRow,
  ParcelsWithStatus,
  Plan,
  RowId,
  SavedFile,
  ShipOptions,
  ShipRequest,
} from '../ipc/generated';
import { mergeById } from '../shared/merge';
import { noted, remainingMs, type Sample } from '../shared/pace';
import { attempt, outcome, type Outcome } from './notices.svelte';

/** Batches per page of the history. */
export const BATCHES_PAGE = 60;

let recent = $state.raw<readonly Batch[]>([]);
let details = $state.raw<ReadonlyMap<RowId, BatchDetail>>(new Map());

/** How the batches under way came along, by id. */
let paces = $state.raw<ReadonlyMap<RowId, readonly Sample[]>>(new Map());

export const batches = {
  /** How long a batch still takes at its pace; `null`: that cannot be said. */
  remainingMs(id: RowId, nowMs: number): number | null {
    return remainingMs(paces.get(id) ?? [], nowMs);
  },
  /** Newest first. */
  get recent() {
    return recent;
  },
  get unfinished() {
    return recent.filter((batch) => batch.state !== 'done');
  },
  detail(id: RowId): BatchDetail | undefined {
    return details.get(id);
  },
};

export async function loadBatches(): Promise<void> {
  const list = await findBatches('', null);
  if (list) recent = list;
}

/** `parcelStatus`: only batches with a parcel that stands so; `null`: all. */
export function findBatches(
  text: string,
  before: RowId | null,
  parcelStatus: string | null = null,
): Promise<Batch[] | undefined> {
  return attempt(
    call('batches_list', {
      text: text.trim() || null,
      before,
      limit: BATCHES_PAGE,
      parcel_status: parcelStatus,
    }),
  );
}

export const parcelStatuses = (): Promise<ParcelsWithStatus[] | undefined> =>
  attempt(call('parcel_statuses'));

export async function openBatch(id: RowId): Promise<void> {
  const detail = await attempt(call('batch_detail', { batch_id: id }));
  if (detail) keep(detail);
}

export function forgetBatches(): void {
  recent = [];
  details = new Map();
  paces = new Map();
}

/** Details are read again after events may have been missed. */
export async function refreshBatches(): Promise<void> {
  await Promise.all([loadBatches(), ...[...details.keys()].map(openBatch)]);
}

function keep(detail: BatchDetail): void {
  details = new Map(details).set(detail.batch.id, detail);
  recent = mergeById(recent, [detail.batch], 'first');
}

/** One event: the batch's numbers and the orders that changed. */
export function applyBatch(batch: Batch, changed: readonly BatchOrder[]): void {
  recent = mergeById(recent, [batch], 'first');
  notePace(batch);
  const known = details.get(batch.id);
  if (!known) return;
  const merged = { batch, orders: [...mergeById(known.orders, changed, 'last')] };
  details = new Map(details).set(batch.id, merged);
}

function notePace({ id, state, counts }: Batch): void {
  const before = paces.get(id) ?? [];
  const left = counts.planned + counts.sent + counts.waiting;
  // A pause is no pace.
  const after = state === 'running' ? noted(before, { atMs: Date.now(), left }) : [];
  if (after !== before) paces = new Map(paces).set(id, after);
}

export function plan(
  rows: readonly OrderRow[],
  options: ShipOptions,
  anyway: readonly KnownLabels[] = [],
): Promise<Outcome<Plan>> {
  return outcome(call('plan', { orders: rows.map((row) => row.id), options, anyway: [...anyway] }));
}

interface How extends Pick<ShipRequest, 'at_once' | 'parcels'> {
  /** Labels that are looked past; with a reason, and where a PIN is set, with the owner's. */
  anyway?: readonly KnownLabels[];
  reason?: string;
}

export async function ship(
  orders: RowId[],
  options: ShipOptions,
  requestId: string,
  { at_once, parcels, anyway = [], reason = '' }: How,
): Promise<Outcome<RowId>> {
  const request = { orders, options, request_id: requestId, at_once, parcels };
  const sent =
    anyway.length === 0
      ? call('ship', request)
      : call('ship_anyway', { ...request, anyway: [...anyway], reason });
  const answer = await outcome(sent);
  if (!answer.ok) return answer;
  void loadBatches();
  return { ok: true, value: answer.value.batch_id };
}

export async function continueBatch(id: RowId): Promise<void> {
  const detail = await attempt(call('batch_continue', { batch_id: id }));
  if (detail) keep(detail);
}

export async function pauseBatch(id: RowId): Promise<void> {
  const detail = await attempt(call('batch_pause', { batch_id: id }));
  if (detail) keep(detail);
}

export async function stopBatch(id: RowId): Promise<void> {
  const detail = await attempt(call('batch_stop', { batch_id: id }));
  if (detail) keep(detail);
}

/** `orders`: only these; null: all that were refused. */
export async function retryBatch(id: RowId, orders: readonly BatchOrder[] | null = null): Promise<void> {
  const ids = orders?.map((order) => order.id) ?? null;
  const detail = await attempt(call('batch_retry', { batch_id: id, orders: ids }));
  if (detail) keep(detail);
}

export async function checkUnknown(id: RowId): Promise<void> {
  const detail = await attempt(call('unknown_check', { batch_id: id }));
  if (detail) keep(detail);
}

export async function buyAgain(order: BatchOrder, reason: string): Promise<boolean> {
  const next = await attempt(call('buy_again', { batch_order_id: order.id, reason }));
  if (next) await openBatch(order.batch_id);
  return next !== undefined;
}

export async function adoptShipment(order: BatchOrder, shipmentId: string): Promise<void> {
  const next = await attempt(call('shipment_adopt', { batch_order_id: order.id, shipment_id: shipmentId }));
  if (next) await openBatch(order.batch_id);
}

export function saveLabels(id: RowId): Promise<SavedFile | undefined> {
  return attempt(call('labels_save', { batch_id: id }));
}

export function saveReport(id: RowId): Promise<SavedFile | undefined> {
  return attempt(call('report_save', { batch_id: id }));
}
