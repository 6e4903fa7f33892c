// What the window says when something is not as it should be, in German.
export const statesDe = {
  'action.to_settings': 'Zum Einrichten',
  'empty.undecided':
    'Je Shop wählen, welche Status noch gepackt werden. Danach stehen die Bestellungen hier.',
  'empty.undecided_title': 'Erst wählen, was offen ist',
  'note.retried': 'Die Liste zeigt, was davon zuletzt bekannt war. Packbench versucht es von selbst wieder.',
  'note.shops_failed': 'Nicht gelesen: {shops}',
  'note.stale':
    'Es können Bestellungen dazugekommen oder schon versendet sein. Vor dem Versenden neu abrufen.',
  'note.stale_title': 'Diese Liste ist {age} alt',
  'note.undecided': 'Bis gewählt ist, welche Status offen sind, fehlen ihre Bestellungen in der Liste.',
  'note.undecided_title': 'Noch zu wählen: {shops}',
  'notice_fix.billing': 'In Sendcloud unter Abrechnung prüfen, ob die Zahlungsart stimmt.',
  'notice_fix.credentials':
    'Schlüsselpaar in Sendcloud neu erstellen oder kopieren und unter Einrichten testen.',
  'notice_fix.database_set_aside':
    'Gekaufte Etiketten werden bei Sendcloud wiedergefunden. Für den Verlauf Hilfe holen.',
  'notice_fix.keychain_missing': 'Schlüsselbund entsperren oder installieren und Packbench neu starten.',
  'notice_fix.lock_held': 'Das andere Packbench schließen oder von dort versenden.',
  'notice_fix.possible_duplicate': 'Eines stornieren oder sagen, dass beide gebraucht werden.',
  'notice_fix.shop_sync': 'Packbench versucht es von selbst wieder. Bleibt es dabei, unter Shops nachsehen.',
  'printer.silent': 'Drucker antworten nicht',
  'shops.unread': 'Nicht gelesen',
  'strip.shops_failing': '{n: # Shop nicht gelesen | # Shops nicht gelesen}',
  'strip.stale': 'Liste ist alt',
  'theme.high_contrast': 'Hoher Kontrast',
};
