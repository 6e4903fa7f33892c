// Preferences that the palette turns: each goes to the next value and is kept with the settings.
import type { Theme } from '../ipc/generated';
import { currentLanguage } from '../shared/messages/index.svelte';
import { changeSettings, station } from '../state/station.svelte';

const NEXT_THEME: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' };

export function setThemeAction(): void {
  void changeSettings({ theme: NEXT_THEME[station.settings?.theme ?? 'system'] });
}

export function setLanguageAction(): void {
  void changeSettings({ language: currentLanguage() === 'nl' ? 'en' : 'nl' });
}
