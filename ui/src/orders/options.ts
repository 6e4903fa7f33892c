// How the orders will be shipped, as a few short sentences. Pure.
import type { ShipChoices, ShipOptions } from '../ipc/generated';
import type { MessageKey } from '../shared/messages/index.svelte';
import { nameOf } from '../shared/shipping';

export const NO_OPTIONS: ShipOptions = {
  sender_address_id: null,
  brand_id: null,
  shipping_option_code: null,
  contract_id: null,
  apply_shipping_rules: false,
  ship_without_weight: false,
};

interface Part {
  key: MessageKey;
  params: Record<string, string>;
}

export function optionParts(options: ShipOptions, choices: ShipChoices | null): Part[] {
  const parts: Part[] = [];
  const {
    shipping_option_code: option,
    sender_address_id: sender,
    brand_id: brand,
    contract_id: contract,
  } = options;
  if (options.apply_shipping_rules) parts.push({ key: 'options.part.rules', params: {} });
  if (option) parts.push({ key: 'options.part.option', params: { option } });
  else if (!options.apply_shipping_rules) parts.push({ key: 'options.part.no_option', params: {} });
  if (contract !== null)
    parts.push({ key: 'options.part.contract', params: { id: nameOf(choices, 'contracts', contract) } });
  if (sender !== null)
    parts.push({ key: 'options.part.sender', params: { id: nameOf(choices, 'senders', sender) } });
  else parts.push({ key: 'options.part.no_sender', params: {} });
  if (brand !== null)
    parts.push({ key: 'options.part.brand', params: { id: nameOf(choices, 'brands', brand) } });
  if (options.ship_without_weight) parts.push({ key: 'options.part.without_weight', params: {} });
  return parts;
}
