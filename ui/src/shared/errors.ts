// What the engine's words about an error are worth to people. Pure.
import type { AppErrorWire, Code } from '../ipc/generated';
import { t } from './messages/index.svelte';
import { inWords } from './words';

/** The platform as a whole did not answer as it should: the subject is a request, which only helps in the details. */
const ABOUT_REQUESTS: readonly Code[] = [
  'credentials',
  'forbidden',
  'offline',
  'platform_trouble',
  'throttled',
  'unreadable',
];

/** Its own words, with the order, shop or printer that they are about. */
export function detailOf(error: AppErrorWire): string {
  const message = inWords(error.message);
  return error.subject === null || ABOUT_REQUESTS.includes(error.code)
    ? message
    : t('error.about', { subject: error.subject, message });
}

/** What to do: here, where the engine knows it, else what mostly helps. */
export function fixOf(error: AppErrorWire): string {
  return inWords(error.hint) ?? t(`fix.${error.code}`);
}

/** What is wrong with one field of a form. */
export function faultAt(error: AppErrorWire | null, field: string): string | null {
  return error?.subject === field ? inWords(error.message) : null;
}
