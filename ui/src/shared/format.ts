// Numbers, times, weights and money as people read them. Pure: language and "now" are passed in.
import type { Language, Money } from '../ipc/generated';

const locale = { nl: 'nl-NL', en: 'en-GB', de: 'de-DE', fr: 'fr-FR' } as const satisfies Record<
  Language,
  string
>;

const numberFormats = new Map<string, Intl.NumberFormat>();
function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = language + JSON.stringify(options);
  let format = numberFormats.get(key);
  if (!format) numberFormats.set(key, (format = new Intl.NumberFormat(locale[language], options)));
  return format;
}

export function formatCount(language: Language, value: number): string {
  return numberFormat(language, {}).format(value);
}

/** Grams below one kilogram, else kilograms with one decimal (two below ten). */
export function formatWeight(language: Language, grams: number): string {
  if (grams < 1000) return `${formatCount(language, grams)} g`;
  const digits = grams < 10_000 ? 2 : 1;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${numberFormat(language, options).format(grams / 1000)} kg`;
}

export function formatMoney(language: Language, money: Money): string {
  const amount = Number(money.amount);
  if (!Number.isFinite(amount) || !/^[A-Z]{3}$/.test(money.currency))
    return `${money.amount} ${money.currency}`;
  return numberFormat(language, { style: 'currency', currency: money.currency }).format(amount);
}

/** Minutes, hours, days: the largest unit only. */
export interface Age {
  unit: 'now' | 'seconds' | 'minutes' | 'hours' | 'days';
  n: number;
}

export function ageOf(iso: string, nowMs: number): Age {
  const seconds = Math.max(0, Math.floor((nowMs - Date.parse(iso)) / 1000));
  if (Number.isNaN(seconds) || seconds < 5) return { unit: 'now', n: 0 };
  if (seconds < 60) return { unit: 'seconds', n: seconds };
  if (seconds < 3600) return { unit: 'minutes', n: Math.floor(seconds / 60) };
  if (seconds < 48 * 3600) return { unit: 'hours', n: Math.floor(seconds / 3600) };
  return { unit: 'days', n: Math.floor(seconds / 86_400) };
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
/** Making one costs more than a whole row of the list; a list asks for a date in every row. */
function dateFormat(language: Language, kind: keyof typeof DATES): Intl.DateTimeFormat {
  const key = `${language} ${kind}`;
  let format = dateFormats.get(key);
  if (!format) dateFormats.set(key, (format = new Intl.DateTimeFormat(locale[language], DATES[kind])));
  return format;
}

const DATES = {
  full: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  },
  clock: { hour: '2-digit', minute: '2-digit' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export function formatDateTime(language: Language, iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : dateFormat(language, 'full').format(time);
}

export function formatTime(language: Language, iso: string): string {
  const time = new Date(iso);
  return Number.isNaN(time.getTime()) ? iso : dateFormat(language, 'clock').format(time);
}

const countryNames = new Map<Language, Intl.DisplayNames>();
export function countryName(language: Language, code: string): string {
  let names = countryNames.get(language);
  if (!names) {
    names = new Intl.DisplayNames([locale[language]], { type: 'region', fallback: 'code' });
    countryNames.set(language, names);
  }
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
