// The keyboard of the whole window: scans first, then shortcuts. Which keys make a scan is shared/scan.ts.
import { isPrintable } from '../shared/keys';
import { keepFocus } from './focus';
import { scanDetector } from '../shared/scan';
import { actionFor } from '../state/actions.svelte';
import { orders } from '../state/orders.svelte';
import { enterInField, focusList, refuseScan, scan, takeScan } from '../state/scan.svelte';
import { scanner } from '../state/scanner.svelte';
import { station } from '../state/station.svelte';
import { view, type Screen } from '../state/view.svelte';

const detector = scanDetector(() => scanner.slow);
let field: HTMLInputElement | undefined;
/** What stood in the search field before the characters that may be a scan. */
let before = '';

/** The search field is the scan field: it is where focus goes. */
export function scanField(element: HTMLInputElement): () => void {
  field = element;
  element.focus();
  return () => (field = undefined);
}

export function focusSearch(): void {
  leadToOrders();
  field?.focus();
  field?.select();
}

/** For Enter on something that costs money. */
export function deliberateEnter(event: KeyboardEvent): boolean {
  return !event.repeat && detector.deliberate(event.timeStamp);
}

/** A sign alone is a shortcut only when nothing follows: it may be the first character of a scan. */
const SIGN_WAIT_MS = 60;

export function listenToKeys(): () => void {
  window.addEventListener('keydown', onKey, { capture: true });
  const forget = keepFocus(() => field?.focus({ preventScroll: true }));
  return () => {
    window.removeEventListener('keydown', onKey, { capture: true });
    forget();
  };
}

function onKey(event: KeyboardEvent): void {
  if (event.isComposing) return;
  // The letter of a shortcut is no character: what follows it may be a scan.
  const key = isShortcut(event) ? 'Control' : event.key;
  const step = detector.feed(key, event.timeStamp, { code: event.code, shift: event.shiftKey });
  const inField = event.target === field;
  const inOtherText = !inField && isText(event.target);
  if (inOtherText) {
    // Text fields keep what is typed or scanned into them; only combinations with Ctrl or Alt work there.
    if (event.ctrlKey || event.metaKey || event.altKey || /^F\d/.test(event.key)) runShortcut(event);
    return;
  }
  if (step.kind === 'scan') {
    stop(event);
    if (inField) orders.search = before;
    if (dialogOpen()) refuseScan(step);
    else takeScan(step);
    return;
  }
  // A second line end of the same scan must not press what has the focus.
  if (step.kind === 'burst' && (event.key === 'Enter' || event.key === 'Tab')) return stop(event);
  if (step.kind === 'key' && step.length === 1) before = orders.search;
  if (dialogOpen()) {
    if (step.kind === 'burst') stop(event);
    if (event.ctrlKey || event.metaKey) runShortcut(event);
    return;
  }
  if (event.key === 'Escape') return backToList();
  if (isPrintable(event) && !inField) {
    if (step.length === 1 && waitForSign(event)) return;
    // Typing anywhere on the list types into the search field; a space chooses the row.
    if (event.key !== ' ' || step.kind === 'burst') field?.focus({ preventScroll: true });
    return;
  }
  if (inField && orders.search === '' && isPrintable(event) && waitForSign(event)) return;
  if (event.target === document.body) onNothing(event);
  if (!isPrintable(event)) runShortcut(event);
}

/** Focus is nowhere (what had it is gone): the keys of the list work all the same. */
function onNothing(event: KeyboardEvent): void {
  if (event.key === 'Enter') enterInField(orders.search, deliberateEnter(event));
  else if (event.key === 'ArrowDown') focusList();
}

/** Screens that the search field belongs to. */
const SEARCHED: readonly Screen[] = ['orders', 'history', 'bookings'];

/** Who searches on another screen means the orders. Focus alone means nothing: a closing sheet gives it back. */
export function leadToOrders(): void {
  if (SEARCHED.includes(view.screen)) return;
  const typed = field?.value ?? '';
  view.go('orders');
  orders.search = typed;
}

/** Escape always leads back to the list, ready to scan: first the message goes, then the words, then the screen. */
function backToList(): void {
  if (scan.waiting) scan.clear();
  else if (orders.search !== '') orders.search = '';
  else if (view.screen !== 'orders' && station.working) view.go('orders');
  field?.focus();
}

const TEXT_KEYS: readonly string[] = ['Ctrl+A', 'Ctrl+Z', 'Ctrl+Backspace'];

function runShortcut(event: KeyboardEvent): void {
  const action = actionFor(event);
  if (!action) return;
  // In a text field, these belong to the text.
  if (
    TEXT_KEYS.includes(action.keys ?? '') &&
    isText(event.target) &&
    (event.target as HTMLInputElement).value !== ''
  )
    return;
  stop(event);
  action.run();
}

/** AltGr makes characters, Ctrl and Alt alone make commands. */
function isShortcut(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph');
}

function waitForSign(event: KeyboardEvent): boolean {
  const action = actionFor(event);
  if (!action) return false;
  stop(event);
  setTimeout(() => {
    if (detector.quietSince(event.timeStamp)) action.run();
  }, SIGN_WAIT_MS);
  return true;
}

function dialogOpen(): boolean {
  return view.panel !== null || document.querySelector('dialog[open]') !== null;
}

function stop(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  );
}
