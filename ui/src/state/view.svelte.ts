// Where the person is in the window, and how they like it. Kept in the window's own storage; no order data.
import type { RowId } from '../ipc/generated';
import { orders } from './orders.svelte';

export type Screen = 'orders' | 'batches' | 'history' | 'print' | 'bookings' | 'shops' | 'settings';
export type Density = 'desk' | 'packer';
export type Panel =
  'palette' | 'help' | 'notices' | 'ship' | 'printer' | 'duplicates' | 'scanner' | 'columns' | 'sheets';

const DENSITY_KEY = 'packbench.density';

let screen = $state<Screen>('orders');
let batchId = $state<RowId | null>(null);
let batchOrderId = $state<RowId | null>(null);
let panel = $state<Panel | null>(null);
let density = $state<Density>(readDensity());
let now = $state(Date.now());

export const view = {
  get screen() {
    return screen;
  },
  /** The batch that Batches and History show. */
  get batchId() {
    return batchId;
  },
  set batchId(id: RowId | null) {
    batchId = id;
  },
  /** The order of that batch that somebody chose. */
  get batchOrderId() {
    return batchOrderId;
  },
  set batchOrderId(id: RowId | null) {
    batchOrderId = id;
  },
  get panel() {
    return panel;
  },
  get density() {
    return density;
  },
  get rowHeight() {
    return density === 'packer' ? 56 : 44;
  },
  /** Moves every few seconds: ages are read from it. */
  get now() {
    return now;
  },
  go(next: Screen, batch: RowId | null = null) {
    // What was searched on one screen means nothing on the next.
    if (next !== screen) orders.search = '';
    screen = next;
    batchId = batch;
    batchOrderId = null;
    panel = null;
  },
  /** One parcel among what was shipped. */
  showShipped(batch: RowId, order: RowId) {
    view.go('history', batch);
    // What was searched before would hide it.
    orders.search = '';
    batchOrderId = order;
  },
  open(next: Panel) {
    panel = next;
  },
  close() {
    panel = null;
  },
  toggleDensity() {
    density = density === 'desk' ? 'packer' : 'desk';
    document.documentElement.dataset.density = density;
    localStorage.setItem(DENSITY_KEY, density);
  },
};

/** Ages are coarse: nothing on screen needs a faster clock. */
const TICK_MS = 5_000;

export function startClock(): void {
  document.documentElement.dataset.density = density;
  setInterval(() => (now = Date.now()), TICK_MS);
}

function readDensity(): Density {
  return localStorage.getItem(DENSITY_KEY) === 'packer' ? 'packer' : 'desk';
}
