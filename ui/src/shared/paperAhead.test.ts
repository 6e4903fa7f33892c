import { describe, expect, test } from 'vitest';
import type { PrinterInfo, PrintQueue, Settings, WemasySource } from '../ipc/generated';
import { kindsFor, papersAhead, routed } from './paperAhead';

const settings = (change: Partial<Settings>, printing: Partial<Settings['printing']> = {}) =>
  ({
    label_printer: 'zebra',
    auto_print: true,
    slip_with_label: false,
    ...change,
    printing: {
      setups: [],
      routes: [],
      own: [],
      reverse: false,
      separator: false,
      slips: 'none',
      ...printing,
    },
  }) as unknown as Settings;
const printer = (name: string, change: Partial<PrinterInfo> = {}): PrinterInfo => ({
  name,
  description: name,
  state: 'idle',
  accepts_jobs: true,
  is_default: false,
  message: null,
  ...change,
});
const order = (change: { customs?: boolean; wemasy?: WemasySource | null } = {}) => ({
  customs: false,
  wemasy: null,
  ...change,
});
const queue = (name: string, change: Partial<PrintQueue>): PrintQueue => ({
  printer: name,
  waiting: 1,
  spooled: 0,
  stands: null,
  asking: [],
  ...change,
});
const CUSTOMS = { kind: 'customs', printer: 'office' } as const;

describe('what orders can need', () => {
  test('customs papers only where an order leaves the union', () => {
    expect(kindsFor(settings({}), [order()])).toEqual(['label']);
    expect(kindsFor(settings({}), [order(), order({ customs: true })])).toEqual(['label', 'customs']);
  });

  test('slips that print by themselves, and those of Wemasy by hand too', () => {
    const wemasy = order({ wemasy: {} as WemasySource });
    expect(kindsFor(settings({}, { slips: 'behind' }), [order()])).toContain('slip');
    expect(kindsFor(settings({ auto_print: false }, { slips: 'behind' }), [order()])).not.toContain('slip');
    expect(kindsFor(settings({ auto_print: false, slip_with_label: true }), [wemasy])).toContain('slip');
    expect(kindsFor(settings({ slip_with_label: true }), [order()])).not.toContain('slip');
  });

  test('a printer for large labels counts: their size shows when they come', () => {
    const large = settings({}, { routes: [{ kind: 'large_label', printer: 'office' }] });
    expect(kindsFor(large, [order()])).toEqual(['label', 'large_label']);
  });
});

describe('the printers ahead', () => {
  const routes = settings({}, { routes: [CUSTOMS] });
  const abroad = [order({ customs: true })];
  const all = [printer('zebra'), printer('office')];

  test('each one that is needed, with what it gets', () => {
    const ahead = papersAhead(routes, abroad, all, []);
    expect(ahead.map(({ printer, kinds, trouble }) => [printer, kinds, trouble])).toEqual([
      ['zebra', ['label'], null],
      ['office', ['customs'], null],
    ]);
    const one = papersAhead(settings({}), abroad, all, []);
    expect(
      one.map(({ kinds }) => kinds),
      'one printer is named once',
    ).toEqual([['label', 'customs']]);
    expect(papersAhead(routes, [order()], all, []), 'an office printer nobody needs').toHaveLength(1);
    expect(papersAhead(settings({ label_printer: null }), abroad, all, [])).toEqual([]);
  });

  test.each([
    [[printer('zebra')], [], 'missing', null],
    [[printer('office', { state: 'stopped', message: 'Paused' })], [], 'stopped', 'Paused'],
    [[printer('office', { accepts_jobs: false })], [], 'rejecting', null],
    [[printer('office')], [queue('office', { stands: 'Lid open' })], 'stands', 'Lid open'],
    [[printer('office')], [queue('zebra', { stands: 'Lid open' })], null, null],
    [null, [], null, null],
  ] as const)('trouble %#', (printers, queues, trouble, words) => {
    const office = papersAhead(routes, abroad, printers, queues).find((one) => one.printer === 'office');
    expect([office?.trouble, office?.words]).toEqual([trouble, words]);
  });

  test('a question holds what comes behind it, a possibly doubled paper does not', () => {
    const asking = (asks: string) => queue('zebra', { asking: [{ asks } as PrintQueue['asking'][number]] });
    const trouble = (asks: string) => papersAhead(settings({}), [order()], all, [asking(asks)])[0]?.trouble;
    expect(trouble('missing')).toBe('asks');
    expect(trouble('failed')).toBe('asks');
    expect(trouble('twice')).toBeNull();
  });
});

test('a report goes to its printer, else where office paper is, else with the labels', () => {
  const report = { kind: 'report', printer: 'desk' } as const;
  expect(routed(settings({}, { routes: [CUSTOMS, report] }), 'report')).toBe('desk');
  expect(routed(settings({}, { routes: [CUSTOMS] }), 'report')).toBe('office');
  expect(routed(settings({}, { routes: [CUSTOMS] }), 'slip')).toBe('zebra');
  expect(routed(settings({}), 'report')).toBe('zebra');
});
