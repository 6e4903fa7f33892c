// One order in several parcels: what goes into which. Plain rules; the platform knows the lines by their ids.
import type { OrderLine, ParcelSplit } from '../ipc/generated';

export const PARCELS_MAX = 50;

/** A parcel as it is typed: pieces of each line, weight and sides as text. */
export interface Draft {
  pieces: number[];
  kg: string;
  cm: [string, string, string];
}

export const emptyParcel = (lines: readonly OrderLine[]): Draft => ({
  pieces: lines.map(() => 0),
  kg: '',
  cm: ['', '', ''],
});

/** Two parcels: everything in the first one, to be moved by hand. */
export function begin(lines: readonly OrderLine[]): Draft[] {
  return [{ ...emptyParcel(lines), pieces: lines.map((line) => line.quantity) }, emptyParcel(lines)];
}

/** Pieces of a line that are in no parcel yet; below zero: too many are packed. */
export function unpacked(lines: readonly OrderLine[], drafts: readonly Draft[], at: number): number {
  const packed = drafts.reduce((sum, draft) => sum + (draft.pieces[at] ?? 0), 0);
  return (lines[at]?.quantity ?? 0) - packed;
}

/** What the pieces of a parcel weigh together; `null` when the weight of one is not known. */
export function gramsOf(lines: readonly OrderLine[], draft: Draft): number | null {
  let grams = 0;
  for (const [at, pieces] of draft.pieces.entries()) {
    if (pieces === 0) continue;
    const each = lines[at]?.weight_grams ?? null;
    if (each === null) return null;
    grams += each * pieces;
  }
  return grams;
}

/** A decimal as people type it, with comma or point; `null` for nothing, `NaN` for nonsense. */
export function decimal(text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return null;
  return /^\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

export type Fault = 'unpacked' | 'too_many' | 'empty' | 'weight' | 'sides';

/** What is wrong with a split, first things first; `null`: it can be shipped. */
export function fault(lines: readonly OrderLine[], drafts: readonly Draft[]): Fault | null {
  const left = lines.map((_, at) => unpacked(lines, drafts, at));
  if (left.some((n) => n < 0)) return 'too_many';
  if (left.some((n) => n > 0)) return 'unpacked';
  if (drafts.some((draft) => draft.pieces.every((n) => n === 0))) return 'empty';
  const bad = (text: string) => {
    const value = decimal(text);
    return value !== null && !(value > 0);
  };
  if (drafts.some((draft) => bad(draft.kg))) return 'weight';
  const sides = (draft: Draft) => draft.cm.filter((side) => side.trim() !== '').length;
  if (drafts.some((draft) => ![0, 3].includes(sides(draft)) || draft.cm.some(bad))) return 'sides';
  return null;
}

/** What is sent. An empty weight is what the pieces weigh, where that is known. */
export function toParcels(lines: readonly OrderLine[], drafts: readonly Draft[]): ParcelSplit[] {
  const mm = (text: string) => {
    const cm = decimal(text);
    return cm === null ? null : Math.round(cm * 10);
  };
  return drafts.map((draft) => {
    const kg = decimal(draft.kg);
    const grams = kg === null ? gramsOf(lines, draft) : Math.round(kg * 1000);
    return {
      items: lines
        .map((line, at) => ({ item_id: line.item_id, quantity: draft.pieces[at] ?? 0 }))
        .filter((item) => item.quantity > 0),
      weight_grams: grams !== null && grams > 0 ? grams : null,
      length_mm: mm(draft.cm[0]),
      width_mm: mm(draft.cm[1]),
      height_mm: mm(draft.cm[2]),
    };
  });
}
