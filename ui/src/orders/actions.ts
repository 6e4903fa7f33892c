// What can be done on the list of orders. Each once; buttons, keys and palette call these.
import type { Action } from '../state/actions.svelte';
import { station } from '../state/station.svelte';
import { view } from '../state/view.svelte';
import { handOver } from '../state/wemasy.svelte';
import { printLabels, printSlip } from '../state/printing.svelte';
import { batches } from '../state/batches.svelte';
import { say } from '../state/notices.svelte';
import { t } from '../shared/messages/index.svelte';
import { isBlocked } from '../shared/status';
import { list } from './list.svelte';
import { naming } from './naming.svelte';
import { isUnderWay } from './shipScan.svelte';
import { VIEWS_MAX } from './views';

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
  enabled: () => onList() && list.cursorRow !== undefined,
  run: () => list.toggleCursor(),
};

export const clearSelection: Action = {
  id: 'orders.clear',
  title: 'action.clear_selection',
  keys: 'Ctrl+Backspace',
  enabled: () => onList() && list.selected.size > 0,
  run: () => list.clear(),
};

export const clearFilters: Action = {
  id: 'orders.clear_filters',
  title: 'action.clear_filters',
  keys: 'Alt+W',
  enabled: () => onList() && list.filtered,
  run: () => list.clearFilters(),
};

export const openFilters: Action = {
  id: 'orders.filters',
  title: 'action.filters',
  keys: 'Alt+F',
  enabled: onList,
  run: () => document.querySelector<HTMLElement>('[data-filters] button')?.focus(),
};

export const sameProducts: Action = {
  id: 'orders.same_products',
  title: 'action.same_products',
  keys: 'Alt+S',
  enabled: () => onList() && (list.cursorRow?.items.length ?? 0) > 0,
  run: () => {
    if (list.cursorRow) list.sameProducts(list.cursorRow);
  },
};

export const chooseColumns: Action = {
  id: 'orders.columns',
  title: 'action.columns',
  keys: 'Alt+K',
  enabled: onList,
  run: () => view.open('columns'),
};

export const saveView: Action = {
  id: 'orders.save_view',
  title: 'action.save_view',
  keys: 'Alt+V',
  enabled: () => onList() && list.worthSaving,
  run: () => naming.ask(),
};

const useView = (index: number): Action => ({
  id: `orders.view_${index + 1}`,
  title: 'action.use_view',
  about: () => ({ name: list.views[index]?.name ?? String(index + 1) }),
  keys: `Ctrl+${index + 1}`,
  enabled: () => onList() && index < list.views.length,
  run: () => list.useView(list.views[index]?.name ?? ''),
});

/** The next order that could be shipped: chosen and shown, and taken back by *undo*. */
function nextReady() {
  const at = list.shown.findIndex((row) => row.id === list.cursor);
  const waiting = [...list.shown.slice(at + 1), ...list.shown.slice(0, at + 1)];
  return waiting.find((row) => !isBlocked(row) && !isUnderWay(row) && !list.selected.has(row.id));
}

export const nextOrder: Action = {
  id: 'orders.next',
  title: 'action.next_order',
  keys: 'Alt+ArrowDown',
  enabled: () => onList() && nextReady() !== undefined,
  run: () => {
    const row = nextReady();
    if (row) list.pick(row);
  },
};

export const takeBack: Action = {
  id: 'orders.undo',
  title: 'action.undo',
  keys: 'Ctrl+Z',
  enabled: () => onList() && list.canTakeBack,
  run: () => list.takeBack(),
};

const newest = () => batches.recent[0];

/** Free: the labels are there already. */
export const printAgain: Action = {
  id: 'orders.print_again',
  title: 'action.print_again',
  keys: 'Alt+P',
  enabled: () => station.working && (newest()?.counts.labelled ?? 0) > 0,
  run: () => {
    const batch = newest();
    if (!batch) return;
    void printLabels(batch.id, null).then((jobs) => {
      if (jobs !== undefined) say('done', t('print.sent', { n: jobs }));
    });
  },
};

export const slipOfOrder: Action = {
  id: 'orders.print_slip',
  title: 'action.print_slip',
  keys: 'Alt+I',
  enabled: () => onList() && list.cursorRow !== undefined,
  run: () => {
    const row = list.cursorRow;
    if (!row) return;
    void printSlip(row.id).then((jobs) => {
      if (jobs !== undefined) say('done', t('print.sent', { n: jobs }));
    });
  },
};

export const orderActions: readonly Action[] = [
  shipSelected,
  handOverSelected,
  selectAll,
  toggleRow,
  nextOrder,
  takeBack,
  clearSelection,
  printAgain,
  slipOfOrder,
  openFilters,
  clearFilters,
  sameProducts,
  saveView,
  ...Array.from({ length: VIEWS_MAX }, (_, index) => useView(index)),
  chooseColumns,
];
