import { describe, expect, test } from 'vitest';
import type { PrinterAbilities, PrinterSetup } from '../ipc/generated';
import { chosenMedia, doubts, ownMedia } from './abilities';
import { unset } from './setup';

const told = (change: Partial<PrinterAbilities>): PrinterAbilities => ({
  media: [],
  default_mm: null,
  ready_mm: [],
  dpi: [],
  default_dpi: null,
  formats: [],
  at: '2026-01-05T09:00:00Z',
  ...change,
});
const setup = (change: Partial<PrinterSetup>): PrinterSetup => ({ ...unset('zebra'), ...change });
const A6 = { name: 'A6', mm: [105, 148] as [number, number] };
const ROLL = { name: 'Roll', mm: [57, 32] as [number, number] };

describe('papers of the printer', () => {
  test('those that have a name here already are not offered twice', () => {
    expect(ownMedia(told({ media: [A6, ROLL] }))).toEqual([ROLL]);
    expect(ownMedia(null)).toEqual([]);
  });

  test('the chosen one is found by its size', () => {
    expect(chosenMedia([ROLL], [57, 32])).toBe(0);
    expect(chosenMedia([ROLL], [57, 33])).toBe(-1);
    expect(chosenMedia([ROLL], null)).toBe(-1);
  });
});

describe('what the printer does not name', () => {
  const label = told({ media: [A6], dpi: [203], formats: ['application/pdf'] });
  test.each([
    [{}, []],
    [{ paper_mm: [148, 105] }, []],
    [{ paper_mm: [105.4, 148] }, []],
    [{ paper_mm: [210, 297] }, ['paper']],
    [{ language: 'zpl', dpi: 300 }, ['dpi']],
    [{ language: 'zpl', dpi: 203, asks_for: 'zpl' }, []],
    [{ dpi: 300 }, []],
    [{ asks_for: 'png' }, ['format']],
  ] as [Partial<PrinterSetup>, string[]][])('%j: %j', (change, answer) =>
    expect(doubts(setup(change), label)).toEqual(answer),
  );

  test('a printer that names nothing leaves no doubt', () => {
    const odd = setup({ language: 'zpl', dpi: 600, paper_mm: [30, 30] });
    expect(doubts(odd, told({}))).toEqual([]);
    expect(doubts(odd, null), 'not asked').toEqual([]);
    expect(doubts(odd, told({ dpi: [200] })), 'but it is said').toEqual(['dpi']);
  });
});
