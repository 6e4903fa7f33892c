import { expect, test } from 'vitest';
import type { FoundOption, ShipChoices } from '../ipc/generated';
import { contractName, matching, nameOf, optionName, typedCode } from './shipping';

const option = (code: string, carrier: string, name: string): FoundOption => ({
  code,
  name,
  carrier,
  product: null,
  contract: null,
  charging_type: 'label_creation',
  needs_service_point: false,
  labelless: false,
  weight_min_grams: 1,
  weight_max_grams: 23_001,
  countries: ['NL'],
  everywhere: true,
  too_heavy: 0,
  price: null,
});

const options = [
  option('postnl:standard', 'PostNL', 'PostNL Standard'),
  option('dpd:classic', 'DPD', 'Classic'),
];

test('every word of the search must fit, wherever it stands', () => {
  expect(matching(options, 'post stand').map((one) => one.code)).toEqual(['postnl:standard']);
  expect(matching(options, 'DPD standard')).toEqual([]);
  expect(matching(options, ' ').length).toBe(2);
});

test('a typed code stands for itself unless it is in the list', () => {
  expect(typedCode(options, ' ups:saver ')).toBe('ups:saver');
  expect(typedCode(options, 'dpd:classic')).toBeNull();
  expect(typedCode(options, 'two words')).toBeNull();
  expect(typedCode([], '')).toBeNull();
});

test('names say the carrier once, and a number stands for what is not listed', () => {
  expect(options.map(optionName)).toEqual(['PostNL Standard', 'DPD Classic']);
  expect(contractName({ id: 702, name: 'DHL via Sendcloud', carrier: 'DHL' })).toBe('DHL via Sendcloud');
  expect(contractName({ id: 9, name: '', carrier: 'UPS' })).toBe('UPS: 9');
  const choices: ShipChoices = {
    senders: [{ id: 17, name: 'Magazijn', address: '', country: 'NL', postal_code: '' }],
    brands: [],
    contracts: [],
    at: null,
    trouble: null,
  };
  expect(nameOf(choices, 'senders', 17)).toBe('Magazijn');
  expect(nameOf(choices, 'brands', 42)).toBe('42');
  expect(nameOf(null, 'contracts', 5)).toBe('5');
});
