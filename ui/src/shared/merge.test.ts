import { expect, test } from 'vitest';
import { mergeById } from './merge';

const list = [
  { id: 3, name: 'c' },
  { id: 1, name: 'a' },
];

test('changed entries keep their place, new ones go where they are wanted', () => {
  const changed = [
    { id: 1, name: 'A' },
    { id: 9, name: 'z' },
  ];
  expect(mergeById(list, changed, 'first').map((entry) => entry.name)).toEqual(['z', 'c', 'A']);
  expect(mergeById(list, changed, 'last').map((entry) => entry.name)).toEqual(['c', 'A', 'z']);
  expect(list[1]?.name, 'the old list is untouched').toBe('a');
});

test('nothing changed: the same list, so that nothing is drawn again', () => {
  expect(mergeById(list, [], 'first')).toBe(list);
});
