// The shops as the platform runs them. Everything is asked of the platform at once; nothing works offline here.
import { call } from '../ipc/api';
import type {
  AppErrorWire,
  ChangeIntegration,
  HandedIn,
  ImportPreview,
  ImportResult,
  Integration,
  IntegrationsView,
  Logs,
  OrderAtPlatform,
  OrderForm,
  OrdersApi,
  ReplaceIntegration,
  SavedFile,
  ShopOrders,
  ShopOrdersQuery,
} from '../ipc/generated';
import { attempt, outcome, type Outcome } from './notices.svelte';

let all = $state.raw<readonly Integration[] | null>(null);
let ordersApi = $state<OrdersApi>('v2');
let trouble = $state<AppErrorWire | null>(null);
let chosen = $state<number | null>(null);

export const shops = {
  /** `null`: not read yet. */
  get all() {
    return all;
  },
  get ordersApi() {
    return ordersApi;
  },
  get trouble() {
    return trouble;
  },
  get chosen(): Integration | null {
    return all?.find((shop) => shop.integration_id === chosen) ?? all?.[0] ?? null;
  },
  choose(id: number) {
    chosen = id;
  },
};

export async function loadShops(): Promise<void> {
  const answer = await outcome(call('integrations_list'));
  trouble = answer.ok ? null : answer.error;
  if (answer.ok) take(answer.value);
}

export function forgetShops(): void {
  all = null;
  trouble = null;
  chosen = null;
}

function take(view: IntegrationsView): void {
  all = view.integrations;
  ordersApi = view.orders_api;
}

function replaceOne(shop: Integration): void {
  all = (all ?? []).map((known) => (known.integration_id === shop.integration_id ? shop : known));
}

/** Every field: PUT. */
export async function replaceShop(settings: ReplaceIntegration): Promise<Outcome<Integration>> {
  const answer = await outcome(call('integration_replace', settings));
  if (answer.ok) replaceOne(answer.value);
  return answer;
}

/** Some fields: PATCH. */
export async function changeShop(
  change: Partial<ChangeIntegration> & { integration_id: number },
): Promise<Outcome<Integration>> {
  const nothing = { name: null, url: null, service_points: null, webhook_active: null, webhook_url: null };
  const answer = await outcome(call('integration_change', { ...nothing, ...change }));
  if (answer.ok) replaceOne(answer.value);
  return answer;
}

export async function deleteShop(id: number, typedName: string): Promise<Outcome<IntegrationsView>> {
  const answer = await outcome(call('integration_delete', { integration_id: id, typed_name: typedName }));
  if (answer.ok) take(answer.value);
  return answer;
}

export const listShopOrders = (query: ShopOrdersQuery): Promise<Outcome<ShopOrders>> =>
  outcome(call('shop_orders', query));

export const deleteShopOrder = (at: OrderAtPlatform): Promise<Outcome<ShopOrders>> =>
  outcome(call('shop_order_delete', at));

export const readOrderForm = (at: OrderAtPlatform): Promise<Outcome<OrderForm>> =>
  outcome(call('shop_order_form', at));

export const correctOrder = (form: OrderForm): Promise<Outcome<HandedIn>> =>
  outcome(call('shop_order_correct', form));

export const saveTemplate = (): Promise<SavedFile | undefined> => attempt(call('orders_template'));

export const previewOrders = (id: number, file: string): Promise<Outcome<ImportPreview>> =>
  outcome(call('orders_preview', { integration_id: id, file_base64: file }));

export const importOrders = (id: number, file: string): Promise<Outcome<ImportResult>> =>
  outcome(call('orders_import', { integration_id: id, file_base64: file }));

export const readLogs = (id: number | null, text: string, limit: number): Promise<Outcome<Logs>> =>
  outcome(call('integration_logs', { integration_id: id, text: text || null, limit }));

export const reportFailure = (id: number, message: string) =>
  outcome(call('log_report', { integration_id: id, message }));
