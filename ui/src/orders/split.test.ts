import { describe, expect, test } from 'vitest';
import type { OrderLine } from '../ipc/generated';
import { begin, decimal, emptyParcel, fault, gramsOf, toParcels, unpacked } from './split';

const line = (item_id: string, quantity: number, weight_grams: number | null): OrderLine => ({
  item_id,
  description: item_id,
  sku: null,
  quantity,
  weight_grams,
});
const lines = [line('a', 3, 500), line('b', 1, null)];

describe('one order in several parcels', () => {
  test('it begins with everything in the first parcel', () => {
    const drafts = begin(lines);
    expect(drafts.map((draft) => draft.pieces)).toEqual([
      [3, 1],
      [0, 0],
    ]);
    expect(fault(lines, drafts)).toBe('empty');
  });

  test('every piece has to be in exactly one parcel', () => {
    const [first, second] = begin(lines);
    if (!first || !second) throw new Error('two parcels');
    first.pieces = [1, 1];
    expect([unpacked(lines, [first, second], 0), fault(lines, [first, second])]).toEqual([2, 'unpacked']);
    second.pieces = [3, 0];
    expect([unpacked(lines, [first, second], 0), fault(lines, [first, second])]).toEqual([-1, 'too_many']);
    second.pieces = [2, 0];
    expect(fault(lines, [first, second])).toBeNull();
  });

  test('weights are typed with comma or point, and nothing means what the pieces weigh', () => {
    expect([decimal('1,5'), decimal(' 2.25 '), decimal('')]).toEqual([1.5, 2.25, null]);
    expect(decimal('1.000,5')).toBeNaN();
    const light = { ...emptyParcel(lines), pieces: [2, 0] };
    const unknown = { ...emptyParcel(lines), pieces: [1, 1] };
    expect([gramsOf(lines, light), gramsOf(lines, unknown)]).toEqual([1000, null]);
    expect(
      toParcels(lines, [light, { ...unknown, kg: '0,75' }]).map((parcel) => parcel.weight_grams),
    ).toEqual([1000, 750]);
    expect(fault(lines, [light, { ...unknown, kg: '0' }])).toBe('weight');
  });

  test('a size has three sides or none', () => {
    const light = { ...emptyParcel(lines), pieces: [2, 0] };
    const rest = { ...emptyParcel(lines), pieces: [1, 1] };
    expect(fault(lines, [light, { ...rest, cm: ['10', '', ''] }])).toBe('sides');
    expect(fault(lines, [light, { ...rest, cm: ['10', 'x', '3'] }])).toBe('sides');
    const sized = { ...rest, cm: ['10,5', '20', '3'] as [string, string, string] };
    expect(fault(lines, [light, sized])).toBeNull();
    expect(toParcels(lines, [light, sized])[1]).toMatchObject({
      length_mm: 105,
      width_mm: 200,
      height_mm: 30,
    });
  });
});
