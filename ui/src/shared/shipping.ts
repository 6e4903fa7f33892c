// Rules of the form of shipping choices. Pure.
import type { ContractChoice, FoundOption, Sender, ShipChoices } from '../ipc/generated';

/** The free option that the platform falls back to. */
export const UNSTAMPED_LETTER = 'sendcloud:letter';

/** Every word must stand somewhere in carrier, name, product, code or contract. */
export function matching(options: readonly FoundOption[], text: string): FoundOption[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter((option) => {
    const all = [option.carrier, option.name, option.product, option.code, option.contract]
      .join(' ')
      .toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** What was typed can stand for itself: a code without spaces that is not in the list. */
export function typedCode(options: readonly FoundOption[], text: string): string | null {
  const code = text.trim();
  if (code === '' || /\s/.test(code)) return null;
  return options.some((option) => option.code === code) ? null : code;
}

/** The carrier once: many names begin with it. */
export function optionName(option: Pick<FoundOption, 'name' | 'carrier'>): string {
  const { name, carrier } = option;
  return carrier && !name.toLowerCase().startsWith(carrier.toLowerCase()) ? `${carrier} ${name}` : name;
}

export function contractName(contract: Pick<ContractChoice, 'id' | 'name' | 'carrier'>): string {
  const name = contract.name || String(contract.id);
  const { carrier } = contract;
  return carrier && !name.toLowerCase().includes(carrier.toLowerCase()) ? `${carrier}: ${name}` : name;
}

export function senderName(sender: Pick<Sender, 'name' | 'address'>): string {
  return [sender.name, sender.address].filter(Boolean).join(', ');
}

/** A name for a number that was chosen; the number itself where the list does not have it. */
export function nameOf(
  choices: ShipChoices | null,
  list: 'senders' | 'brands' | 'contracts',
  id: number,
): string {
  const number = String(id);
  switch (list) {
    case 'senders':
      return choices?.senders.find((one) => one.id === id)?.name || number;
    case 'brands':
      return choices?.brands.find((one) => one.id === id)?.name || number;
    case 'contracts': {
      const contract = choices?.contracts.find((one) => one.id === id);
      return contract ? contractName(contract) : number;
    }
  }
}
