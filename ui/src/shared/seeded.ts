// Random inputs for tests: a loop over seeds, so that a failure names the seed that shows it again.

export interface Chance {
  /** 0 up to, not including, `end`. */
  below(end: number): number;
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  text(alphabet: string, length: number): string;
}

/** mulberry32: small and good enough for tests. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * end);
  const pick = <T>(list: readonly T[]) => {
    const chosen = list[below(list.length)];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  };
  return {
    below,
    between: (low, high) => low + below(high - low + 1),
    pick,
    text: (alphabet, length) => Array.from({ length }, () => pick([...alphabet])).join(''),
  };
}

/** Runs a property for many seeds, or for the one in the environment's SEED; says which seed failed. */
export function forSeeds(count: number, property: (chance: Chance, seed: number) => void): void {
  const only = Number(process.env.SEED);
  const seeds =
    Number.isInteger(only) && only > 0 ? [only] : Array.from({ length: count }, (_, index) => index + 1);
  for (const seed of seeds) {
    try {
      property(chance(seed), seed);
    } catch (thrown) {
      throw new Error(`SEED=${seed}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, {
        cause: thrown,
      });
    }
  }
}
