// What a scan can have meant. A scanner presses keys by their place; the computer makes letters of them by its own
// layout, which may be another one than the scanner was set to ("1042" arrives as "&à'é" on a French keyboard).
// Every reading is offered, the plainest first; only one of them will be an order that is there. Pure.
import type { Press, ScanStep } from './scan';

export type Layout = 'us' | 'azerty' | 'qwertz';
const LAYOUTS: readonly Layout[] = ['us', 'azerty', 'qwertz'];

/** What the scanner itself puts round every code; a person sets it once. */
export interface Marks {
  prefix: string;
  suffix: string;
}

export const NO_MARKS: Marks = { prefix: '', suffix: '' };

/** Character without and with Shift, by the key's place. Letters are in `letterOf`. */
const SIGNS: Record<Layout, Readonly<Record<string, string>>> = {
  us: {
    Digit1: '1!', Digit2: '2@', Digit3: '3#', Digit4: '4$', Digit5: '5%',
    Digit6: '6^', Digit7: '7&', Digit8: '8*', Digit9: '9(', Digit0: '0)',
    Minus: '-_', Equal: '=+', Semicolon: ';:', Quote: '\'"', Comma: ',<', Period: '.>', Slash: '/?',
    BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|', Backquote: '`~', Space: '  ',
  },
  azerty: {
    Digit1: '&1', Digit2: 'é2', Digit3: '"3', Digit4: "'4", Digit5: '(5',
    Digit6: '-6', Digit7: 'è7', Digit8: '_8', Digit9: 'ç9', Digit0: 'à0',
    Minus: ')°', Equal: '=+', Comma: ';.', Period: ':/', Slash: '!§', KeyM: ',?', Semicolon: 'mM', Space: '  ',
  },
  qwertz: {
    Digit1: '1!', Digit2: '2"', Digit3: '3§', Digit4: '4$', Digit5: '5%',
    Digit6: '6&', Digit7: '7/', Digit8: '8(', Digit9: '9)', Digit0: '0=',
    Comma: ',;', Period: '.:', Slash: '-_', Backslash: "#'", Minus: 'ß?', BracketRight: '+*', Space: '  ',
  },
}; // prettier-ignore

const SWAPPED: Record<Layout, Readonly<Record<string, string>>> = {
  us: {},
  azerty: { q: 'a', a: 'q', w: 'z', z: 'w' },
  qwertz: { y: 'z', z: 'y' },
};

/** The character that this key gives on a keyboard of this layout; `null`: none that a barcode holds. */
export function characterOn(layout: Layout, { code, shift }: Press): string | null {
  const sign = SIGNS[layout][code];
  if (sign !== undefined) return sign[shift ? 1 : 0] ?? null;
  const digit = /^Numpad(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return digit;
  const key = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  if (key === undefined) return null;
  const letter = SWAPPED[layout][key] ?? key;
  return shift ? letter.toUpperCase() : letter;
}

/** Everything that the scan can have been, plainest first, each once. Never empty. */
export function readings(scan: Extract<ScanStep, { kind: 'scan' }>, marks: Marks): string[] {
  const typed = [scan.text, ...LAYOUTS.map((layout) => typedOn(layout, scan.presses))];
  const texts = typed.filter((text) => text !== null).map((text) => text.trim());
  // What is left without the marks comes first: with them on, the plain text is no number of anything.
  const all = [...texts.map((text) => withoutMarks(text, marks)), ...texts].filter((text) => text !== '');
  const unique = [...new Set(all)];
  // Order numbers, SKUs and tracking numbers are made of these; a reading full of signs is the other layout's.
  return [...unique.filter((text) => USUAL.test(text)), ...unique.filter((text) => !USUAL.test(text))];
}

const USUAL = /^#?[A-Za-z0-9][A-Za-z0-9 ._/-]*$/;

function typedOn(layout: Layout, presses: readonly Press[] | undefined): string | null {
  if (!presses) return null;
  const characters = presses.map((press) => characterOn(layout, press));
  return characters.includes(null) ? null : characters.join('');
}

export function withoutMarks(text: string, { prefix, suffix }: Marks): string {
  const start = prefix !== '' && text.startsWith(prefix) ? prefix.length : 0;
  const end = suffix !== '' && text.endsWith(suffix) ? text.length - suffix.length : text.length;
  return end > start ? text.slice(start, end) : text;
}
