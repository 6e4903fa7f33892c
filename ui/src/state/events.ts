// Events of the engine, each to the state it changes. After a gap everything is read again.
import { loadAccounts } from './accounts.svelte';
import { call, listen } from '../ipc/api';
import type { Event } from '../ipc/generated';
import { forgetChoices, loadChoices } from './choices.svelte';
import { listenToClosing } from './closing.svelte';
import { forgetDuplicates, loadDuplicates } from './duplicates.svelte';
import { forgetBookings, loadBookings } from './bookings.svelte';
import { applyBatch, forgetBatches, loadBatches, refreshBatches } from './batches.svelte';
import { itemPictures } from './itemPictures';
import { forgetPictures } from './labels.svelte';
import { outcome, sayNotice } from './notices.svelte';
import {
  applySync,
  forgetOrders,
  loadOrders,
  loadStatuses,
  orders,
  ordersChanged,
  ordersStale,
  syncNow,
} from './orders.svelte';
import { applyJobs, forgetPrinting, loadJobs, loadPrinters, loadQueues } from './printing.svelte';
import { forgetShops } from './shops.svelte';
import { forgetWemasy, loadWemasy } from './wemasy.svelte';
import { loadStation, station } from './station.svelte';

/** Printers change without telling anyone: their state is asked this often, off the printing path. */
const PRINTERS_EVERY_MS = 30_000;

/** Whose orders the lists show; null while there is nothing to show. */
let shown: string | null = null;

function whose(): string | null {
  const { info, working } = station;
  return working ? `${info?.mode} ${info?.account?.organisation_id ?? ''}` : null;
}

export async function start(): Promise<void> {
  await loadStation();
  for (const notice of station.info?.notices ?? []) sayNotice(notice);
  shown = whose();
  await listen(apply, () => void loadAll());
  await listenToClosing();
  if (station.working) await loadAll();
  else if (station.info?.mode === 'live') await firstReading();
  setInterval(() => {
    if (station.working) void loadPrinters();
  }, PRINTERS_EVERY_MS);
}

/** Keys that came from outside the window: the first reading says whose they are. Without keys there is nothing to read. */
async function firstReading(): Promise<void> {
  const answer = await outcome(call('sync_now'));
  if (!answer.ok) return;
  applySync(answer.value);
  if (!answer.value.running) await followStation();
}

let following: Promise<void> = Promise.resolve();

/** The station changed, or may have. One look after the other: two at once would each forget what the other has just
 * shown, under the hands of whoever is about to click. */
export function followStation(): Promise<void> {
  following = following.then(look, look);
  return following;
}

async function look(): Promise<void> {
  await loadStation();
  if (whose() !== shown) {
    shown = whose();
    await startAfresh();
  } else if (station.working) {
    await Promise.all([loadOrders(), loadStatuses(), loadBatches(), loadAccounts()]);
  }
}

/** After the mode or the account changed: nothing of the other world may stay on screen. */
async function startAfresh(): Promise<void> {
  forgetOrders();
  forgetBatches();
  forgetDuplicates();
  forgetPrinting();
  forgetPictures();
  itemPictures.forget();
  forgetShops();
  forgetChoices();
  forgetWemasy();
  forgetBookings();
  if (station.working) await loadAll();
}

async function loadAll(): Promise<void> {
  // Nobody waits for these: they may need the network.
  void loadChoices();
  await Promise.all([
    loadOrders(),
    loadStatuses(),
    refreshBatches(),
    loadPrinters(),
    loadJobs(),
    loadQueues(),
    loadDuplicates(),
    loadWemasy(),
    loadBookings(),
    loadAccounts(),
  ]);
  if (orders.sync && !orders.sync.running && orders.sync.last_complete_at === null) void syncNow();
}

function apply(event: Event): void {
  switch (event.type) {
    case 'orders_changed':
      ordersChanged(event);
      return;
    case 'orders_stale':
      ordersStale();
      return;
    case 'sync':
      if (!station.working && !event.sync.running) void followStation();
      // A reading may have begun before this window listened.
      if (!event.sync.running) {
        if (!orders.loaded) void loadOrders();
        void loadStatuses();
      }
      // Practice makes its Wemasy shop with the first reading.
      if (!event.sync.running) void loadWemasy();
      applySync(event.sync);
      return;
    case 'batch':
      applyBatch(event.batch, event.orders);
      return;
    case 'print':
      applyJobs(event.jobs);
      return;
    case 'notice':
      sayNotice(event.notice);
      return;
    case 'duplicates_changed':
      void loadDuplicates();
      return;
    case 'bookings_changed':
      void loadBookings();
      return;
    case 'station_changed':
      void followStation();
      return;
  }
}
