// How long a batch still takes, from the pace of its last minutes. Says nothing when it cannot know: just begun, standing
// still, or nothing left to wait for. Pure.

/** What was left at a time. */
export interface Sample {
  atMs: number;
  left: number;
}

/** The pace of longer ago is another one: the platform's limits are per minute. */
const LOOK_BACK_MS = 120_000;
/** Shorter than this, one call's answer would be taken for the pace. */
const WATCHED_MIN_MS = 8_000;
const SETTLED_MIN = 3;
/** Nothing settled for so long: the pace of before is over. */
const STILL_MS = 20_000;

/** With what was just told; one sample per number left, and no more than the look back needs. */
export function noted(samples: readonly Sample[], now: Sample): readonly Sample[] {
  const last = samples.at(-1);
  // More is left than before: refused orders are tried again, and a new pace begins.
  if (last && now.left > last.left) return [now];
  if (last?.left === now.left) return samples;
  const oldest = samples.findLastIndex((sample) => sample.atMs <= now.atMs - LOOK_BACK_MS);
  return [...samples.slice(Math.max(0, oldest)), now];
}

export function remainingMs(samples: readonly Sample[], nowMs: number): number | null {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.left === 0) return null;
  const watched = nowMs - first.atMs;
  const settled = first.left - last.left;
  if (watched < WATCHED_MIN_MS || settled < SETTLED_MIN || nowMs - last.atMs > STILL_MS) return null;
  return Math.round((last.left * watched) / settled);
}
