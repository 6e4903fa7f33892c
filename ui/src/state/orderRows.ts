// The open orders as last read, and what changed since. The engine reads both from numbered snapshots (`at`), so that it
// does not matter whether a change overtakes the reading of the whole list: the later of the two counts. Pure.
import type { Event, OrderRow, OrdersView } from '../ipc/generated';
import { keepSame } from '../shared/same';

export type Change = Omit<Extract<Event, { type: 'orders_changed' }>, 'type'>;

export interface Listed {
  account: string | null;
  /** Of the last reading of the whole list; changes after that are in `rows`. */
  at: number;
  rows: readonly OrderRow[];
}

const NOTHING_READ: Listed = { account: null, at: -1, rows: [] };

/** Changes in the order in which they were told. Rows keep their places, new ones come last. */
function changed(listed: Listed, changes: readonly Change[]): Listed {
  const news = new Map<number, OrderRow | null>();
  for (const change of changes) {
    if (change.account !== listed.account || change.at <= listed.at) continue;
    for (const id of change.gone) news.set(id, null);
    for (const row of change.rows) news.set(row.id, row);
  }
  if (news.size === 0) return listed;
  const rows: OrderRow[] = [];
  let different = false;
  for (const row of listed.rows) {
    const next = news.get(row.id);
    if (next === undefined) rows.push(row);
    else if (next !== null) rows.push(next);
    if (next !== undefined) {
      different = true;
      news.delete(row.id);
    }
  }
  for (const row of news.values()) {
    if (row === null) continue;
    rows.push(row);
    different = true;
  }
  return different ? { ...listed, rows } : listed;
}

export interface OrderRows {
  readonly now: Listed;
  /** A reading of the whole list begins. */
  ask(): void;
  /** It came. Working it out takes long for a long list: `show` is a task of its own. */
  answer(view: OrdersView): { show: () => void };
  /** Changes are kept until they are worth drawing; true for the first one. */
  tell(change: Change): boolean;
  apply(): void;
  forget(): void;
}

export function orderRows(): OrderRows {
  let now = NOTHING_READ;
  let told: Change[] = [];
  /** What was told since the reading that is under way began: it may not hold it. `null`: none is under way. */
  let meanwhile: Change[] | null = null;
  return {
    get now() {
      return now;
    },
    ask: () => (meanwhile = []),
    answer(view) {
      // Rows that did not change keep what was worked out for them.
      const next = { account: view.account, at: view.at, rows: keepSame(now.rows, view.orders) };
      return {
        show() {
          now = changed(next, meanwhile ?? []);
          meanwhile = null;
        },
      };
    },
    tell(change) {
      meanwhile?.push(change);
      return told.push(change) === 1;
    },
    apply() {
      now = changed(now, told);
      told = [];
    },
    forget() {
      now = NOTHING_READ;
      told = [];
      meanwhile = null;
    },
  };
}
