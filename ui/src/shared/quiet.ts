// Whether the person is busy in the window right now: work that can wait, and that takes long, waits for a pause.

let inputAt = Number.NEGATIVE_INFINITY;

/** For the window; in tests nobody is ever busy. */
export function listenForInput(target: Pick<Window, 'addEventListener'>): void {
  for (const kind of ['keydown', 'pointerdown', 'wheel'] as const) {
    target.addEventListener(kind, () => (inputAt = performance.now()), { capture: true, passive: true });
  }
}

/** A pause as long as between two words. */
const QUIET_MS = 400;

const isBusy = () => performance.now() - inputAt < QUIET_MS;

/** Does it at a time (of `performance.now`), now if that is past. Work that takes long waits for a pause of the person's,
 * for `patienceMs` at most. */
export function inQuiet(takesLong: () => boolean, atMs: number, patienceMs: number, work: () => void): void {
  const latest = performance.now() + patienceMs;
  const look = () => {
    if (takesLong() && isBusy() && performance.now() < latest) setTimeout(look, QUIET_MS / 4);
    else work();
  };
  setTimeout(look, Math.max(0, atMs - performance.now()));
}
