// The engine writes its sentences in English, for the log, the command line and support. The window shows them in its own
// language: the English sentence is the key. What others say (a platform, a carrier, the system) is shown as they said it.
import type { Language } from '../../ipc/generated';
import { formatCount } from '../format';
import { currentLanguage } from '../messages/index.svelte';
import { de } from './de';
import { fr } from './fr';
import { nl } from './nl';
import { translator } from './translate';

const count = (language: Language) => (value: number) => formatCount(language, value);

const translators: Record<Language, (english: string) => string> = {
  nl: translator(nl, count('nl')),
  en: (english) => english,
  de: translator(de, count('de')),
  fr: translator(fr, count('fr')),
};

export function inWords(english: string): string;
export function inWords(english: string | null): string | null;
export function inWords(english: string | null): string | null {
  return english === null ? null : translators[currentLanguage()](english);
}
