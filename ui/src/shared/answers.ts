// What a scan was taken for, and how that sounds. Pure.
import type { ProblemKind } from '../ipc/generated';
import type { Card } from './cards';
import type { Sound } from './sound';

export type ScanAnswer =
  | { kind: 'selected'; number: string }
  /** Selected, but the plan will leave it out. */
  | { kind: 'selected_blocked'; number: string; problem: ProblemKind }
  | { kind: 'already'; number: string }
  | { kind: 'several'; number: string; n: number }
  /** A product: the next order that holds it. */
  | { kind: 'product'; product: string; number: string; left: number }
  /** Every order with the product is selected already. */
  | { kind: 'product_done'; product: string }
  /** No open order: what was shipped is being looked through. */
  | { kind: 'looking'; text: string }
  | { kind: 'shipped_before'; text: string; number: string; batch: number; order: number }
  | { kind: 'unknown'; text: string }
  | { kind: 'not_now'; text: string }
  | { kind: 'card'; card: Card }
  | { kind: 'card_not_now'; card: Card }
  /** Scan = ship. */
  | { kind: 'shipping'; number: string }
  | { kind: 'still_shipping'; number: string }
  | { kind: 'labelled'; number: string; batch: number }
  | { kind: 'not_shipped'; number: string; why: string; batch: number | null };

export type Tone = 'ok' | 'quiet' | 'warn' | 'stop';

const MEANING: Record<ScanAnswer['kind'], { tone: Tone; sound: Sound | null }> = {
  selected: { tone: 'ok', sound: 'ok' },
  selected_blocked: { tone: 'warn', sound: 'stop' },
  already: { tone: 'ok', sound: 'stop' },
  several: { tone: 'warn', sound: 'stop' },
  product: { tone: 'ok', sound: 'ok' },
  product_done: { tone: 'warn', sound: 'stop' },
  looking: { tone: 'quiet', sound: null },
  shipped_before: { tone: 'warn', sound: 'stop' },
  unknown: { tone: 'stop', sound: 'wrong' },
  not_now: { tone: 'warn', sound: 'stop' },
  card: { tone: 'ok', sound: 'ok' },
  card_not_now: { tone: 'warn', sound: 'stop' },
  // The tone that says "done" comes with the label, not with the request.
  shipping: { tone: 'quiet', sound: null },
  still_shipping: { tone: 'warn', sound: 'stop' },
  labelled: { tone: 'ok', sound: 'ok' },
  not_shipped: { tone: 'stop', sound: 'stop' },
};

export const toneOf = (answer: ScanAnswer): Tone => MEANING[answer.kind].tone;
export const soundOf = (answer: ScanAnswer): Sound | null => MEANING[answer.kind].sound;
