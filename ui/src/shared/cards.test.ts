import { describe, expect, test } from 'vitest';
import { CARD_TEXT, cardOf, CARDS } from './cards';
import { code128, values } from './code128';
import { characterOn } from './readings';

describe('cards', () => {
  test('a card is the same on every keyboard, with Caps Lock as without', () => {
    for (const card of CARDS) {
      const text = CARD_TEXT[card];
      expect(cardOf(text.toLowerCase())).toBe(card);
      for (const layout of ['us', 'azerty', 'qwertz'] as const) {
        const typed = [...text].map((letter) => characterOn(layout, { code: `Key${letter}`, shift: true }));
        expect(typed.join(''), layout).toBe(text);
      }
    }
    expect(cardOf('1042')).toBeUndefined();
  });
});

describe('Code 128', () => {
  // The example of the standard's usual explanation: "PJJ123C" in set A/B has the checksum 54 (A) or 55 (B).
  test('start, characters and checksum', () => {
    expect(values('PJJ123C')).toEqual([104, 48, 42, 42, 17, 18, 19, 35, 55]);
  });

  test('every symbol is eleven modules wide, the stop thirteen', () => {
    for (const card of CARDS) {
      const text = CARD_TEXT[card];
      const drawn = code128(text);
      expect(drawn?.width).toBe(11 * (text.length + 2) + 13);
      const last = drawn?.bars.at(-1);
      expect((last?.at ?? 0) + (last?.width ?? 0), 'it ends with a bar').toBe(drawn?.width);
    }
  });

  test('what it cannot say it does not draw', () => {
    expect(code128('')).toBeNull();
    expect(code128('é')).toBeNull();
  });
});
