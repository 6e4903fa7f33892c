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
