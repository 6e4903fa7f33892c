// Every walk. A new screen or state joins one of them, and is then photographed and checked.
import { accounts } from './accounts';
import type { Walk } from './desk';
import { lookback } from './lookback';
import { running, unknown } from './money';
import { confirm, orders } from './orders';
import { printing } from './printing';
import { settings, shops } from './setup';
import { start } from './start';
import { emptyList, oldList, shopFails, throttled, twice } from './trouble';

export const WALKS: Readonly<Record<string, Walk>> = {
  start,
  orders,
  confirm,
  lookback,
  printing,
  settings,
  shops,
  accounts,
  running,
  unknown,
  emptyList,
  throttled,
  shopFails,
  oldList,
  twice,
};
