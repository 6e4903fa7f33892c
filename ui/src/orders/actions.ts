// What can be done on the list of orders. Each once; buttons, keys and palette call these.
import type { Action } from '../state/actions.svelte';
import { station } from '../state/station.svelte';
import { view } from '../state/view.svelte';
import { handOver } from '../state/wemasy.svelte';
import { list } from './list.svelte';

const onList = () => station.working && view.screen === 'orders';

export const shipSelected: Action = {
  id: 'orders.ship',
  title: 'action.ship',
  keys: 'Enter',
  local: true,
  enabled: () => onList() && list.chosen.length > 0 && !station.info?.buying_blocked,
  run: () => view.open('ship'),
};

/** The chosen orders that only Wemasy has and that are not on their way. */
export function toHandOver() {
  return list.chosen.filter((order) => {
    const state = order.wemasy?.hand_over?.state;
    return state === 'not_sent' || state === 'refused' || state === 'unknown';
  });
}

export const handOverSelected: Action = {
  id: 'orders.hand_over',
  title: 'action.hand_over',
  keys: 'Alt+O',
  enabled: () => onList() && toHandOver().length > 0,
  run: () => void handOver(toHandOver().map((order) => order.id)),
};

export const selectAll: Action = {
  id: 'orders.select_all',
  title: 'action.select_all',
  keys: 'Ctrl+A',
  enabled: () => onList() && list.shown.length > 0,
  run: () => list.toggleAll(),
};

export const toggleRow: Action = {
  id: 'orders.toggle',
  title: 'action.toggle_row',
  keys: 'Space',
  local: true,
  enabled: () => onList() && list.selection.cursor !== null,
  run: () => list.toggleCursor(),
};

export const clearSelection: Action = {
  id: 'orders.clear',
  title: 'action.clear_selection',
  keys: 'Ctrl+Backspace',
  enabled: () => onList() && list.selection.selected.size > 0,
  run: () => list.clear(),
};

export const clearFilters: Action = {
  id: 'orders.clear_filters',
  title: 'action.clear_filters',
  enabled: () => onList() && list.filtered,
  run: () => list.clearFilters(),
};

export const orderActions: readonly Action[] = [
  shipSelected,
  handOverSelected,
  selectAll,
  toggleRow,
  clearSelection,
  clearFilters,
];
