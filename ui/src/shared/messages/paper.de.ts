// Printers, their queues and what they print, in German.
export const paperDe = {
  'abilities.again': 'Erneut fragen',
  'abilities.media': '{n: # Papier | # Papiere}',
  'abilities.nothing': 'Der Drucker sagt nichts über Papier und Feinheit.',
  'abilities.says': 'Der Drucker sagt: {what}.',
  'abilities.set': 'jetzt {paper}',
  'abilities.silent': 'Der Drucker sagt nicht, was er kann',
  'abilities.size': '{width} × {height} mm',
  'abilities.theirs': 'Von diesem Drucker',

  'action.print_report': 'Bericht zum Batch drucken',
  'action.print_report_short': 'Bericht',
  'action.print_sheets': 'A4-Bögen',
  'action.print_slip': 'Lieferschein drucken',
  'action.save_report': 'Bericht zum Batch als PDF',

  'ahead.asks': '{name} wartet auf eine Antwort',
  'ahead.beside': '{n: # Drucker nicht bereit | # Drucker nicht bereit}',
  'ahead.missing': '{name} ist nicht da',
  'ahead.rejecting': '{name} nimmt nichts an',
  'ahead.stands': '{name} steht still',
  'ahead.stopped': '{name} steht still',

  'ahead_do.asks': 'Zuerst im Bildschirm Drucken antworten: was danach kommt, wartet.',
  'ahead_do.missing':
    'Einschalten oder unter Einrichten einen anderen wählen. Etiketten bleiben gespeichert.',
  'ahead_do.rejecting': 'Die Warteschlange wieder annehmen lassen oder einen anderen Drucker wählen.',
  'ahead_do.stands': 'Nach Papier, Klappe und Kabel sehen. Etiketten warten, bis er wieder druckt.',
  'ahead_do.stopped': 'Nach Papier, Klappe und Kabel sehen oder fortsetzen. Etiketten warten, bis er druckt.',

  'help.print': 'Drucken',

  'nav.print': 'Drucken',

  'own.add': 'Hinzufügen',
  'own.hint':
    'Etikettendrucker im Netz: tcp://192.168.1.50:9100. Ordner für Dateien: folder:///Pfad/zum/Ordner.',
  'own.label': 'Drucker, den dieser Computer nicht kennt',
  'own.remove': 'Entfernen',

  'own_trouble.host': 'Name oder Adresse des Druckers fehlt oder stimmt nicht.',
  'own_trouble.kind': 'Mit tcp:// oder folder:/// beginnen.',
  'own_trouble.known': 'Dieser Drucker steht schon dabei.',
  'own_trouble.path': 'Den ganzen Ordner angeben: folder:///Pfad/zum/Ordner.',
  'own_trouble.port': 'Den Port anhängen, meistens :9100.',

  'paper_kind.customs': 'Zollpapiere',
  'paper_kind.label': 'Etiketten',
  'paper_kind.large_label': 'Größere Etiketten (A5, A4)',
  'paper_kind.report': 'Berichte',
  'paper_kind.slip': 'Lieferscheine',

  'paper_route.label': 'Auf dem Etikettendrucker',
  'paper_route.title': 'Andere Papiere',

  'paper_the.customs': 'das Zollpapier zu Bestellung {about}',
  'paper_the.label': 'das Etikett zu Bestellung {about}',
  'paper_the.report': 'der Bericht zu Batch {about}',
  'paper_the.separator': 'das Trennblatt von Batch {about}',
  'paper_the.sheet': 'die Bögen von Batch {about}',
  'paper_the.slip': 'der Lieferschein zu Bestellung {about}',
  'paper_the.test': 'das Testetikett',

  'paper_word.customs': 'Zollpapier',
  'paper_word.label': 'Etikett',
  'paper_word.report': 'Bericht',
  'paper_word.separator': 'Trennblatt',
  'paper_word.sheet': 'Etikettenbögen',
  'paper_word.slip': 'Lieferschein',
  'paper_word.test': 'Testetikett',

  'print_answer.again': 'Erneut drucken',
  'print_answer.came_out': 'Ja, es ist da',
  'print_answer.leave': 'So lassen',
  'print_answer.seen': 'Gesehen',

  'print_asks.failed': 'Nicht gedruckt: {what}.',
  'print_asks.missing': 'Kam {what} heraus?',
  'print_asks.twice': 'Vielleicht doppelt gedruckt: {what}.',

  'print_asks_text.failed': 'Was dahinter steht, wartet auf die Antwort.',
  'print_asks_text.missing': 'Am Drucker nachsehen. Was dahinter steht, wartet auf die Antwort.',
  'print_asks_text.twice': 'Nachsehen, ob es zwei davon gibt, und eins wegwerfen.',

  print_look: '{n: Am Drucker nachsehen: # Papier | Am Drucker nachsehen: # Papiere}',

  'print_queue.asks': 'Wartet auf Antwort',
  'print_queue.prints': 'Druckt',
  'print_queue.stands': 'Steht still',
  'print_queue.waits': 'Geht gleich weiter',

  'print_screen.asked_back': 'Zurückgenommen: {what}.',
  'print_screen.at': 'Wann',
  'print_screen.empty':
    'Was gedruckt wird, steht hier, und was der Drucker dazu sagt. Bestellungen versenden und ihre Etiketten drucken.',
  'print_screen.empty_title': 'Noch nichts gedruckt',
  'print_screen.jobs': 'Druckaufträge',
  'print_screen.message': 'Meldung',
  'print_screen.move': 'Rest an anderen Drucker',
  'print_screen.move_one': 'An anderen Drucker',
  'print_screen.nothing_waits': 'Nichts wartet.',
  'print_screen.printer': 'Drucker',
  'print_screen.queues': 'Warteschlangen',
  'print_screen.spooled': '{n: # beim Drucker | # beim Drucker}',
  'print_screen.state': 'Zustand',
  'print_screen.take_back': 'Rest zurücknehmen',
  'print_screen.take_back_one': 'Zurücknehmen',
  'print_screen.waiting': '{n: # wartet | # warten}',
  'print_screen.what': 'Papier',
  'print_screen.why_stands':
    'Papier, Klappe und Kabel prüfen oder ihn wieder anschalten: dann geht es von selbst weiter. Oder den Rest an einen anderen Drucker geben.',

  'print_state.cancelled': 'Zurückgenommen',
  'print_state.done': 'Gedruckt',
  'print_state.failed': 'Fehlgeschlagen',
  'print_state.handing': 'Zum Drucker',
  'print_state.held': 'Angehalten',
  'print_state.printing': 'Druckt',
  'print_state.queued': 'Beim Drucker',
  'print_state.unknown': 'Nachsehen',
  'print_state.waiting': 'Wartet',

  print_to_go: 'noch {n}',

  'printer_option.reverse': 'Letztes Etikett zuerst: der Stapel liegt mit der Schrift nach oben',
  'printer_option.separator': 'Trennblatt mit der Batchnummer vor jedem Batch',
  'printer_option.slips': 'Lieferschein zum Etikett',
  'printer_option.title': 'Von selbst drucken',

  'report.saved': 'Bericht gespeichert: {path}',

  'setup.asks_for': 'Etiketten anfordern als',
  'setup.changed': 'eingerichtet',
  'setup.copies': 'Exemplare',
  'setup.down': 'nach unten',
  'setup.dpi': 'Auflösung',
  'setup.dpi_n': '{n} dpi',
  'setup.height': 'hoch',
  'setup.language': 'Wie der Drucker gespeist wird',
  'setup.language.driver': 'Treiber',
  'setup.language.zpl': 'ZPL (Zebra)',
  'setup.offset': 'Verschieben',
  'setup.open': 'Einrichten',
  'setup.paper': 'Papier',
  'setup.right': 'nach rechts',
  'setup.test': 'Testetikett',
  'setup.title': '{name} einrichten',
  'setup.turns': 'Drehen',
  'setup.turns_n': '{n}°',
  'setup.unset': 'Alles zurücksetzen',
  'setup.width': 'breit',

  'setup_doubt.dpi':
    'Der Drucker nennt diese Feinheit (dpi) nicht: das Etikett kann zu groß oder zu klein werden.',
  'setup_doubt.format': 'Der Drucker nennt dieses Format nicht: Etiketten als PDF anfordern.',
  'setup_doubt.paper': 'Der Drucker nennt dieses Papier nicht. Liegt es ein? Ein Testetikett drucken.',

  'setup_paper.a4': 'A4',
  'setup_paper.a5': 'A5',
  'setup_paper.a6': 'A6',
  'setup_paper.four_by_six': '4 × 6 Zoll (102 × 152 mm)',
  'setup_paper.own': 'Eigenes Maß',
  'setup_paper.queue': 'Wie der Drucker eingestellt ist',
  'setup_paper.roll': '102 × 210 mm',

  'sheets.behind':
    '{n: # anderes Papier kommt einzeln danach | # andere Papiere kommen einzeln danach}, auf {printers}.',
  'sheets.do': '{n: # Bogen drucken | # Bögen drucken}',
  'sheets.four_a6': '4 × A6',
  'sheets.kind': 'Bogen',
  'sheets.place': 'Platz {n}',
  'sheets.printer': 'Drucker',
  'sheets.sentence': '{papers: # Etikett | # Etiketten} auf {sheets: # A4-Bogen | # A4-Bögen}.',
  'sheets.start': 'Erster freier Platz',
  'sheets.start_text': 'Ein halb benutzter Bogen geht noch: wählen, wo das erste hinkommt.',
  'sheets.two_a5': '2 × A5',

  'slips.before': 'Davor',
  'slips.behind': 'Dahinter',
  'slips.none': 'Keiner',

  'strip.print_asks': '{n: Drucker prüfen: # Etikett | Drucker prüfen: # Etiketten}',
  'strip.print_stands': '{n} warten, steht still',
  'strip.print_waits': '{n} warten',

  'wish.move': '{n: # Papier geht an einen anderen Drucker | # Papiere gehen an einen anderen Drucker}',
  'wish.move_asked_text': 'Nur wenn es nicht herauskam: es wird dort noch einmal gedruckt.',
  'wish.move_do': 'Rest geben',
  'wish.move_one': 'An einen anderen Drucker: {what}',
  'wish.move_one_do': 'Dort drucken',
  'wish.move_text': 'In derselben Reihenfolge. Woran {printer} schon arbeitet, bleibt dort.',
  'wish.no_other': 'Es gibt keinen anderen Drucker.',
  'wish.take_back': '{printer}: {n: # Papier zurücknehmen? | # Papiere zurücknehmen?}',
  'wish.take_back_do': 'Zurücknehmen',
  'wish.take_back_text':
    'Die Etiketten bleiben gespeichert und lassen sich später wieder drucken. Was schon beim Drucker ist, kommt vielleicht noch.',

};
