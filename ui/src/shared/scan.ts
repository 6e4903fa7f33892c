// A barcode scanner is a keyboard: about 10 ms per character, Enter at the end. This file recognises such a burst
// from keys and times alone. What is done with a scan is decided elsewhere.

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

export type ScanStep =
  /** Not (yet) a scan: let the key do what it does. */
  | { kind: 'key'; length: number }
  /** In the middle of a burst: the key belongs to the scanner. */
  | { kind: 'burst'; length: number }
  /** Enter that ends a burst: swallow it. */
  | { kind: 'scan'; text: string };

export interface ScanDetector {
  feed(key: string, atMs: number): ScanStep;
  /** No character came after this moment: what was pressed then stood alone. */
  quietSince(atMs: number): boolean;
  /** Enter pressed now is a person's decision: no character came shortly before. */
  deliberate(atMs: number): boolean;
}

export function scanDetector(): ScanDetector {
  let text = '';
  let lastAt = Number.NEGATIVE_INFINITY;

  return {
    feed(key, atMs) {
      const gap = atMs - lastAt;
      if (key === 'Enter') {
        const scanned = text.trim();
        const isScan = scanned.length >= BURST_LENGTH_MIN && gap <= ENTER_GAP_MS;
        text = '';
        return isScan ? { kind: 'scan', text: scanned } : { kind: 'key', length: 0 };
      }
      // Shift, Control and the like come between the characters of a scan and mean nothing here.
      if ([...key].length !== 1) return { kind: 'key', length: text.length };
      text = gap <= BURST_GAP_MS ? (text + key).slice(-BURST_LENGTH_MAX) : key;
      lastAt = atMs;
      return { kind: text.length > 1 ? 'burst' : 'key', length: text.length };
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
  return text.trim().replace(/^#/, '').toLocaleLowerCase('en');
}
