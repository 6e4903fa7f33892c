// The window is asked to close while something is under way: a person decides.
import { closeNow, onCloseAsked, stay } from '../ipc/api';
import type { UnderWay } from '../ipc/generated';

let asked = $state.raw<UnderWay | null>(null);

export const closing = {
  /** What closing would interrupt; `null` while nobody asks. */
  get asked() {
    return asked;
  },
};

export function listenToClosing(): Promise<void> {
  return onCloseAsked((underWay) => (asked = underWay));
}

export function stayOpen(): void {
  asked = null;
  void stay();
}

export function closeAnyway(): void {
  void closeNow();
}
