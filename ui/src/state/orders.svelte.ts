// The open orders as the engine lists them, the shops, and how old all of it is.
import { call } from '../ipc/api';
import type {
  OrderDetail,
  OrderLine,
  OrderRow,
  OrdersView,
  RowId,
  Shop,
  StatusChoice,
  StatusRef,
  SyncState,
} from '../ipc/generated';
import { attempt, outcome, type Outcome } from './notices.svelte';

let rows = $state.raw<readonly OrderRow[]>([]);
let shops = $state.raw<readonly Shop[]>([]);
let sync = $state.raw<SyncState | null>(null);
let loaded = $state(false);
let statuses = $state.raw<readonly StatusChoice[]>([]);
let search = $state('');
let searchNow = $state('');

/** A scan types into the search field: the list waits this long, so that it does not flicker through ten filters. */
const SEARCH_DELAY_MS = 90;
let searchTimer: ReturnType<typeof setTimeout> | undefined;

export const orders = {
  get rows() {
    return rows;
  },
  get shops() {
    return shops;
  },
  get sync() {
    return sync;
  },
  get loaded() {
    return loaded;
  },
  get statuses() {
    return statuses;
  },
  /** What stands in the search field. */
  get search() {
    return search;
  },
  set search(text: string) {
    search = text;
    clearTimeout(searchTimer);
    if (text === '') searchNow = '';
    else searchTimer = setTimeout(() => (searchNow = text), SEARCH_DELAY_MS);
  },
  /** What the list is filtered by. */
  get searchNow() {
    return searchNow;
  },
  /** Enabled shops whose open statuses nobody has chosen: they show no orders. */
  get undecidedShops() {
    return shops.filter((shop) => shop.enabled && !shop.statuses_chosen);
  },
};

function apply(view: OrdersView): void {
  rows = view.orders;
  shops = view.shops;
  sync = view.sync;
  loaded = true;
}

let loading: Promise<void> | null = null;
let again = false;

/** Reads the list again; changes that arrive meanwhile lead to one more read, not to many. */
export function loadOrders(): Promise<void> {
  if (loading) {
    again = true;
    return loading;
  }
  loading = (async () => {
    do {
      again = false;
      const view = await attempt(call('orders_list'));
      if (view) apply(view);
    } while (again);
  })().finally(() => (loading = null));
  return loading;
}

export function forgetOrders(): void {
  rows = [];
  shops = [];
  sync = null;
  loaded = false;
  statuses = [];
  orders.search = '';
}

export function applySync(next: SyncState): void {
  sync = next;
}

export async function syncNow(): Promise<void> {
  const next = await attempt(call('sync_now'));
  if (next) sync = next;
}

export const orderLines = (id: RowId): Promise<Outcome<OrderLine[]>> =>
  outcome(call('order_lines', { order_id: id }));

export function orderDetail(id: RowId): Promise<OrderDetail | undefined> {
  return attempt(call('order_detail', { order_id: id }));
}

export async function loadStatuses(): Promise<void> {
  const list = await attempt(call('statuses_list'));
  if (list) statuses = list;
}

export async function chooseStatuses(integrationId: number, open: StatusRef[]): Promise<boolean> {
  const list = await attempt(call('statuses_choose', { integration_id: integrationId, open }));
  if (!list) return false;
  await Promise.all([loadStatuses(), loadOrders()]);
  return true;
}

export async function enableShop(integrationId: number, enabled: boolean): Promise<void> {
  const view = await attempt(call('shop_enable', { integration_id: integrationId, enabled }));
  if (view) apply(view);
}
