import { expect, test } from 'vitest';
import { looksOf } from './theme';

test('the choice of a person comes before the system, contrast is never taken away', () => {
  const plain = { dark: false, moreContrast: false };
  expect(looksOf('system', plain)).toEqual({ theme: 'light', contrast: 'normal' });
  expect(looksOf('system', { ...plain, dark: true }).theme).toBe('dark');
  expect(looksOf('light', { ...plain, dark: true }).theme).toBe('light');
  expect(looksOf('dark', plain).theme).toBe('dark');
  expect(looksOf('high_contrast', { ...plain, dark: true })).toEqual({ theme: 'dark', contrast: 'more' });
  for (const theme of ['system', 'light', 'dark'] as const)
    expect(looksOf(theme, { dark: true, moreContrast: true }).contrast, theme).toBe('more');
});
