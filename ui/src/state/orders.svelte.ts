// The open orders as the engine lists them, the shops, and how old all of it is.
import { call } from '../ipc/api';
import type {
  ChooseStatuses,
  OrderDetail,
  OrderLine,
  OrderRow,
  OrdersView,
  RowId,
  Shop,
  StatusChoice,
  SyncState,
} from '../ipc/generated';
import { inQuiet } from '../shared/quiet';
import { waitAfterChange } from '../shared/settle';
import { attempt, outcome, type Outcome } from './notices.svelte';
import { orderRows, type Change } from './orderRows';

const list = orderRows();
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
    return shops.filter((shop) => shop.enabled && !shop.statuses_chosen && shop.trouble === null);
  },
  /** Enabled shops that could not be read: what is listed of them is old, or nothing. */
  get failedShops() {
    return shops.filter((shop) => shop.enabled && shop.trouble !== null);
  },
};

const pause = () => new Promise<void>((resolve) => setTimeout(resolve));

let loading: Promise<void> | null = null;
let again = false;
/** Counts the accounts shown: what was asked for one is not shown for the next. */
let shown = 0;

/** Reads the list again; who asks meanwhile causes one more read, not many. */
export function loadOrders(): Promise<void> {
  if (loading) {
    again = true;
    return loading;
  }
  loading = (async () => {
    do {
      again = false;
      list.ask();
      const asked = shown;
      const view = await attempt(call('orders_list'));
      if (view && asked === shown) await apply(view, () => asked === shown);
      readAt = performance.now();
    } while (again);
  })().finally(() => (loading = null));
  return loading;
}

/** Reading the answer, comparing it and drawing it are three tasks: a key is heard between them. */
async function apply(view: OrdersView, wanted: () => boolean): Promise<void> {
  await pause();
  const { show } = list.answer(view);
  await pause();
  if (!wanted()) return;
  show();
  rows = list.now.rows;
  shops = view.shops;
  applySync(view.sync);
  loaded = true;
}

/** Shorter lists are read, sorted and drawn before anybody notices. */
const LONG_LIST = 2_000;
const isLong = () => rows.length > LONG_LIST;

/** A long list takes longer to read: it is read less often. */
const REREAD_MS_PER_ORDER = 0.15;
const REREAD_MS_MAX = 5_000;
let rereading = false;
let readAt = Number.NEGATIVE_INFINITY;

/** The engine says that much changed: the list is read again soon, once for all changes until then. Who types, scans or
 * scrolls goes first, for some seconds at most. */
export function ordersStale(): void {
  if (rereading) return;
  rereading = true;
  const pauseMs = Math.min(REREAD_MS_MAX, rows.length * REREAD_MS_PER_ORDER);
  inQuiet(isLong, readAt + pauseMs, REREAD_MS_MAX, () => {
    rereading = false;
    void loadOrders();
  });
}

/** A long list is sorted, filtered and drawn anew so often at most while a batch changes it. */
const CHANGE_MS = 250;
const CHANGE_MS_MAX = 1_000;
let changedAtMs = Number.NEGATIVE_INFINITY;

/** Orders changed, entered or left the list. */
export function ordersChanged(change: Change): void {
  if (!list.tell(change)) return;
  inQuiet(isLong, isLong() ? changedAtMs + CHANGE_MS : changedAtMs, CHANGE_MS_MAX, () => {
    list.apply();
    rows = list.now.rows;
    changedAtMs = performance.now();
  });
}

export function forgetOrders(): void {
  shown += 1;
  list.forget();
  rows = list.now.rows;
  shops = [];
  sync = null;
  loaded = false;
  readOnce = false;
  statuses = [];
  orders.search = '';
}

export function applySync(next: SyncState): void {
  sync = next;
  if (readOnce || next.running || (next.last_complete_at ?? next.trouble) === null) return;
  // What is known of the statuses may be of the middle of the reading.
  const asked = shown;
  void loadStatuses().then(() => {
    if (asked === shown) readOnce = true;
  });
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

/** Of several shops at once: the list is read again when all of them are said. */
export async function chooseStatuses(choices: readonly ChooseStatuses[]): Promise<boolean> {
  let said = true;
  for (const choice of choices) said = said && (await attempt(call('statuses_choose', choice))) !== undefined;
  await Promise.all([loadStatuses(), loadOrders()]);
  return said;
}

export async function enableShop(integrationId: number, enabled: boolean): Promise<void> {
  const done = await attempt(call('shop_enable', { integration_id: integrationId, enabled }));
  if (done) await loadOrders();
}
