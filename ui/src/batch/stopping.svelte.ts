// The batch that somebody wants to stop, until they said so twice.
import type { RowId } from '../ipc/generated';

let asked = $state<RowId | null>(null);

export const stopping = {
  get asked() {
    return asked;
  },
  ask(id: RowId | null) {
    asked = id;
  },
  close() {
    asked = null;
  },
};
