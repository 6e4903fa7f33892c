// What the engine's words about an error are worth to people. Pure.
import type { AppErrorWire, Code } from '../ipc/generated';
import { t } from './messages/index.svelte';

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
  return error.subject === null || ABOUT_REQUESTS.includes(error.code)
    ? error.message
    : t('error.about', { subject: error.subject, message: error.message });
}
