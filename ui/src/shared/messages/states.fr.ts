// What the window says when something is not as it should be, in French.
export const statesFr = {
  'action.to_settings': 'Vers les réglages',
  'empty.undecided':
    'Choisir pour chaque boutique quels statuts restent à emballer. Les commandes s’affichent ensuite ici.',
  'empty.undecided_title': 'Choisir d’abord ce qui est ouvert',
  'note.retried': 'La liste montre le dernier état connu. Packbench réessaie de lui-même.',
  'note.shops_failed': 'Non lu : {shops}',
  'note.stale': 'Des commandes ont pu s’ajouter ou être déjà expédiées. Relire la liste avant d’expédier.',
  'note.stale_title': 'Cette liste date de {age}',
  'note.undecided':
    'Tant que les statuts ouverts ne sont pas choisis, leurs commandes manquent dans la liste.',
  'note.undecided_title': 'Reste à choisir : {shops}',
  'notice_fix.billing': 'Vérifier le moyen de paiement dans Sendcloud, sous Facturation.',
  'notice_fix.credentials':
    'Recréer ou recopier la paire de clés dans Sendcloud, puis la tester dans les réglages.',
  'notice_fix.database_set_aside':
    'Les étiquettes achetées se retrouvent chez Sendcloud. Demander de l’aide pour l’historique.',
  'notice_fix.keychain_missing': 'Déverrouiller ou installer un trousseau, puis relancer Packbench.',
  'notice_fix.lock_held': 'Fermer l’autre Packbench, ou expédier depuis celui-là.',
  'notice_fix.possible_duplicate': 'En annuler une, ou indiquer que les deux sont voulues.',
  'notice_fix.shop_sync': 'Packbench réessaie de lui-même. Si cela dure, voir Boutiques.',
  'printer.silent': 'Les imprimantes ne répondent pas',
  'shops.unread': 'Non lue',
  'strip.shops_failing': '{n: # boutique non lue | # boutiques non lues}',
  'strip.stale': 'Liste ancienne',
  'theme.high_contrast': 'Contraste élevé',
};
