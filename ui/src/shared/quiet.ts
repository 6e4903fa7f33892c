// Whether the person is busy in the window right now: work that can wait, and that takes long, waits for a pause.

let inputAt = Number.NEGATIVE_INFINITY;

/** For the window; in tests nobody is ever busy. */
export function listenForInput(target: Pick<Window, 'addEventListener'>): void {
  for (const kind of ['keydown', 'pointerdown', 'wheel'] as const) {
    target.addEventListener(kind, () => (inputAt = performance.now()), { capture: true, passive: true });
  }
}

/** A pause as long as between two words. */
export const QUIET_MS = 400;

export function isBusy(): boolean {
  return performance.now() - inputAt < QUIET_MS;
}
