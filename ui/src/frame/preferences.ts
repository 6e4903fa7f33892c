// Preferences that the palette turns: each goes to the next value and is kept with the settings.
import type { Language, Theme } from '../ipc/generated';
import { currentLanguage } from '../shared/messages/index.svelte';
import { changeSettings, station } from '../state/station.svelte';

const NEXT_THEME: Record<Theme, Theme> = {
  system: 'light',
  light: 'dark',
  dark: 'high_contrast',
  high_contrast: 'system',
};
/** The message `action.language` of each says where it leads, in the words of that language. */
const NEXT_LANGUAGE: Record<Language, Language> = { nl: 'en', en: 'de', de: 'fr', fr: 'nl' };

export function setThemeAction(): void {
  void changeSettings({ theme: NEXT_THEME[station.settings?.theme ?? 'system'] });
}

export function setLanguageAction(): void {
  void changeSettings({ language: NEXT_LANGUAGE[currentLanguage()] });
}
