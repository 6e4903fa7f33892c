// The owner's PIN: asked for when the station says that a command waits for it.
import { call, onPinNeeded } from '../ipc/api';
import { outcome, type Outcome } from './notices.svelte';
import type { StationInfo } from '../ipc/generated';

let answer = $state.raw<((entered: boolean) => void) | null>(null);

export const pin = {
  get asked() {
    return answer !== null;
  },
};

onPinNeeded(
  () =>
    new Promise((resolve) => {
      answer?.(false);
      answer = resolve;
    }),
);

export async function enterPin(text: string): Promise<Outcome<StationInfo>> {
  const entered = await outcome(call('pin_enter', { pin: text }));
  if (entered.ok) {
    answer?.(true);
    answer = null;
  }
  return entered;
}

export function giveUp(): void {
  answer?.(false);
  answer = null;
}

export const setPin = (text: string | null): Promise<Outcome<StationInfo>> =>
  outcome(call('pin_set', { pin: text }));
