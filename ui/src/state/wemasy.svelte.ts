// Wemasy's shops, and handing their orders to Sendcloud.
import { call } from '../ipc/api';
import type { OrderDetail, RowId, WemasyShop, WemasyTest, WemasyToken } from '../ipc/generated';
import { t } from '../shared/messages/index.svelte';
import { attempt, outcome, say, type Outcome } from './notices.svelte';

let shops = $state.raw<readonly WemasyShop[]>([]);

export const wemasy = {
  get shops() {
    return shops;
  },
};

export async function loadWemasy(): Promise<void> {
  const list = await attempt(call('wemasy_shops'));
  if (list) shops = list;
}

export function forgetWemasy(): void {
  shops = [];
}

export const testToken = (token: WemasyToken): Promise<Outcome<WemasyTest>> =>
  outcome(call('wemasy_test', token));

export async function connectShop(token: WemasyToken): Promise<Outcome<WemasyShop[]>> {
  const answer = await outcome(call('wemasy_connect', token));
  if (answer.ok) shops = answer.value;
  return answer;
}

export async function changeShop(shop: WemasyShop): Promise<Outcome<WemasyShop[]>> {
  const answer = await outcome(call('wemasy_change', shop));
  if (answer.ok) shops = answer.value;
  return answer;
}

export async function forgetShop(shopId: number): Promise<void> {
  const list = await attempt(call('wemasy_forget', { shop_id: shopId }));
  if (list) shops = list;
}

export async function handOver(orders: readonly RowId[]): Promise<void> {
  const handed = await attempt(call('wemasy_hand_over', { orders: [...orders] }));
  if (handed) say('info', t('wemasy.handed', { n: handed.length }));
}

export const readAddress = (id: RowId): Promise<OrderDetail | undefined> =>
  attempt(call('wemasy_read', { order_id: id }));
