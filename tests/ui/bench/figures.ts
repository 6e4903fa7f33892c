// The figures of a run: a table, and a file. What misses its bar is marked, and the run goes on.
import { mkdirSync, writeFileSync } from 'node:fs';

interface Figure {
  what: string;
  ms: number;
  bar: number | null;
  n: number;
}

const at = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;

export class Figures {
  #figures: Figure[] = [];

  /** The median, or what so many of the values lie below. */
  note(what: string, values: readonly number[], bar: number | null, share = 0.5): void {
    this.#figures.push({ what, ms: at(values, share), bar, n: values.length });
  }

  show(title: string, file: string): void {
    const out = new URL(`../../../out/${file}`, import.meta.url);
    mkdirSync(new URL('.', out), { recursive: true });
    writeFileSync(out, `${JSON.stringify({ title, figures: this.#figures }, null, 2)}\n`);
    const width = Math.max(...this.#figures.map(({ what }) => what.length));
    console.log(title);
    for (const { what, ms, bar, n } of this.#figures) {
      const verdict = bar === null ? '' : ms <= bar ? `  <= ${bar}` : `  MISSES ${bar}`;
      console.log(`${what.padEnd(width)}  ${ms.toFixed(1).padStart(7)} ${`(${n})`.padStart(6)}${verdict}`);
    }
  }
}
