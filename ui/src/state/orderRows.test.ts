import { describe, expect, test } from 'vitest';
import type { OrderRow } from '../ipc/generated';
import { order } from '../shared/sample';
import { forSeeds, type Chance } from '../shared/seeded';
import { orderRows, type Change } from './orderRows';

const ACCOUNT = 'mine';
const row = (id: number, version: number): OrderRow => order(id, { status: `v${version}` });
const version = (row: OrderRow) => Number(row.status?.slice(1));
const view = (at: number, orders: OrderRow[]) => ({
  account: ACCOUNT,
  at,
  orders,
  shops: [],
  sync: { running: false, last_complete_at: null, trouble: null, orders_read: 0 },
});
const change = (at: number, rows: OrderRow[], gone: number[], account = ACCOUNT): Change => ({
  account,
  at,
  rows,
  gone,
});

function listOf(...ids: number[]) {
  const list = orderRows();
  list.ask();
  list
    .answer(
      view(
        1,
        ids.map((id) => row(id, 1)),
      ),
    )
    .show();
  return list;
}

const ids = (list: ReturnType<typeof orderRows>) => list.now.rows.map((one) => one.id);

describe('changes of the open orders', () => {
  test('touch the rows they name and no other', () => {
    const list = listOf(1, 2, 3);
    const before = list.now.rows;
    list.tell(change(2, [row(4, 2), row(2, 2)], [1]));
    list.apply();
    expect(ids(list)).toEqual([2, 3, 4]);
    expect(list.now.rows[1], 'the same object: nothing is worked out anew for it').toBe(before[2]);
  });

  test('that change nothing leave the list itself alone', () => {
    const list = listOf(1, 2);
    const before = list.now.rows;
    list.tell(change(2, [], [7]));
    list.apply();
    expect(list.now.rows).toBe(before);
  });

  test('of another account are not shown', () => {
    const list = listOf(1);
    list.tell(change(2, [row(9, 1)], [1], 'other'));
    list.apply();
    expect(ids(list)).toEqual([1]);
  });

  test('that overtake a reading are not undone by it', () => {
    const list = listOf(1, 2);
    list.ask();
    list.tell(change(5, [], [1]));
    list.apply();
    list.answer(view(4, [row(1, 1), row(2, 1)])).show();
    expect(ids(list)).toEqual([2]);
  });

  test('that a reading overtook do not undo it', () => {
    const list = listOf(1, 2);
    list.ask();
    list.answer(view(6, [row(1, 6), row(2, 1)])).show();
    list.tell(change(5, [row(1, 5)], []));
    list.apply();
    expect(list.now.rows.map(version)).toEqual([6, 1]);
  });
});

/** An engine in small: every commit changes rows and is told later, readings take their time, nothing else is known. */
function live(chance: Chance): void {
  const truth = new Map<number, OrderRow>();
  const list = orderRows();
  const events: Change[] = [];
  const touched = new Set<number>();
  const shown = new Map<number, number>();
  let [at, answer] = [0, null as ReturnType<typeof view> | null];
  const look = () => {
    const there = new Set(ids(list));
    // What left may come back, but only as something newer.
    for (const [id, last] of shown) if (!there.has(id)) shown.set(id, Math.floor(last) + 0.5);
    for (const one of list.now.rows) {
      expect(version(one), `order ${one.id} never goes back`).toBeGreaterThanOrEqual(shown.get(one.id) ?? 0);
      shown.set(one.id, version(one));
    }
  };
  const steps = {
    commit() {
      const id = chance.between(1, 6);
      at += 1;
      if (chance.below(3) === 0) truth.delete(id);
      else truth.set(id, row(id, at));
      touched.add(id);
    },
    tell() {
      const rows = [...touched].flatMap((id) => truth.get(id) ?? []);
      const gone = [...touched].filter((id) => !truth.has(id));
      touched.clear();
      events.push(change(at, rows, gone));
    },
    hear() {
      const event = events.shift();
      if (event) list.tell(event);
    },
    ask() {
      if (answer) return;
      list.ask();
      answer = view(at, [...truth.values()]);
    },
    answer() {
      if (answer) list.answer(answer).show();
      answer = null;
    },
    draw: () => list.apply(),
  };
  steps.ask();
  for (let n = 0; n < 80; n++) {
    steps[chance.pick(['commit', 'commit', 'tell', 'hear', 'ask', 'answer', 'draw'] as const)]();
    look();
  }
  steps.tell();
  steps.answer();
  while (events.length > 0) steps.hear();
  steps.draw();
  const sorted = (rows: Iterable<OrderRow>) => [...rows].sort((a, b) => a.id - b.id);
  expect(sorted(list.now.rows)).toEqual(sorted(truth.values()));
}

test('whatever overtakes what, the list ends as the engine has it, and no order goes back', () => {
  forSeeds(500, live);
});
