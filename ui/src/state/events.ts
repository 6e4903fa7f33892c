// Events of the engine, each to the state it changes. After a gap everything is read again.
import { loadAccounts } from './accounts.svelte';
import { call, listen } from '../ipc/api';
import type { Event } from '../ipc/generated';
import { forgetChoices, loadChoices } from './choices.svelte';
import { listenToClosing } from './closing.svelte';
import { forgetDuplicates, loadDuplicates } from './duplicates.svelte';
import { forgetBookings, loadBookings } from './bookings.svelte';
import { applyBatch, forgetBatches, loadBatches, refreshBatches } from './batches.svelte';
import { forgetPictures } from './labels.svelte';
import { outcome, sayNotice } from './notices.svelte';
import {
  applySync,
  forgetOrders,
  loadOrders,
  loadStatuses,
  orders,
  ordersChanged,
  syncNow,
} from './orders.svelte';
import { applyJobs, forgetPrinting, loadJobs, loadPrinters } from './printing.svelte';
import { forgetShops } from './shops.svelte';
import { forgetWemasy, loadWemasy } from './wemasy.svelte';
import { loadStation, station } from './station.svelte';

/** Printers change without telling anyone: their state is asked this often, off the printing path. */
const PRINTERS_EVERY_MS = 30_000;

export async function start(): Promise<void> {
  await loadStation();
  for (const notice of station.info?.notices ?? []) sayNotice(notice);
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
  if (!answer.value.running) await accountAppeared();
}

async function accountAppeared(): Promise<void> {
  await loadStation();
  if (station.working) await loadAll();
}

/** After the mode or the account changed: nothing of the other world may stay on screen. */
export async function startAfresh(): Promise<void> {
  forgetOrders();
  forgetBatches();
  forgetDuplicates();
  forgetPrinting();
  forgetPictures();
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
    loadDuplicates(),
    loadWemasy(),
    loadBookings(),
    loadAccounts(),
  ]);
  if (orders.sync && !orders.sync.running && orders.sync.last_complete_at === null) await syncNow();
}

function apply(event: Event): void {
  switch (event.type) {
    case 'orders_changed':
      ordersChanged();
      return;
    case 'sync':
      if (!station.working && !event.sync.running) void accountAppeared();
      // A reading may have begun before this window listened.
      if (!event.sync.running) void Promise.all([loadOrders(), loadStatuses()]);
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
      void stationChanged();
      return;
  }
}

async function stationChanged(): Promise<void> {
  const before = station.info;
  await loadStation();
  const after = station.info;
  const other =
    before?.mode !== after?.mode || before?.account?.organisation_id !== after?.account?.organisation_id;
  if (other) await startAfresh();
  else if (station.working) await Promise.all([loadOrders(), loadStatuses(), loadBatches(), loadAccounts()]);
}
