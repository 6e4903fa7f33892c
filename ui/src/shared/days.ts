// Days of the calendar, as they are typed and read here: day, month, year in all four languages. What is kept and sent is
// always "2026-11-21". The browser's own field for dates follows the system's language, not the window's, and the webview
// of Linux has none at all. Pure.
import type { Language } from '../ipc/generated';

const SEPARATOR: Readonly<Record<Language, string>> = { nl: '-', en: '/', de: '.', fr: '/' };
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(year, month - 1, day);
  const real = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
  return real && year > 1900 ? isoDay(date) : null;
}

export function isoDay(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Midnight here, at the day's beginning; of `later` days after it. */
export function midnight(day: string, later = 0): number {
  const [, year, month, date] = ISO.exec(day) ?? [];
  return new Date(Number(year), Number(month) - 1, Number(date) + later).getTime();
}

export const isDay = (text: string): boolean => {
  const [, year, month, day] = ISO.exec(text) ?? [];
  return dayOf(Number(year), Number(month), Number(day)) !== null;
};

export function dayLater(day: string, days: number): string {
  return isoDay(new Date(midnight(day, days)));
}

/** "21-11-2026", "21.11.26", "21 11": without a year the last such day, today at the latest. */
export function readDay(text: string, today: string): string | null {
  const numbers = text.trim().split(/[^\d]+/);
  if (numbers.length === 3 && numbers[0]?.length === 4) {
    const [year, month, day] = numbers.map(Number);
    return dayOf(year ?? 0, month ?? 0, day ?? 0);
  }
  if (numbers.length < 2 || numbers.length > 3 || numbers.some((part) => part === '')) return null;
  const [day = 0, month = 0, year] = numbers.map(Number);
  if (year !== undefined) return dayOf(year < 100 ? 2000 + year : year, month, day);
  const thisYear = Number(today.slice(0, 4));
  const found = dayOf(thisYear, month, day);
  return found !== null && found <= today ? found : dayOf(thisYear - 1, month, day);
}

export function formatDay(language: Language, day: string): string {
  const [, year, month, date] = ISO.exec(day) ?? [];
  return [date, month, year].join(SEPARATOR[language]);
}
