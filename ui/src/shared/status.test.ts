import { expect, test } from 'vitest';
import { saysMore } from './status';

test("the engine's words are shown only where it says more than the kind of the problem", () => {
  expect(saysMore('address_incomplete'), 'which part is missing').toBe(true);
  expect(saysMore('label_elsewhere'), 'which label').toBe(true);
  expect(saysMore('no_weight')).toBe(false);
  expect(saysMore('not_at_sendcloud')).toBe(false);
});
