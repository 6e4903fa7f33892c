// Printers, their queues and what they print, in French.
export const paperFr = {
  'action.print_sheets': 'Feuilles A4',
  'action.print_slip': 'Imprimer le bon',

  'help.print': 'Impression',

  'nav.print': 'Imprimer',

  'own.add': 'Ajouter',
  'own.hint':
    'Imprimante en réseau : tcp://192.168.1.50:9100. Dossier pour les fichiers : folder:///chemin/du/dossier.',
  'own.label': 'Imprimante inconnue de cet ordinateur',
  'own.remove': 'Retirer',

  'own_trouble.host': 'Le nom ou l’adresse de l’imprimante manque ou est incorrect.',
  'own_trouble.kind': 'Commencer par tcp:// ou folder:///.',
  'own_trouble.known': 'Cette imprimante est déjà dans la liste.',
  'own_trouble.path': 'Indiquer le dossier complet : folder:///chemin/du/dossier.',
  'own_trouble.port': 'Ajouter le port après l’adresse, souvent 9100.',

  'paper_kind.customs': 'Documents de douane',
  'paper_kind.large_label': 'Étiquettes plus grandes (A5, A4)',
  'paper_kind.slip': 'Bons de livraison',

  'paper_route.label': 'Sur l’imprimante d’étiquettes',
  'paper_route.title': 'Autres papiers',

  'paper_the.batch': 'la feuille du lot {about}',
  'paper_the.customs': 'le document de douane de la commande {about}',
  'paper_the.label': 'l’étiquette de la commande {about}',
  'paper_the.other': '{about}',
  'paper_the.slip': 'le bon de la commande {about}',
  'paper_the.test': 'l’étiquette de test',

  'paper_word.batch': 'Feuilles ou intercalaire',
  'paper_word.customs': 'Document de douane',
  'paper_word.label': 'Étiquette',
  'paper_word.other': 'Papier',
  'paper_word.slip': 'Bon de livraison',
  'paper_word.test': 'Étiquette de test',

  'print_answer.again': 'Réimprimer',
  'print_answer.came_out': 'Oui, elle est là',
  'print_answer.leave': 'Laisser',
  'print_answer.seen': 'Vu',

  'print_asks.failed': 'Non imprimé : {what}.',
  'print_asks.missing': 'Avez-vous {what} ?',
  'print_asks.twice': 'Peut-être imprimé deux fois : {what}.',

  'print_asks_text.failed': 'La suite attend votre réponse.',
  'print_asks_text.missing': 'Regarder à l’imprimante. La suite attend votre réponse.',
  'print_asks_text.twice': 'Regarder s’il y en a deux et en jeter un.',

  print_look: '{n: Vérifier à l’imprimante : # papier | Vérifier à l’imprimante : # papiers}',

  'print_queue.asks': 'Attend votre réponse',
  'print_queue.prints': 'Imprime',
  'print_queue.stands': 'À l’arrêt',
  'print_queue.waits': 'Va continuer',

  'print_screen.at': 'Quand',
  'print_screen.empty':
    'Ce qui s’imprime s’affiche ici, avec ce qu’en dit l’imprimante. Expédier des commandes et imprimer leurs étiquettes.',
  'print_screen.empty_title': 'Rien d’imprimé',
  'print_screen.jobs': 'Derniers travaux',
  'print_screen.message': 'Message',
  'print_screen.move': 'Reste vers une autre',
  'print_screen.nothing_waits': 'Rien n’attend.',
  'print_screen.printer': 'Imprimante',
  'print_screen.queues': 'Files d’attente',
  'print_screen.spooled': '{n: # à l’imprimante | # à l’imprimante}',
  'print_screen.state': 'État',
  'print_screen.take_back': 'Reprendre le reste',
  'print_screen.waiting': '{n: # en attente | # en attente}',
  'print_screen.what': 'Papier',
  'print_screen.why_stands':
    'Vérifier papier, capot et câble, ou la relancer : ça repart tout seul. Ou donner le reste à une autre imprimante.',

  'print_state.cancelled': 'Repris',
  'print_state.done': 'Imprimé',
  'print_state.failed': 'Échec',
  'print_state.handing': 'Vers l’imprimante',
  'print_state.held': 'Retenu',
  'print_state.printing': 'Imprime',
  'print_state.queued': 'À l’imprimante',
  'print_state.unknown': 'À vérifier',
  'print_state.waiting': 'En attente',

  print_to_go: 'encore {n}',

  'printer_option.reverse': 'Dernière étiquette d’abord : la pile est face visible',
  'printer_option.separator': 'Intercalaire avec le numéro avant chaque lot',
  'printer_option.slips': 'Bon avec l’étiquette',
  'printer_option.title': 'Impression automatique',

  'setup.asks_for': 'Demander les étiquettes en',
  'setup.changed': 'réglée',
  'setup.copies': 'Exemplaires',
  'setup.down': 'vers le bas',
  'setup.dpi': 'Finesse',
  'setup.dpi_n': '{n} dpi',
  'setup.height': 'haut',
  'setup.language': 'Comment l’imprimante est servie',
  'setup.language.driver': 'Pilote',
  'setup.language.zpl': 'ZPL (Zebra)',
  'setup.offset': 'Décaler',
  'setup.open': 'Régler',
  'setup.paper': 'Papier',
  'setup.right': 'vers la droite',
  'setup.test': 'Étiquette de test',
  'setup.title': 'Régler {name}',
  'setup.turns': 'Tourner',
  'setup.turns_n': '{n}°',
  'setup.unset': 'Tout remettre',
  'setup.width': 'large',

  'setup_paper.a4': 'A4',
  'setup_paper.a5': 'A5',
  'setup_paper.a6': 'A6',
  'setup_paper.four_by_six': '4 × 6 pouces (102 × 152 mm)',
  'setup_paper.own': 'Autre format',
  'setup_paper.queue': 'Selon l’imprimante',
  'setup_paper.roll': '102 × 210 mm',

  'sheets.behind':
    '{n: # autre papier suit séparément | # autres papiers suivent séparément}, sur {printers}.',
  'sheets.do': '{n: Imprimer # feuille | Imprimer # feuilles}',
  'sheets.four_a6': '4 × A6',
  'sheets.kind': 'Feuille',
  'sheets.place': 'Place {n}',
  'sheets.printer': 'Imprimante',
  'sheets.sentence': '{papers: # étiquette | # étiquettes} sur {sheets: # feuille A4 | # feuilles A4}.',
  'sheets.start': 'Première place libre',
  'sheets.start_text': 'Une feuille entamée sert encore : choisir où va la première.',
  'sheets.two_a5': '2 × A5',

  'slips.before': 'Avant',
  'slips.behind': 'Après',
  'slips.none': 'Aucun',

  'strip.print_asks': '{n: Voir imprimante : # étiquette | Voir imprimante : # étiquettes}',
  'strip.print_stands': '{n} en attente, à l’arrêt',
  'strip.print_waits': '{n} en attente',

  'wish.move': '{n: # papier va vers une autre imprimante | # papiers vont vers une autre imprimante}',
  'wish.move_do': 'Donner le reste',
  'wish.move_text': 'Dans le même ordre. Ce que {printer} imprime déjà y reste.',
  'wish.no_other': 'Il n’y a pas d’autre imprimante.',
  'wish.take_back': '{printer} : {n: reprendre # papier ? | reprendre # papiers ?}',
  'wish.take_back_do': 'Reprendre',
  'wish.take_back_text':
    'Les étiquettes restent enregistrées : elles peuvent être imprimées plus tard. Ce qui est déjà à l’imprimante sortira peut-être.',
};
