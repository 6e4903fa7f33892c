import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isPrintable, matches, type KeyPress } from './keys';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('modifiers must be held, and no others', () => {
  expect(matches('Ctrl+K', press('k', { ctrlKey: true }))).toBe(true);
  expect(matches('Ctrl+K', press('k', { metaKey: true })), 'Cmd on a Mac').toBe(true);
  expect(matches('Ctrl+K', press('k'))).toBe(false);
  expect(matches('Ctrl+K', press('K', { ctrlKey: true, shiftKey: true }))).toBe(false);
  expect(matches('Alt+1', press('1', { altKey: true }))).toBe(true);
});

test('signs match however the keyboard makes them', () => {
  expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
  expect(matches('?', press('?'))).toBe(true);
});

test('printable keys are characters without Ctrl or Alt', () => {
  expect(isPrintable(press('é'))).toBe(true);
  expect(isPrintable(press('F5'))).toBe(false);
  expect(isPrintable(press('a', { ctrlKey: true }))).toBe(false);
});

test('no two actions have the same key', () => {
  const source = fileURLToPath(new URL('..', import.meta.url));
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const texts = names
    .filter((name) => /(?<!test)\.ts$/.test(name))
    .map((name) => readFileSync(source + name, 'utf8'));
  const keys = texts.flatMap((text) => [...text.matchAll(/\bkeys: '([^']+)'/g)].map((match) => match[1]));
  expect(keys.length, 'this finds them').toBeGreaterThan(40);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});
