import { describe, expect, test } from 'vitest';
import { filterOrders, toggleFilter } from './filter';
import { daysBefore } from './facets';
import { inPeriod, periodOf, periodValue, readPeriod } from './range';
import { order } from '../shared/sample';
import { acceptViews, PLAIN, saveView, storeViews } from './views';

const at = (year: number, month: number, day: number, hour = 0, minute = 0) =>
  new Date(year, month - 1, day, hour, minute).getTime();

describe('a period of one’s own', () => {
  test('holds its first and its last day, to the minute', () => {
    const period = { from: '2026-11-01', to: '2026-11-15' };
    expect(inPeriod(at(2026, 11, 1), period)).toBe(true);
    expect(inPeriod(at(2026, 11, 15, 23, 59), period)).toBe(true);
    expect(inPeriod(at(2026, 10, 31, 23, 59), period)).toBe(false);
    expect(inPeriod(at(2026, 11, 16), period)).toBe(false);
    expect(inPeriod(at(2030, 1, 1), { ...period, to: '' }), 'open at the end').toBe(true);
    expect(inPeriod(at(2000, 1, 1), { ...period, from: '' }), 'open at the beginning').toBe(true);
  });

  test('is a value like others, and nothing else is one', () => {
    expect(periodValue({ from: '2026-11-15', to: '2026-11-01' }), 'turned round').toBe(
      '2026-11-01..2026-11-15',
    );
    expect(periodValue({ from: '', to: '' })).toBeNull();
    expect(readPeriod('..2026-11-15')).toEqual({ from: '', to: '2026-11-15' });
    for (const value of ['today', '..', '', '2026-11-31..', 'a..b', '2026-11-01..2026-11-02..2026-11-03'])
      expect(readPeriod(value), value).toBeNull();
  });

  test('filters the list together with the words for days', () => {
    const days = daysBefore(at(2026, 11, 21, 12));
    const rows = [at(2026, 11, 21, 9), at(2026, 11, 10), at(2026, 9, 1)].map((ms, index) =>
      order(index + 1, { ordered_at: new Date(ms).toISOString() }),
    );
    const ids = (values: string[]) =>
      filterOrders(rows, '', { date: new Set(values) }, days).map((row) => row.id);
    expect(ids(['2026-11-01..2026-11-15'])).toEqual([2]);
    expect(ids(['2026-11-01..2026-11-15', 'today'])).toEqual([1, 2]);
    expect(ids(['..2026-10-01'])).toEqual([3]);
    expect(toggleFilter({ date: new Set(['..2026-10-01']) }, 'date', 'today').date).toEqual(
      new Set(['..2026-10-01', 'today']),
    );
  });

  test('is kept by a saved view', () => {
    const look = { ...PLAIN, filters: { date: new Set(['2026-11-01..']) } };
    const kept = acceptViews(JSON.parse(JSON.stringify(storeViews(saveView([], 'November', look)))));
    expect(periodOf(kept[0]?.filters.date)).toEqual({ from: '2026-11-01', to: '' });
  });
});
