import { describe, expect, test } from 'vitest';
import { dayLater, formatDay, isDay, midnight, readDay } from './days';

const TODAY = '2026-11-21';

describe('days', () => {
  test('are read as people write them', () => {
    for (const text of ['5-3-2026', '05/03/2026', '5.3.26', ' 05 03 2026 ', '2026-03-05', '5-3'])
      expect(readDay(text, TODAY), text).toBe('2026-03-05');
    expect(readDay('24-12', TODAY), 'without a year: the last such day').toBe('2025-12-24');
    expect(readDay('21-11', TODAY)).toBe(TODAY);
  });

  test('that do not exist are not guessed', () => {
    for (const text of [
      '',
      '5',
      '31-2-2026',
      '5-13-2026',
      '0-1-2026',
      'maandag',
      '1-2-3-4',
      '1-1-1800',
      '-3-2026',
    ])
      expect(readDay(text, TODAY), text).toBeNull();
    expect(isDay('2026-02-29')).toBe(false);
    expect(isDay('2024-02-29')).toBe(true);
  });

  test('what is shown is read back, in every language', () => {
    for (const language of ['nl', 'en', 'de', 'fr'] as const)
      for (let days = 0; days < 800; days += 13) {
        const day = dayLater(TODAY, -days);
        expect(readDay(formatDay(language, day), TODAY)).toBe(day);
      }
    expect(formatDay('de', '2026-03-05')).toBe('05.03.2026');
  });

  test('have a next one, also when the clocks change', () => {
    expect(dayLater('2026-10-25', 1)).toBe('2026-10-26');
    expect(dayLater('2027-01-01', -1)).toBe('2026-12-31');
    expect(midnight('2026-11-22') - midnight('2026-11-21')).toBe(
      midnight('2026-11-21', 1) - midnight('2026-11-21'),
    );
  });
});
