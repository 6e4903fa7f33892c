// The engine writes its sentences in English, for the log, the command line and support. The window shows them in its own
// language: the English sentence is the key. What others say (a platform, a carrier, the system) is shown as they said it.
import type { Language } from '../../ipc/generated';
import { formatCount } from '../format';
import { currentLanguage } from '../messages/index.svelte';
import { de } from './de';
import { fr } from './fr';
import { nl } from './nl';
import { translator, type Catalogue } from './translate';

const catalogues: Readonly<Record<Exclude<Language, 'en'>, Catalogue>> = { nl, de, fr };

/** Made when a language is first spoken: a window mostly speaks one. */
const translators = new Map<Language, (english: string) => string>();

function translate(language: Language, english: string): string {
  if (language === 'en') return english;
  let words = translators.get(language);
  if (words === undefined) {
    words = translator(catalogues[language], (value) => formatCount(language, value));
    translators.set(language, words);
  }
  return words(english);
}

export function inWords(english: string): string;
export function inWords(english: string | null): string | null;
export function inWords(english: string | null): string | null {
  return english === null ? null : translate(currentLanguage(), english);
}
