import { describe, expect, test } from 'vitest';
import { BURST_LENGTH_MAX, sameNumber, scanDetector, type ScanStep } from './scan';

function type(text: string, gapMs: number, start = 0) {
  const detector = scanDetector();
  let at = start;
  const steps: ScanStep[] = [];
  for (const key of [...text, 'Enter']) {
    steps.push(detector.feed(key, at));
    at += gapMs;
  }
  return { last: steps.at(-1), steps, detector, at };
}

describe('scan', () => {
  test('ten milliseconds per character and Enter is a scan', () => {
    expect(type('#1042', 10).last).toEqual({ kind: 'scan', text: '#1042' });
  });

  test('a fast typist is not a scanner', () => {
    expect(type('1042', 70).last).toEqual({ kind: 'key', length: 0 });
  });

  test('two rolled keys are not a scan', () => {
    expect(type('10', 5).last).toEqual({ kind: 'key', length: 0 });
  });

  test('Shift between the characters does not break a scan', () => {
    const detector = scanDetector();
    let at = 0;
    for (const key of ['Shift', 'A', 'Shift', 'B', '1', '2']) detector.feed(key, (at += 8));
    expect(detector.feed('Enter', at + 8)).toEqual({ kind: 'scan', text: 'AB12' });
  });

  test('a typed beginning is not part of the scan that follows', () => {
    const detector = scanDetector();
    detector.feed('x', 0);
    let at = 400;
    for (const key of '777') detector.feed(key, (at += 10));
    expect(detector.feed('Enter', at + 10)).toEqual({ kind: 'scan', text: '777' });
  });

  test('an Enter long after the characters is a person', () => {
    const { detector, at } = type('1042', 10);
    expect(detector.feed('Enter', at + 5_000)).toEqual({ kind: 'key', length: 0 });
  });

  test('an Enter right after slow characters is never a decision', () => {
    const { detector, at } = type('1042', 120);
    expect(detector.deliberate(at), 'a slow scanner may have sent it').toBe(false);
    expect(detector.deliberate(at + 1_000)).toBe(true);
  });

  test('from the second fast character on, keys belong to the scanner', () => {
    expect(type('A 1', 10).steps.map((step) => step.kind)).toEqual(['key', 'burst', 'burst', 'scan']);
  });

  test('endless bursts are cut, not collected', () => {
    const last = type('7'.repeat(5_000), 1).last;
    expect(last?.kind === 'scan' && last.text.length).toBe(BURST_LENGTH_MAX);
  });

  test('blanks alone are no scan', () => {
    expect(type('     ', 5).last).toEqual({ kind: 'key', length: 0 });
  });

  test('numbers match with and without sign and case', () => {
    expect(sameNumber('1042', '#1042')).toBe(true);
    expect(sameNumber('so-77a', 'SO-77A')).toBe(true);
    expect(sameNumber('104', '#1042')).toBe(false);
  });
});
