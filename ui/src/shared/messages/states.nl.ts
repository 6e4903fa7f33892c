// What the window says when something is not as it should be, in Dutch.
export const statesNl = {
  'action.to_settings': 'Naar Instellen',
  'empty.undecided':
    'Kies per winkel welke statussen nog ingepakt moeten worden. Daarna staan hier de orders.',
  'empty.undecided_title': 'Eerst kiezen wat open is',
  'note.retried': 'De lijst toont wat daarvan het laatst bekend was. Packbench probeert het vanzelf opnieuw.',
  'note.shops_failed': 'Niet gelezen: {shops}',
  'note.stale': 'Er kunnen orders bij zijn of al verzonden zijn. Haal de lijst op voordat je verzendt.',
  'note.stale_title': 'Deze lijst is {age} oud',
  'note.undecided': 'Tot je kiest welke statussen open zijn, staan hun orders niet in de lijst.',
  'note.undecided_title': 'Nog kiezen: {shops}',
  'notice_fix.billing': 'Kijk in Sendcloud bij Facturatie of de betaalwijze klopt.',
  'notice_fix.credentials': 'Maak of kopieer het sleutelpaar opnieuw in Sendcloud en test het bij Instellen.',
  'notice_fix.database_set_aside':
    'Gekochte labels worden bij Sendcloud teruggevonden. Vraag hulp voor de historie.',
  'notice_fix.keychain_missing': 'Ontgrendel of installeer een sleutelbos en start Packbench opnieuw.',
  'notice_fix.lock_held': 'Sluit de andere Packbench, of verzend vanaf daar.',
  'notice_fix.possible_duplicate': 'Annuleer er één, of zeg dat beide nodig zijn.',
  'notice_fix.shop_sync': 'Packbench probeert het vanzelf opnieuw. Blijft het misgaan, kijk dan bij Winkels.',
  'printer.silent': 'Printers antwoorden niet',
  'shops.unread': 'Niet gelezen',
  'strip.shops_failing': '{n: # winkel niet gelezen | # winkels niet gelezen}',
  'strip.stale': 'Lijst is oud',
  'theme.high_contrast': 'Hoog contrast',
} as const;
