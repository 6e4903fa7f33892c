// The stored paper that is before somebody's eyes, and whether it fills the window.
import type { RowId } from '../ipc/generated';
import type { Action } from './actions.svelte';

export interface Paper {
  label: RowId;
  /** The order that it is of. */
  name: string;
  page: number;
}

let offered = $state.raw<Paper | null>(null);
let shown = $state.raw<Paper | null>(null);

export const zoom = {
  get offered() {
    return offered;
  },
  get shown() {
    return shown;
  },
  /** A screen shows this paper; the answer takes it back. */
  offer(paper: Paper | null): () => void {
    offered = paper;
    return () => {
      if (offered === paper) offered = null;
    };
  },
  open(paper: Paper | null) {
    shown = paper;
  },
  close() {
    shown = null;
  },
};

/** The first page of the paper on the screen. */
export const enlarge: Action = {
  id: 'label.enlarge',
  title: 'label.enlarge',
  keys: 'Alt+Shift+L',
  enabled: () => offered !== null && shown === null,
  run: () => zoom.open(offered),
};
