// Actions of the window itself.
import { setLanguageAction, setThemeAction } from './preferences';
import type { Action } from '../state/actions.svelte';
import { syncNow } from '../state/orders.svelte';
import { station } from '../state/station.svelte';
import { wemasy } from '../state/wemasy.svelte';
import { view, type Screen } from '../state/view.svelte';
import { focusSearch } from './keyboard';

const always = () => true;
const working = () => station.working;

const go = (screen: Screen, keys: string): Action => ({
  id: `go.${screen}`,
  title: `nav.${screen}`,
  keys,
  enabled: working,
  run: () => view.go(screen),
});

export const frameActions: readonly Action[] = [
  { id: 'app.search', title: 'action.search', keys: '/', enabled: working, run: focusSearch },
  {
    id: 'app.palette',
    title: 'action.palette',
    keys: 'Ctrl+K',
    enabled: working,
    run: () => view.open('palette'),
  },
  { id: 'app.help', title: 'action.help', keys: '?', enabled: always, run: () => view.open('help') },
  { id: 'app.refresh', title: 'action.refresh', keys: 'F5', enabled: working, run: () => void syncNow() },
  go('orders', 'Alt+1'),
  go('batches', 'Alt+2'),
  go('history', 'Alt+3'),
  go('shops', 'Alt+4'),
  go('settings', 'Alt+5'),
  { ...go('bookings', 'Alt+6'), enabled: () => working() && wemasy.shops.length > 0 },
  go('print', 'Alt+7'),
  {
    id: 'app.notices',
    title: 'notices.title',
    keys: 'Alt+N',
    enabled: working,
    run: () => view.open('notices'),
  },
  {
    id: 'app.density',
    title: 'action.density',
    keys: 'Alt+D',
    enabled: always,
    run: () => view.toggleDensity(),
  },
  { id: 'app.theme', title: 'action.theme', keys: 'Alt+L', enabled: working, run: setThemeAction },
  { id: 'app.language', title: 'action.language', keys: 'Alt+T', enabled: working, run: setLanguageAction },
];
