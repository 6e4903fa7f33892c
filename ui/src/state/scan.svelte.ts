// One place that a scan goes to. The screen that is open says what it does with it.

export type ScanAnswer =
  | { kind: 'selected'; number: string }
  | { kind: 'already'; number: string }
  | { kind: 'several'; number: string; n: number }
  | { kind: 'unknown'; text: string }
  | { kind: 'not_now'; text: string };

let answer = $state.raw<ScanAnswer | null>(null);
interface Screen {
  /** `null`: the screen did something with it that needs no words. */
  scan: (text: string) => ScanAnswer | null;
  /** Enter in the search field, with what stands in it. */
  enter: (text: string, deliberate: boolean) => void;
  /** Where the arrow keys lead from the search field. */
  focusList: () => void;
}

let screen: Partial<Screen> = {};
/** Screens without a list of their own look the number up in the open orders. */
let fallback: Screen['scan'] = (text) => ({ kind: 'unknown', text });

export const scan = {
  /** Stays until the next scan or Escape: nobody looks at the screen in the second of the scan. */
  get answer() {
    return answer;
  },
  clear() {
    answer = null;
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

export function takeScan(text: string): ScanAnswer | null {
  answer = (screen.scan ?? fallback)(text);
  return answer;
}

export function enterInField(text: string, deliberate: boolean): void {
  screen.enter?.(text, deliberate);
}

export function focusList(): void {
  screen.focusList?.();
}

export function refuseScan(text: string): void {
  answer = { kind: 'not_now', text };
}
