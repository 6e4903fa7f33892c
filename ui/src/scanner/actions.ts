// What can be done with the scanner. The sheet's buttons, the keys and the palette call these.
import type { Action } from '../state/actions.svelte';
import { scanner } from '../state/scanner.svelte';
import { station } from '../state/station.svelte';
import { view } from '../state/view.svelte';

const working = () => station.working;

export const openScanner: Action = {
  id: 'scanner.open',
  title: 'scanner.title',
  keys: 'Alt+C',
  enabled: working,
  run: () => view.open('scanner'),
};

export const toggleMute: Action = {
  id: 'scanner.mute',
  title: 'action.mute',
  keys: 'Alt+M',
  enabled: working,
  run: () => scanner.change({ muted: !scanner.muted }),
};

/** On leads to the sheet, where it is said what it means; off is off at once. */
export const toggleShipOnScan: Action = {
  id: 'scanner.ship',
  title: 'action.ship_on_scan',
  keys: 'Ctrl+Alt+S',
  enabled: working,
  run: () => {
    if (scanner.shipOnScan) scanner.shipOnScan = false;
    else view.open('scanner');
  },
};

export const scannerActions: readonly Action[] = [openScanner, toggleShipOnScan, toggleMute];
