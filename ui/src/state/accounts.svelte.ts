// The Sendcloud accounts of this station. One of them is shown; every enabled one is worked for.
import { call } from '../ipc/api';
import type { ConnectionTest, KnownAccount } from '../ipc/generated';
import { attempt, outcome, type Outcome } from './notices.svelte';

let known = $state.raw<readonly KnownAccount[]>([]);

export const accounts = {
  get known() {
    return known;
  },
  get shown() {
    return known.find((account) => account.in_use);
  },
};

export async function loadAccounts(): Promise<void> {
  const list = await attempt(call('accounts_list'));
  if (list) known = list;
}

/** The window follows by the station's own event. */
export const useAccount = (id: string): Promise<unknown> =>
  attempt(call('account_use', { organisation_id: id }));

export const testAccount = (id: string): Promise<Outcome<ConnectionTest>> =>
  outcome(call('account_test', { organisation_id: id }));

export async function renameAccount(id: string, name: string): Promise<void> {
  const list = await attempt(call('account_rename', { organisation_id: id, name }));
  if (list) known = list;
}

export async function enableAccount(
  id: string,
  enabled: boolean,
  anyway: boolean,
): Promise<Outcome<KnownAccount[]>> {
  const answer = await outcome(call('account_enable', { organisation_id: id, enabled, anyway }));
  if (answer.ok) known = answer.value;
  return answer;
}

export async function forgetAccount(id: string, anyway: boolean): Promise<Outcome<unknown>> {
  const answer = await outcome(call('account_forget', { organisation_id: id, anyway }));
  if (answer.ok) await loadAccounts();
  return answer;
}
