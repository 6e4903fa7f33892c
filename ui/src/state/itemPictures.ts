// Pictures of products, by order and item. What cannot be had is not asked for again while it is remembered.
import { call } from '../ipc/api';
import { Wishes } from '../shared/wishes';
import { outcome } from './notices.svelte';

const KEPT_MAX = 120;
/** Shops are slow, and an order may have many lines. */
const AT_ONCE = 3;
/** Whoever runs through the list with the arrow keys asks for nothing. */
const PATIENCE_MS = 200;

export const itemPictures = new Wishes<string, string>({
  load: async (key) => {
    const [order, item] = key.split('/').map(Number);
    if (order === undefined || item === undefined) return undefined;
    const answer = await outcome(call('item_picture', { order_id: order, item }));
    return answer.ok ? `data:${answer.value.mime};base64,${answer.value.base64}` : undefined;
  },
  atOnce: AT_ONCE,
  keep: KEPT_MAX,
  patienceMs: PATIENCE_MS,
  after: (ms, work) => setTimeout(work, ms),
});
