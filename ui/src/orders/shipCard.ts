// The card *Ship* presses the very buttons that a person would: first the one that opens the sheet, then, on purpose
// and later, the one that pays. A scanner that reads the card twice gets no further than the sheet.
import { view } from '../state/view.svelte';
import { shipSelected } from './actions';

/** Two readings of a card closer than this are one reading; hands-free scanners repeat about once a second. */
const APART_MS = 2_000;
let readAt = Number.NEGATIVE_INFINITY;

export function shipCard(nowMs: number): boolean {
  const again = nowMs - readAt < APART_MS;
  readAt = nowMs;
  if (again) return false;
  if (view.panel === 'ship') return pressPay();
  if (view.panel !== null || !shipSelected.enabled()) return false;
  shipSelected.run();
  return true;
}

function pressPay(): boolean {
  const button = document.querySelector<HTMLButtonElement>('dialog[open] [data-pay]');
  if (!button || button.disabled) return false;
  // The sheet takes presses of a pointer here, and judges keys itself: a card is as deliberate as a pointer.
  button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
  return true;
}
