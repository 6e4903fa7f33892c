// Code 128, set B: the bars of a short text. Pure; drawing is the caller's business.

/** Widths of bars and gaps in turn, for the values 0 to 105; each sums up to 11 modules. */
const PATTERNS = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'
).split(' ');
const STOP = '2331112';
const START_B = 104;

/** Values of the symbol: start, one per character, checksum. `null`: a character that set B does not have. */
export function values(text: string): number[] | null {
  const characters = [...text].map((character) => character.charCodeAt(0) - 32);
  if (characters.length === 0 || characters.some((value) => value < 0 || value > 94)) return null;
  const sum = characters.reduce((total, value, index) => total + value * (index + 1), START_B);
  return [START_B, ...characters, sum % 103];
}

export interface Bar {
  /** In modules from the left. */
  at: number;
  width: number;
}

export interface Bars {
  bars: Bar[];
  /** All modules, without the quiet zones of ten modules that belong on both sides. */
  width: number;
}

export const QUIET_MODULES = 10;

export function code128(text: string): Bars | null {
  const symbol = values(text);
  if (!symbol) return null;
  const widths = [...symbol.map((value) => PATTERNS[value] ?? ''), STOP].join('');
  const bars: Bar[] = [];
  let at = 0;
  [...widths].forEach((digit, index) => {
    const width = Number(digit);
    if (index % 2 === 0) bars.push({ at, width });
    at += width;
  });
  return { bars, width: at };
}
