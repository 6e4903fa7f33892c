// When words that are being typed are looked for. A person's key counts at once; a scanner's characters count when
// the burst is over, so that the list does not run through ten filters before it shows the order.
import { BURST_GAP_MS } from './scan';

/** The first character of a scan is not known as one: ordinary scanners have sent the second one by then. */
export const FIRST_WAIT_MS = 20;

/** How long to wait after a change of the text, given the text before and the time since the change before that. */
export function waitAfterChange(before: string, sinceLastMs: number): number {
  if (sinceLastMs <= BURST_GAP_MS) return BURST_GAP_MS + 1;
  // Who goes on with a word is no scanner: a scan comes into an empty field.
  return before === '' ? FIRST_WAIT_MS : 0;
}
