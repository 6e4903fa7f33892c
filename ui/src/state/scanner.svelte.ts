// How this station's scanner is set and what a scan does. Kept in the window's own storage: it belongs to the table
// with its scanner, not to the shop.
import { isRecord, keep, readKept } from '../shared/kept';
import type { Marks } from '../shared/readings';
import { play, type Sound } from '../shared/sound';
import { station } from './station.svelte';

interface Preferences extends Marks {
  /** Keys may come more slowly; scans must be longer then. */
  slow: boolean;
  /** 0 to 1. */
  volume: number;
  muted: boolean;
  /** One scan, one label. Chosen apart for practice and for real work: practising must never lead to buying. */
  shipOnScan: { practice: boolean; live: boolean };
}

/** Longer than any mark a scanner is set to. */
export const MARK_LENGTH_MAX = 8;

function accept(stored: unknown): Preferences {
  const kept = isRecord(stored) ? stored : {};
  const ship = isRecord(kept.shipOnScan) ? kept.shipOnScan : {};
  const mark = (value: unknown) => (typeof value === 'string' ? value.slice(0, MARK_LENGTH_MAX) : '');
  const volume = typeof kept.volume === 'number' && Number.isFinite(kept.volume) ? kept.volume : 0.6;
  return {
    prefix: mark(kept.prefix),
    suffix: mark(kept.suffix),
    slow: kept.slow === true,
    volume: Math.max(0, Math.min(1, volume)),
    muted: kept.muted === true,
    shipOnScan: { practice: ship.practice === true, live: ship.live === true },
  };
}

let preferences = $state.raw(readKept('scanner', accept));

export const scanner = {
  get marks(): Marks {
    return preferences;
  },
  get slow() {
    return preferences.slow;
  },
  get volume() {
    return preferences.volume;
  },
  get muted() {
    return preferences.muted;
  },
  get shipOnScan() {
    return preferences.shipOnScan[station.practice ? 'practice' : 'live'];
  },
  set shipOnScan(on: boolean) {
    const mode = station.practice ? 'practice' : 'live';
    scanner.change({ shipOnScan: { ...preferences.shipOnScan, [mode]: on } });
  },
  change(change: Partial<Preferences>) {
    preferences = accept({ ...preferences, ...change });
    keep('scanner', preferences);
  },
};

export function sound(which: Sound): void {
  if (!preferences.muted) play(which, preferences.volume);
}
