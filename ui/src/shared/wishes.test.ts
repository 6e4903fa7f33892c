import { expect, test } from 'vitest';
import { Wishes } from './wishes';

/** Loads when the test says so; waiting is over when the test says so. */
function scene(keep = 10) {
  const asked: number[] = [];
  const open = new Map<number, (value: string | undefined) => void>();
  const timers: (() => void)[] = [];
  const wishes = new Wishes<number, string>({
    load: (key) => {
      asked.push(key);
      return new Promise((resolve) => open.set(key, resolve));
    },
    atOnce: 2,
    keep,
    patienceMs: 50,
    after: (_, work) => timers.push(work),
  });
  return {
    wishes,
    asked,
    wait: () => timers.splice(0).forEach((work) => work()),
    arrive: async (key: number, there = true) => {
      open.get(key)?.(there ? `picture ${key}` : undefined);
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

test('what is only scrolled by is never loaded', () => {
  const { wishes, asked, wait } = scene();
  for (let row = 0; row < 50; row++) wishes.want(row, () => undefined)();
  wishes.want(50, () => undefined);
  expect(asked, 'nothing before the patience is over').toEqual([]);
  wait();
  expect(asked).toEqual([50]);
});

test('two at a time, the rows that came last first, from their top', async () => {
  const { wishes, asked, wait, arrive } = scene();
  for (const row of [1, 2, 3, 4]) wishes.want(row, () => undefined);
  wait();
  expect(asked).toEqual([1, 2]);
  for (const row of [20, 21]) wishes.want(row, () => undefined);
  await arrive(1);
  expect(asked).toEqual([1, 2, 20]);
  await arrive(2);
  await arrive(20);
  expect(asked, 'then those that still wait').toEqual([1, 2, 20, 21, 3]);
});

test('each row is told its own picture, whenever it comes', async () => {
  const { wishes, wait, arrive } = scene();
  const told: string[] = [];
  const gone = wishes.want(1, () => told.push('gone'));
  wishes.want(1, (picture) => told.push(`a ${picture}`));
  wishes.want(2, (picture) => told.push(`b ${picture}`));
  wait();
  gone();
  await arrive(2);
  await arrive(1);
  expect(told).toEqual(['b picture 2', 'a picture 1']);
  wishes.want(1, (picture) => told.push(`again ${picture}`));
  expect(told.at(-1), 'at once').toBe('again picture 1');
});

test('only so many are kept, those last looked at', async () => {
  const { wishes, asked, wait, arrive } = scene(2);
  const see = async (key: number) => {
    wishes.want(key, () => undefined);
    wait();
    await arrive(key);
  };
  await see(1);
  await see(2);
  await see(1);
  await see(3);
  expect([wishes.known(1), wishes.known(2), wishes.known(3)]).toEqual(['picture 1', undefined, 'picture 3']);
  expect(asked).toEqual([1, 2, 3]);
});

test('what there is no picture of is not asked for again; what was forgotten is not told', async () => {
  const { wishes, asked, wait, arrive } = scene();
  const told: unknown[] = [];
  wishes.want(1, (picture) => told.push(picture));
  wait();
  await arrive(1, false);
  wishes.want(1, (picture) => told.push(picture));
  wait();
  expect([asked, told]).toEqual([[1], [undefined, undefined]]);
  wishes.want(2, (picture) => told.push(picture));
  wait();
  wishes.forget();
  await arrive(2);
  expect([told.length, wishes.known(2)], 'it is of another world').toEqual([2, undefined]);
});
