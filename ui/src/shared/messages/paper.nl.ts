// Printers, their queues and what they print, in Dutch.
export const paperNl = {
  'action.print_sheets': 'Op A4-vellen',
  'action.print_slip': 'Pakbon printen',

  'help.print': 'Printen',

  'nav.print': 'Printen',

  'own.add': 'Toevoegen',
  'own.hint':
    'Labelprinter in het netwerk: tcp://192.168.1.50:9100. Map voor bestanden: folder:///pad/naar/map.',
  'own.label': 'Printer die deze computer niet kent',
  'own.remove': 'Verwijderen',

  'own_trouble.host': 'De naam of het adres van de printer ontbreekt of klopt niet.',
  'own_trouble.kind': 'Begin met tcp:// of folder:///.',
  'own_trouble.known': 'Deze printer staat er al bij.',
  'own_trouble.path': 'Geef de hele map: folder:///pad/naar/map.',
  'own_trouble.port': 'Zet de poort erachter, meestal :9100.',

  'paper_kind.customs': 'Douanepapieren',
  'paper_kind.large_label': 'Grotere labels (A5, A4)',
  'paper_kind.slip': 'Pakbonnen',

  'paper_route.label': 'Op de labelprinter',
  'paper_route.title': 'Andere papieren',

  'paper_the.batch': 'het papier van batch {about}',
  'paper_the.customs': 'het douanepapier van order {about}',
  'paper_the.label': 'het label van order {about}',
  'paper_the.other': '„{about}”',
  'paper_the.slip': 'de pakbon van order {about}',
  'paper_the.test': 'het testlabel',

  'paper_word.batch': 'Vellen of scheidingsblad',
  'paper_word.customs': 'Douanepapier',
  'paper_word.label': 'Label',
  'paper_word.other': 'Papier',
  'paper_word.slip': 'Pakbon',
  'paper_word.test': 'Testlabel',

  'print_answer.again': 'Print opnieuw',
  'print_answer.came_out': 'Ja, het is er',
  'print_answer.leave': 'Laat zo',
  'print_answer.seen': 'Gezien',

  'print_asks.failed': 'Niet geprint: {what}.',
  'print_asks.missing': 'Kwam {what} eruit?',
  'print_asks.twice': 'Misschien dubbel geprint: {what}.',

  'print_asks_text.failed': 'Wat erachter staat wacht op je antwoord.',
  'print_asks_text.missing': 'Kijk bij de printer. Wat erachter staat wacht op je antwoord.',
  'print_asks_text.twice': 'Kijk of er twee van zijn en gooi er één weg.',

  print_look: '{n: Kijk bij de printer: # papier | Kijk bij de printer: # papieren}',

  'print_queue.asks': 'Wacht op je antwoord',
  'print_queue.prints': 'Print',
  'print_queue.stands': 'Staat stil',
  'print_queue.waits': 'Gaat zo verder',

  'print_screen.at': 'Wanneer',
  'print_screen.empty':
    'Labels die geprint worden staan hier, met wat de printer ervan zegt. Verzend orders en print hun labels.',
  'print_screen.empty_title': 'Nog niets geprint',
  'print_screen.jobs': 'Laatste opdrachten',
  'print_screen.message': 'Bericht',
  'print_screen.move': 'Rest naar andere printer',
  'print_screen.nothing_waits': 'Er wacht niets.',
  'print_screen.printer': 'Printer',
  'print_screen.queues': 'Wachtrijen',
  'print_screen.spooled': '{n: # bij de printer | # bij de printer}',
  'print_screen.state': 'Toestand',
  'print_screen.take_back': 'Rest terugnemen',
  'print_screen.waiting': '{n: # wacht | # wachten}',
  'print_screen.what': 'Papier',
  'print_screen.why_stands':
    'Kijk naar papier, klep en kabel, of zet hem weer aan: dan gaat het vanzelf verder. Of geef de rest aan een andere printer.',

  'print_state.cancelled': 'Teruggenomen',
  'print_state.done': 'Geprint',
  'print_state.failed': 'Mislukt',
  'print_state.handing': 'Naar de printer',
  'print_state.held': 'Vastgehouden',
  'print_state.printing': 'Print',
  'print_state.queued': 'Bij de printer',
  'print_state.unknown': 'Nakijken',
  'print_state.waiting': 'Wacht',

  print_to_go: 'nog {n}',

  'printer_option.reverse': 'Laatste label eerst: de stapel ligt met de tekst omhoog',
  'printer_option.separator': 'Scheidingsblad met het batchnummer voor elke batch',
  'printer_option.slips': 'Pakbon bij het label',
  'printer_option.title': 'Vanzelf printen',

  'setup.asks_for': 'Labels aanvragen als',
  'setup.changed': 'ingesteld',
  'setup.copies': 'Exemplaren',
  'setup.down': 'omlaag',
  'setup.dpi': 'Fijnheid',
  'setup.dpi_n': '{n} dpi',
  'setup.height': 'hoog',
  'setup.language': 'Hoe de printer gevoed wordt',
  'setup.language.driver': 'Stuurprogramma',
  'setup.language.zpl': 'ZPL (Zebra)',
  'setup.offset': 'Verschuiven',
  'setup.open': 'Instellen',
  'setup.paper': 'Papier',
  'setup.right': 'naar rechts',
  'setup.test': 'Testlabel',
  'setup.title': '{name} instellen',
  'setup.turns': 'Draaien',
  'setup.turns_n': '{n}°',
  'setup.unset': 'Alles terugzetten',
  'setup.width': 'breed',

  'setup_paper.a4': 'A4',
  'setup_paper.a5': 'A5',
  'setup_paper.a6': 'A6',
  'setup_paper.four_by_six': '4 × 6 inch (102 × 152 mm)',
  'setup_paper.own': 'Eigen maat',
  'setup_paper.queue': 'Zoals de printer staat',
  'setup_paper.roll': '102 × 210 mm',

  'sheets.behind':
    '{n: # ander papier komt los achteraan | # andere papieren komen los achteraan}, op {printers}.',
  'sheets.do': '{n: # vel printen | # vellen printen}',
  'sheets.four_a6': '4 × A6',
  'sheets.kind': 'Vel',
  'sheets.place': 'Plaats {n}',
  'sheets.printer': 'Printer',
  'sheets.sentence': '{papers: # label | # labels} op {sheets: # vel A4 | # vellen A4}.',
  'sheets.start': 'Eerste vrije plaats',
  'sheets.start_text': 'Een half gebruikt vel kan nog mee: kies waar de eerste komt.',
  'sheets.two_a5': '2 × A5',

  'slips.before': 'Ervoor',
  'slips.behind': 'Erachter',
  'slips.none': 'Geen',

  'strip.print_asks': '{n: Kijk bij printer: # label | Kijk bij printer: # labels}',
  'strip.print_stands': '{n} in de rij, staat stil',
  'strip.print_waits': '{n} in de rij',

  'wish.move': '{n: # papier gaat naar een andere printer | # papieren gaan naar een andere printer}',
  'wish.move_do': 'Geef de rest',
  'wish.move_text': 'In dezelfde volgorde. Waar {printer} al mee bezig is blijft daar.',
  'wish.no_other': 'Er is geen andere printer.',
  'wish.take_back': '{printer}: {n: # papier terugnemen? | # papieren terugnemen?}',
  'wish.take_back_do': 'Terugnemen',
  'wish.take_back_text':
    'De labels blijven bewaard: ze kunnen later weer geprint worden. Wat al bij de printer is komt misschien nog.',
};
