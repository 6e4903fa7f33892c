// The station itself: mode, account, settings. Everything else is loaded after it.
import { call } from '../ipc/api';
import type {
  ConnectionTest,
  KeyPair,
  Language,
  Mode,
  SavedFile,
  Settings,
  StationInfo,
} from '../ipc/generated';
import { setLanguage } from '../shared/messages/index.svelte';
import { useTheme } from '../shared/theme';
import { attempt, outcome, sayError, type Outcome } from './notices.svelte';

let info = $state.raw<StationInfo | null>(null);
let settings = $state.raw<Settings | null>(null);
let failure = $state.raw<Outcome<never> | null>(null);

export const station = {
  get info() {
    return info;
  },
  get settings() {
    return settings;
  },
  get failure() {
    return failure && !failure.ok ? failure.error : null;
  },
  get practice() {
    return info?.mode === 'practice';
  },
  /** Orders can be shown: practice, or an account that was connected once. */
  get working() {
    return info !== null && (info.mode === 'practice' || (info.mode === 'live' && info.account !== null));
  },
};

export async function loadStation(): Promise<void> {
  const answer = await outcome(call('station_info'));
  failure = answer.ok ? null : answer;
  if (!answer.ok) return;
  // Before the first choice there are no settings of its own yet. They come before anything is shown.
  const known = await outcome(call('settings_get'));
  if (known.ok) applySettings(known.value);
  else if (answer.value.mode !== null) sayError(known.error);
  info = answer.value;
}

export async function useMode(mode: Mode): Promise<boolean> {
  const chosen = chosenLanguage;
  const next = await attempt(call('use_mode', { mode }));
  if (!next) return false;
  info = next;
  const known = await attempt(call('settings_get'));
  if (known) applySettings(known);
  if (chosen && settings && settings.language !== chosen) await changeSettings({ language: chosen });
  return true;
}

let chosenLanguage: Language | null = null;

/** At the first start there is no profile that could keep the choice: it is written when there is one. */
export async function chooseLanguage(language: Language): Promise<void> {
  chosenLanguage = language;
  setLanguage(language);
  if (info?.mode && settings) await changeSettings({ language });
}

export function testConnection(keys: KeyPair): Promise<Outcome<ConnectionTest>> {
  return outcome(call('connection_test', keys));
}

export async function saveConnection(keys: KeyPair): Promise<Outcome<StationInfo>> {
  const answer = await outcome(call('connection_save', keys));
  if (answer.ok) {
    info = answer.value;
    const known = await attempt(call('settings_get'));
    if (known) applySettings(known);
    if (chosenLanguage) await changeSettings({ language: chosenLanguage });
  }
  return answer;
}

export async function resetPractice(): Promise<boolean> {
  const next = await attempt(call('practice_reset'));
  if (next) info = next;
  return next !== undefined;
}

export async function refreshStation(): Promise<void> {
  const next = await attempt(call('station_info'));
  if (next) info = next;
}

export const exportSettings = (): Promise<SavedFile | undefined> => attempt(call('settings_export'));

export async function importSettings(text: string): Promise<Outcome<Settings>> {
  const answer = await outcome(call('settings_import', { text }));
  if (answer.ok) applySettings(answer.value);
  return answer;
}

let changing: Promise<void> = Promise.resolve();

/** One after the other: settings are sent whole, and a change that does not know the one before would undo it. */
export function changeSettings(change: Partial<Settings>): Promise<void> {
  changing = changing.then(() => keepChange(change));
  return changing;
}

async function keepChange(change: Partial<Settings>): Promise<void> {
  if (!settings) return;
  const saved = await attempt(call('settings_set', { ...settings, ...change }));
  if (saved) applySettings(saved);
}

function applySettings(next: Settings): void {
  settings = next;
  setLanguage(next.language);
  useTheme(next.theme);
}
