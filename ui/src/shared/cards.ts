// Command cards: barcodes that stand beside the packing table and do what a button does. Pure.

export type Card = 'ship' | 'print' | 'undo' | 'next';
export const CARDS: readonly Card[] = ['ship', 'print', 'undo', 'next'];

/**
 * Letters only, and none that another keyboard layout moves (a, m, q, w, y, z) nor one that Caps Lock changes for good:
 * a card is read the same on every station. Long enough to be nobody's order number.
 */
export const CARD_TEXT: Record<Card, string> = {
  ship: 'PBDOSHIP',
  print: 'PBDOPRINT',
  undo: 'PBDOUNDO',
  next: 'PBDONEXT',
};

export function cardOf(text: string): Card | undefined {
  const upper = text.trim().toUpperCase();
  return CARDS.find((card) => CARD_TEXT[card] === upper);
}
