// One place that a scan goes to. Cards do what their action does; the screen that is open says what it does with
// anything else; what nobody knows is looked for among what was shipped.
import { call } from '../ipc/api';
import { soundOf, toneOf, type ScanAnswer } from '../shared/answers';
import { cardOf, type Card } from '../shared/cards';
import { readings } from '../shared/readings';
import type { ScanStep } from '../shared/scan';
import { outcome } from './notices.svelte';
import { scanner, sound } from './scanner.svelte';
import { view } from './view.svelte';

interface Screen {
  /** The likeliest reading, and all of them. `null`: the screen did something that needs no words; `undefined`: it knows
   * nothing by these. */
  scan: (text: string, texts: readonly string[]) => ScanAnswer | null | undefined;
  /** Enter in the search field, with what stands in it. */
  enter: (text: string, deliberate: boolean) => void;
  /** Where the arrow keys lead from the search field. */
  focusList: () => void;
}

/** Failures that wait to be read; older ones are in their batch all the same. */
const TROUBLES_MAX = 3;

let answer = $state.raw<ScanAnswer | null>(null);
let troubles = $state.raw<readonly ScanAnswer[]>([]);
let screen: Partial<Screen> = {};
/** Screens without a list of their own look the number up in the open orders. */
let fallback: Screen['scan'] = () => undefined;
let runCard: (card: Card) => boolean = () => false;
let turn = 0;

export const scan = {
  /** Stays until the next scan or Escape: nobody looks at the screen in the second of the scan. */
  get answer() {
    return answer;
  },
  /** Labels that failed after the next order was scanned: they stay until each was read. */
  get troubles() {
    return troubles;
  },
  clear() {
    if (answer !== null) answer = null;
    else troubles = troubles.slice(1);
  },
  dismiss(trouble: ScanAnswer) {
    troubles = troubles.filter((one) => one !== trouble);
  },
  get waiting() {
    return answer !== null || troubles.length > 0;
  },
};

/** What the screen that is open does with scans and with Enter in the search field. */
export function listenToField(next: Partial<Screen>): () => void {
  screen = next;
  return () => {
    if (screen === next) screen = {};
  };
}

export function scanElsewhere(next: Screen['scan']): void {
  fallback = next;
}

/** Says whether the card's action could run. */
export function onCard(run: (card: Card) => boolean): void {
  runCard = run;
}

/** An answer, shown and heard. */
export function say(next: ScanAnswer): void {
  if (answer !== null && toneOf(answer) === 'stop' && answer.kind === 'not_shipped') {
    troubles = [...troubles, answer].slice(-TROUBLES_MAX);
  }
  answer = next;
  const heard = soundOf(next);
  if (heard) sound(heard);
}

/** News about an earlier scan: it replaces only what was said about that scan itself. */
export function follow(number: string, next: ScanAnswer): void {
  const own = answer !== null && 'number' in answer && answer.number === number;
  if (own || answer === null) answer = next;
  else if (toneOf(next) === 'stop') troubles = [...troubles, next].slice(-TROUBLES_MAX);
  const heard = soundOf(next);
  if (heard) sound(heard);
}

export function takeScan(step: Extract<ScanStep, { kind: 'scan' }>): void {
  turn += 1;
  const texts = readings(step, scanner.marks);
  const card = texts.map(cardOf).find((known) => known !== undefined);
  if (card) {
    say(runCard(card) ? { kind: 'card', card } : { kind: 'card_not_now', card });
    return;
  }
  const taken = (screen.scan ?? fallback)(texts[0] ?? step.text, texts);
  if (taken) say(taken);
  else if (taken === undefined) void lookBack(texts, turn);
}

/** Nothing open has this number: the parcel may be on its way already. */
async function lookBack(texts: readonly string[], asked: number): Promise<void> {
  const [text = ''] = texts;
  say({ kind: 'looking', text });
  const found = await outcome(call('find_shipped', { texts: [...texts] }));
  if (asked !== turn) return;
  const order = found.ok ? found.value : null;
  if (!order) {
    // A screen that looks among what was shipped first has not asked the open orders yet.
    const taken = fallback(text, texts);
    if (taken !== null) say(taken ?? { kind: 'unknown', text });
    return;
  }
  // Hands free, the next order is awaited: nobody leaves the list for this.
  if (!scanner.shipOnScan) view.showShipped(order.batch_id, order.id);
  say({ kind: 'shipped_before', text, number: order.order_number, batch: order.batch_id, order: order.id });
}

/** While a sheet is open, a scan is answered and does nothing; the card that the sheet waits for goes through. */
export function refuseScan(step: Extract<ScanStep, { kind: 'scan' }>): void {
  const texts = readings(step, scanner.marks);
  const card = texts.map(cardOf).find((known) => known !== undefined);
  if (card === 'ship' && runCard(card)) say({ kind: 'card', card });
  else if (card) say({ kind: 'card_not_now', card });
  else say({ kind: 'not_now', text: texts[0] ?? step.text });
}

export function enterInField(text: string, deliberate: boolean): void {
  screen.enter?.(text, deliberate);
}

export function focusList(): void {
  screen.focusList?.();
}
