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
import { isBusy, QUIET_MS } from '../shared/quiet';
import { keepSame } from '../shared/same';
import { waitAfterChange } from '../shared/settle';
import { attempt, outcome, type Outcome } from './notices.svelte';

let rows = $state.raw<readonly OrderRow[]>([]);
let shops = $state.raw<readonly Shop[]>([]);
let sync = $state.raw<SyncState | null>(null);
let loaded = $state(false);
let readOnce = $state(false);
let statuses = $state.raw<readonly StatusChoice[]>([]);
let search = $state('');
let searchNow = $state('');

let searchTimer: ReturnType<typeof setTimeout> | undefined;
let changedAt = Number.NEGATIVE_INFINITY;

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
  /** A reading has ended since the account was chosen, well or not: what was found is all there is for now. */
  get readOnce() {
    return readOnce;
  },
  get statuses() {
    return statuses;
  },
  /** What stands in the search field. */
  get search() {
    return search;
  },
  set search(text: string) {
    const now = performance.now();
    const wait = text === '' ? 0 : waitAfterChange(search, now - changedAt);
    search = text;
    changedAt = now;
    clearTimeout(searchTimer);
    if (wait === 0) searchNow = text;
    else searchTimer = setTimeout(() => (searchNow = search), wait);
  },
  /** For words that nobody typed: no burst can follow. */
  searchAtOnce() {
    clearTimeout(searchTimer);
    searchNow = search;
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

function apply(view: OrdersView, next: readonly OrderRow[] = keepSame(rows, view.orders)): void {
  rows = next;
  shops = view.shops;
  applySync(view.sync);
  loaded = true;
}

const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

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
      if (view) {
        // Reading the answer, comparing it and drawing it are three tasks: a key is heard between them.
        await pause();
        const next = keepSame(rows, view.orders);
        await pause();
        apply(view, next);
      }
      readAt = performance.now();
    } while (again);
  })().finally(() => (loading = null));
  return loading;
}

/** A long list takes longer to read: during a batch, which changes it ten times a second, it is read less often. */
const REREAD_MS_PER_ORDER = 0.15;
const REREAD_MS_MAX = 5_000;
/** Shorter lists are read before anybody notices. */
const LONG_LIST = 2_000;
let reread: ReturnType<typeof setTimeout> | undefined;
let readAt = Number.NEGATIVE_INFINITY;

/** The engine says that the list changed: it is read again soon, once for all changes until then. Who types, scans or
 * scrolls goes first, for some seconds at most. */
export function ordersChanged(): void {
  if (reread !== undefined) return;
  const pauseMs = Math.min(REREAD_MS_MAX, rows.length * REREAD_MS_PER_ORDER);
  const latest = performance.now() + REREAD_MS_MAX;
  const again = () => {
    if (rows.length > LONG_LIST && isBusy() && performance.now() < latest) {
      reread = setTimeout(again, QUIET_MS / 4);
      return;
    }
    reread = undefined;
    void loadOrders();
  };
  reread = setTimeout(again, Math.max(0, readAt + pauseMs - performance.now()));
}

export function forgetOrders(): void {
  rows = [];
  shops = [];
  sync = null;
  loaded = false;
  readOnce = false;
  statuses = [];
  orders.search = '';
}

export function applySync(next: SyncState): void {
  sync = next;
  if (!next.running && (next.last_complete_at ?? next.trouble) !== null) readOnce = true;
}

export async function syncNow(): Promise<void> {
  const next = await attempt(call('sync_now'));
  if (next) applySync(next);
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
