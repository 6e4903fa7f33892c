// Small pictures for rows that are scrolled by: those wished last are loaded first, in the order of their rows and a few
// at a time; what is not wished any more is not loaded at all, and what was loaded is kept up to a limit.

export interface WishesOptions<K, V> {
  /** `undefined`: there is none; it is not asked for again while it is remembered. */
  load: (key: K) => Promise<V | undefined>;
  atOnce: number;
  keep: number;
  /** A row that is only scrolled by is gone before this. */
  patienceMs: number;
  after: (ms: number, work: () => void) => void;
}

interface Wish<V> {
  tells: Set<(value: V | undefined) => void>;
  /** Rows that came into view together have one. */
  turn: number;
}

export class Wishes<K, V> {
  readonly #options: WishesOptions<K, V>;
  readonly #kept = new Map<K, V | undefined>();
  readonly #wished = new Map<K, Wish<V>>();
  readonly #loading = new Set<K>();
  #age = 0;
  #turn = 0;

  constructor(options: WishesOptions<K, V>) {
    this.#options = options;
  }

  known(key: K): V | undefined {
    return this.#kept.get(key);
  }

  /** Tells when it is there; the answer takes the wish back. */
  want(key: K, tell: (value: V | undefined) => void): () => void {
    if (this.#kept.has(key)) {
      tell(this.#touch(key));
      return () => undefined;
    }
    const tells = this.#wished.get(key)?.tells ?? new Set();
    tells.add(tell);
    // Wished anew, it stands with the newest.
    this.#wished.delete(key);
    this.#wished.set(key, { tells, turn: this.#turn });
    this.#options.after(this.#options.patienceMs, () => {
      this.#turn++;
      this.#next();
    });
    return () => {
      tells.delete(tell);
      if (tells.size === 0 && this.#wished.get(key)?.tells === tells) this.#wished.delete(key);
    };
  }

  forget(): void {
    this.#age++;
    this.#kept.clear();
    this.#wished.clear();
  }

  #next(): void {
    while (this.#loading.size < this.#options.atOnce) {
      const open = [...this.#wished].filter(([key]) => !this.#loading.has(key));
      const newest = open.reduce((turn, [, wish]) => Math.max(turn, wish.turn), 0);
      const first = open.find(([, wish]) => wish.turn === newest);
      if (!first) return;
      void this.#load(first[0]);
    }
  }

  async #load(key: K): Promise<void> {
    const age = this.#age;
    this.#loading.add(key);
    const value = await this.#options.load(key);
    this.#loading.delete(key);
    if (age === this.#age) {
      this.#kept.set(key, value);
      const oldest = this.#kept.keys().next();
      if (this.#kept.size > this.#options.keep && !oldest.done) this.#kept.delete(oldest.value);
      const wish = this.#wished.get(key);
      this.#wished.delete(key);
      wish?.tells.forEach((tell) => tell(value));
    }
    this.#next();
  }

  /** What is looked at again is kept longer. */
  #touch(key: K): V | undefined {
    const value = this.#kept.get(key);
    this.#kept.delete(key);
    this.#kept.set(key, value);
    return value;
  }
}
