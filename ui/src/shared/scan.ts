// A barcode scanner is a keyboard: about 10 ms per character, Enter or Tab at the end. This file recognises such a burst
// from keys and times alone. What was meant by it is in readings.ts, what is done with it is decided elsewhere.

/** Slowest gap between two characters of one scan. Wireless scanners reach about 30 ms; nobody types that fast. */
export const BURST_GAP_MS = 35;
/** Enter may lag behind the last character by one slow frame. */
export const ENTER_GAP_MS = 60;
/** Shorter bursts are rolled keys, not barcodes. */
export const BURST_LENGTH_MIN = 3;
/** Longest barcode that is kept (a GS1 code with everything has fewer); more is noise, such as a cat or a stuck key. */
export const BURST_LENGTH_MAX = 128;
/** An Enter this soon after any character may belong to a slow scanner: it must not pay for anything. */
export const DELIBERATE_ENTER_MS = 500;

/** A slow scanner (Bluetooth, a serial adapter) takes this long; then more characters must come for a scan. */
export const SLOW_GAP_MS = 60;
export const SLOW_LENGTH_MIN = 5;

export type ScanStep =
  /** Not (yet) a scan: let the key do what it does. */
  | { kind: 'key'; length: number }
  /** In the middle of a burst: the key belongs to the scanner. */
  | { kind: 'burst'; length: number }
  /** The key that ends a burst: swallow it. `presses` where the browser told which keys of the board were meant. */
  | { kind: 'scan'; text: string; presses?: readonly Press[] };

/** A key of the board by its place (`KeyboardEvent.code`), whatever the computer's layout makes of it. */
export interface Press {
  code: string;
  shift: boolean;
}

export interface ScanDetector {
  feed(key: string, atMs: number, press?: Press): ScanStep;
  /** No character came after this moment: what was pressed then stood alone. */
  quietSince(atMs: number): boolean;
  /** Enter pressed now is a person's decision: no character came shortly before. */
  deliberate(atMs: number): boolean;
}

/** `slow` is asked at every key: it is a preference. */
export function scanDetector(slow: () => boolean = () => false): ScanDetector {
  let text = '';
  let presses: Press[] = [];
  /** Characters of the burst that the layout swallowed. */
  let dead = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  let scannedAt = Number.NEGATIVE_INFINITY;

  function end(atMs: number): ScanStep {
    const scanned = text.trim();
    const lengthMin = slow() ? SLOW_LENGTH_MIN : BURST_LENGTH_MIN;
    const isScan = scanned.length + dead >= lengthMin && atMs - lastAt <= ENTER_GAP_MS;
    const typed = presses;
    text = '';
    presses = [];
    dead = 0;
    if (isScan) {
      scannedAt = atMs;
      const placed = typed.length > 0 && typed.every(({ code }) => code !== '');
      return placed ? { kind: 'scan', text: scanned, presses: typed } : { kind: 'scan', text: scanned };
    }
    // Many scanners end with Tab and Enter, or with two line ends: what follows a scan at once belongs to it.
    return { kind: atMs - scannedAt <= ENTER_GAP_MS ? 'burst' : 'key', length: 0 };
  }

  return {
    feed(key, atMs, press) {
      if (key === 'Enter' || key === 'Tab') return end(atMs);
      // Shift, Control and the like come between the characters of a scan and mean nothing here. A dead key is a
      // character of the scanner that this layout would put on the next letter.
      const isDead = key === 'Dead' && press !== undefined;
      if ([...key].length !== 1 && !isDead) return { kind: 'key', length: text.length + dead };
      if (atMs - lastAt > (slow() ? SLOW_GAP_MS : BURST_GAP_MS)) {
        text = '';
        presses = [];
        dead = 0;
      }
      if (isDead) dead += 1;
      else text = (text + key).slice(-BURST_LENGTH_MAX);
      presses = [...presses, press ?? { code: '', shift: false }].slice(-BURST_LENGTH_MAX);
      lastAt = atMs;
      const length = text.length + dead;
      return { kind: length > 1 ? 'burst' : 'key', length };
    },
    quietSince: (atMs) => lastAt <= atMs,
    deliberate: (atMs) => atMs - lastAt > DELIBERATE_ENTER_MS,
  };
}

/** Barcodes of pick lists often hold the number without its sign, or with another case. */
export function sameNumber(scanned: string, orderNumber: string): boolean {
  return bare(scanned) === bare(orderNumber);
}

function bare(text: string): string {
  return text.trim().replace(/^#/, '').toLowerCase();
}
