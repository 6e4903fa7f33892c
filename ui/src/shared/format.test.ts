import { describe, expect, test } from 'vitest';
import {
  ageOf,
  countryName,
  formatCount,
  formatDateTime,
  formatMoney,
  formatTime,
  formatWeight,
} from './format';

const plain = (text: string) => text.replace(/\u00a0|\u202f/g, ' ');

describe('format', () => {
  test('weights are read at a glance in every language', () => {
    expect(formatWeight('nl', 850)).toBe('850 g');
    expect(formatWeight('nl', 1250)).toBe('1,25 kg');
    expect(formatWeight('en', 42_300)).toBe('42.3 kg');
    expect(formatWeight('de', 1250)).toBe('1,25 kg');
    expect(formatWeight('fr', 42_300)).toBe('42,3 kg');
  });

  test('money keeps its currency and survives odd input', () => {
    expect(plain(formatMoney('nl', { amount: '1249.5', currency: 'EUR' }))).toBe('€ 1.249,50');
    expect(plain(formatMoney('de', { amount: '1249.5', currency: 'EUR' }))).toBe('1.249,50 €');
    expect(plain(formatMoney('fr', { amount: '1249.5', currency: 'EUR' }))).toBe('1 249,50 €');
    expect(formatMoney('en', { amount: '12', currency: '??' })).toBe('12 ??');
    expect(formatMoney('en', { amount: 'free', currency: 'EUR' })).toBe('free EUR');
  });

  test('ages use the largest unit', () => {
    const now = Date.parse('2026-11-20T12:00:00Z');
    expect(ageOf('2026-11-20T11:59:58Z', now)).toEqual({ unit: 'now', n: 0 });
    expect(ageOf('2026-11-20T11:59:18Z', now)).toEqual({ unit: 'seconds', n: 42 });
    expect(ageOf('2026-11-20T11:30:00Z', now)).toEqual({ unit: 'minutes', n: 30 });
    expect(ageOf('2026-11-19T11:00:00Z', now)).toEqual({ unit: 'hours', n: 25 });
    expect(ageOf('2026-11-10T12:00:00Z', now)).toEqual({ unit: 'days', n: 10 });
  });

  test('a clock that runs ahead, or no time at all, is "now" and never negative', () => {
    const now = Date.parse('2026-11-20T12:00:00Z');
    expect(ageOf('2026-11-20T12:05:00Z', now).unit).toBe('now');
    expect(ageOf('rubbish', now).unit).toBe('now');
    expect(formatDateTime('nl', 'rubbish')).toBe('rubbish');
  });

  test('dates and times follow the language', () => {
    const noon = '2026-11-20T12:05:00';
    expect(plain(formatDateTime('de', noon))).toBe('Fr., 20. Nov. 2026, 12:05');
    expect(plain(formatDateTime('fr', noon))).toBe('ven. 20 nov. 2026, 12:05');
    expect(formatTime('de', noon)).toBe('12:05');
    expect(formatTime('fr', noon)).toBe('12:05');
  });

  test('countries have names, unknown codes stay codes', () => {
    expect(countryName('nl', 'DE')).toBe('Duitsland');
    expect(countryName('en', 'NL')).toBe('Netherlands');
    expect(countryName('de', 'NL')).toBe('Niederlande');
    expect(countryName('fr', 'DE')).toBe('Allemagne');
    expect(countryName('nl', '?')).toBe('?');
  });

  test('thousands are grouped', () => {
    expect(formatCount('nl', 12_000)).toBe('12.000');
    expect(formatCount('en', 12_000)).toBe('12,000');
    expect(formatCount('de', 12_000)).toBe('12.000');
    expect(plain(formatCount('fr', 12_000))).toBe('12 000');
  });
});
