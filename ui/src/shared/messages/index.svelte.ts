// The window's words in the chosen language. Components read `t(...)`, so they follow a change of language at once.
import type { Language } from '../../ipc/generated';
import { ageOf, formatCount, formatDateTime, formatMoney, formatTime, formatWeight } from '../format';
import type { Money } from '../../ipc/generated';
import { de } from './de';
import { en } from './en';
import { fr } from './fr';
import { nl } from './nl';
import { fill, type Params } from './template';

export type MessageKey = keyof typeof nl;

const tables: Record<Language, Record<MessageKey, string>> = { nl, en, de, fr };

/** In the order in which they are offered; each is named in its own words. */
export const LANGUAGES = ['nl', 'en', 'de', 'fr'] as const satisfies readonly Language[];

let language = $state<Language>('nl');

export function currentLanguage(): Language {
  return language;
}

export function setLanguage(next: Language): void {
  language = next;
  if (typeof document !== 'undefined') document.documentElement.lang = next;
}

export function t(key: MessageKey, params: Params = {}): string {
  return fill(tables[language][key], params, (value) => formatCount(language, value));
}

export const count = (value: number): string => formatCount(language, value);
export const weight = (grams: number): string => formatWeight(language, grams);
export const money = (value: Money): string => formatMoney(language, value);
export const dateTime = (iso: string): string => formatDateTime(language, iso);
export const clockTime = (iso: string): string => formatTime(language, iso);

/** "2 h": for lists. */
export function age(iso: string, nowMs: number): string {
  const { unit, n } = ageOf(iso, nowMs);
  return t(`age.${unit}`, { n });
}

/** "2 h ago": in sentences. */
export function ago(iso: string, nowMs: number): string {
  const { unit } = ageOf(iso, nowMs);
  return unit === 'now' ? t('age.now') : t('age.ago', { age: age(iso, nowMs) });
}
