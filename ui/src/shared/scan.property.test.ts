// Scanners and people, told apart over many random ones.
import { describe, expect, test } from 'vitest';
import { characterOn, NO_MARKS, readings, withoutMarks, type Layout } from './readings';
import {
  BURST_GAP_MS,
  BURST_LENGTH_MIN,
  ENTER_GAP_MS,
  scanDetector,
  SLOW_GAP_MS,
  SLOW_LENGTH_MIN,
  type Press,
  type ScanStep,
} from './scan';
import { forSeeds, type Chance } from './seeded';

const CODES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_/.#';
const code = (chance: Chance, min: number) => chance.text(CODES, chance.between(min, 30));

/** Keys with their times; Shift comes between the characters as scanners send it. */
function feed(
  chance: Chance,
  text: string,
  gap: () => number,
  end: { key: 'Enter' | 'Tab'; afterMs: number },
  slow = false,
): { steps: ScanStep[]; last: ScanStep; at: number; detector: ReturnType<typeof scanDetector> } {
  const detector = scanDetector(() => slow);
  let at = chance.between(0, 100_000);
  const steps: ScanStep[] = [];
  for (const key of text) {
    if (/[A-Z_#]/.test(key)) steps.push(detector.feed('Shift', at));
    steps.push(detector.feed(key, at));
    at += gap();
  }
  at += end.afterMs - gap();
  const last = detector.feed(end.key, at);
  return { steps, last, at, detector };
}

describe('scanners and people', () => {
  test('every scanner that is fast enough is recognised, with Enter or Tab', () => {
    forSeeds(2_000, (chance) => {
      const text = code(chance, BURST_LENGTH_MIN);
      const pace = chance.between(1, BURST_GAP_MS);
      const key = chance.pick(['Enter', 'Tab'] as const);
      const afterMs = chance.between(1, ENTER_GAP_MS);
      const { last } = feed(chance, text, () => pace, { key, afterMs });
      expect(last, `${text} at ${pace} ms`).toEqual({ kind: 'scan', text });
    });
  });

  test('nobody who types is a scanner: one pause longer than a burst allows, near the end, is enough', () => {
    forSeeds(2_000, (chance) => {
      // Fast people roll two keys now and then; they do not send three within 70 ms and Enter with them.
      const text = code(chance, 3);
      let typed = 0;
      const gap = () => (++typed % 2 === 0 ? chance.between(2, 30) : chance.between(BURST_GAP_MS + 1, 400));
      const { last } = feed(chance, text, gap, { key: 'Enter', afterMs: chance.between(1, 400) });
      expect(last.kind, text).toBe('key');
    });
  });

  test('an Enter that comes late is a person, whoever sent the characters', () => {
    forSeeds(500, (chance) => {
      const afterMs = chance.between(ENTER_GAP_MS + 1, 20_000);
      const { last } = feed(chance, code(chance, 3), () => 10, { key: 'Enter', afterMs });
      expect(last.kind).toBe('key');
    });
  });

  test('a slow scanner is recognised once somebody said that it is slow', () => {
    forSeeds(1_000, (chance) => {
      const text = code(chance, SLOW_LENGTH_MIN);
      const pace = chance.between(BURST_GAP_MS + 1, SLOW_GAP_MS);
      const end = { key: 'Enter', afterMs: chance.between(1, ENTER_GAP_MS) } as const;
      expect(feed(chance, text, () => pace, end, true).last).toEqual({ kind: 'scan', text });
      expect(feed(chance, text, () => pace, end, false).last.kind).toBe('key');
    });
  });

  test('an unrecognised slow scanner never decides anything: its Enter is not deliberate', () => {
    forSeeds(500, (chance) => {
      const pace = chance.between(BURST_GAP_MS + 1, 400);
      const { detector, at } = feed(chance, code(chance, 3), () => pace, {
        key: 'Enter',
        afterMs: chance.between(1, 400),
      });
      expect(detector.deliberate(at)).toBe(false);
    });
  });

  test('one scan is told once, however many line ends follow it', () => {
    forSeeds(500, (chance) => {
      const { detector, at, last } = feed(chance, code(chance, 3), () => 8, { key: 'Enter', afterMs: 8 });
      expect(last.kind).toBe('scan');
      let later = at;
      for (const key of ['Enter', 'Tab', 'Enter']) {
        const echo = detector.feed(key, (later += chance.between(1, 18)));
        expect(echo, 'it belongs to the scan and presses nothing').toEqual({ kind: 'burst', length: 0 });
      }
    });
  });

  test('what was typed before is no part of the scan, and two scans are two', () => {
    forSeeds(500, (chance) => {
      const detector = scanDetector();
      let at = 1_000;
      for (const key of code(chance, 1)) detector.feed(key, (at += chance.between(80, 300)));
      at += 500;
      for (let round = 0; round < 2; round++) {
        const text = code(chance, BURST_LENGTH_MIN);
        for (const key of text) detector.feed(key, (at += 9));
        expect(detector.feed('Enter', (at += 9))).toEqual({ kind: 'scan', text });
        at += 300;
      }
    });
  });
});

/** The keys that a scanner set to one layout presses for a text. */
function pressesFor(layout: Layout, text: string): Press[] {
  const rows = ['Digit', 'Key'].flatMap((row) =>
    [...(row === 'Digit' ? '0123456789' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')].map((name) => row + name),
  );
  const others = ['Minus', 'Slash', 'Period', 'Semicolon', 'Comma', 'Digit6', 'Digit8'];
  const keys = [...rows, ...others];
  return [...text].map((character) => {
    for (const shift of [false, true]) {
      const place = keys.find((name) => characterOn(layout, { code: name, shift }) === character);
      if (place) return { code: place, shift };
    }
    throw new Error(`no key for ${character} on ${layout}`);
  });
}

describe('layouts', () => {
  const layouts = ['us', 'azerty', 'qwertz'] as const;

  test('whatever the scanner and the computer are set to, the text is among the readings', () => {
    forSeeds(2_000, (chance) => {
      const text = chance.text(
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
        chance.between(3, 20),
      );
      const presses = pressesFor(chance.pick(layouts), text);
      const computer = chance.pick(layouts);
      const seen = presses.map((press) => characterOn(computer, press) ?? '').join('');
      expect(readings({ kind: 'scan', text: seen, presses }, NO_MARKS)).toContain(text);
    });
  });

  test('digits on a French keyboard: the number comes first, what the keyboard made of it after', () => {
    const presses = pressesFor('us', '1042');
    expect(readings({ kind: 'scan', text: "&à'é", presses }, NO_MARKS)[0]).toBe('1042');
  });

  test('the plain text comes first where it can be a number', () => {
    const presses = pressesFor('us', 'ZA-12');
    expect(readings({ kind: 'scan', text: 'ZA-12', presses }, NO_MARKS)[0]).toBe('ZA-12');
  });

  test('a dead key is a character all the same', () => {
    const detector = scanDetector();
    let at = 0;
    for (const name of ['Digit1', 'Digit2', 'Digit3']) {
      detector.feed('Dead', (at += 9), { code: name, shift: false });
    }
    const step = detector.feed('Enter', at + 9, { code: 'Enter', shift: false });
    expect(step.kind === 'scan' && readings(step, NO_MARKS)).toContain('123');
  });
});

describe('marks', () => {
  test('what the scanner puts round a code is taken off, and nothing else', () => {
    forSeeds(1_000, (chance) => {
      const text = code(chance, 3);
      const marks = {
        prefix: chance.text('~]C1', chance.below(4)),
        suffix: chance.text('~$', chance.below(3)),
      };
      const scanned = marks.prefix + text + marks.suffix;
      expect(readings({ kind: 'scan', text: scanned }, marks)).toContain(text.trim());
      expect(withoutMarks(text, NO_MARKS)).toBe(text);
    });
  });

  test('marks that are all there is are the text', () => {
    expect(withoutMarks('ABC', { prefix: 'ABC', suffix: '' })).toBe('ABC');
    expect(withoutMarks('AB', { prefix: 'AB', suffix: 'B' })).toBe('AB');
  });
});
