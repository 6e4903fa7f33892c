// What somebody wants to take back or give away, until they said so twice: a queue, or one paper of it.
import type { RowId } from '../ipc/generated';

type Wish = 'take_back' | 'move';
interface Asked {
  wish: Wish;
  printer: string;
  /** `null`: the whole queue. */
  job: RowId | null;
}

let asked = $state.raw<Asked | null>(null);

export const wished = {
  get now() {
    return asked;
  },
  ask(wish: Wish, printer: string | undefined, job: RowId | null = null) {
    asked = printer === undefined ? null : { wish, printer, job };
  },
  close() {
    asked = null;
  },
};

let chosenId = $state<RowId | null>(null);

/** The row of the list of jobs that somebody chose. */
export const chosenRow = {
  get id() {
    return chosenId;
  },
  set id(id: RowId | null) {
    chosenId = id;
  },
};
