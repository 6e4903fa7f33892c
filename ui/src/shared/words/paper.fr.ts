// What the engine and the printing crate say about papers, printers and documents, in French.
export const paperFr: Record<string, string> = {
  // ---- Stored papers and their files
  'A preview has 36 to 600 dpi': 'Un aperçu a 36 à 600 dpi',
  'This label is not stored': 'Cette étiquette n’est pas enregistrée',
  'Batch {0} has no stored labels': 'Le lot {0} n’a pas d’étiquettes enregistrées',
  'Labels are stored as the carriers deliver them':
    'Les étiquettes sont enregistrées dès que les transporteurs les livrent',
  'The labels cannot be put into one PDF: {0}': 'Les étiquettes ne peuvent pas aller dans un seul PDF : {0}',
  '{0} cannot be written: {1}': '{0} ne peut pas être enregistré : {1}',
  'The file of this paper was removed after the time that the settings keep labels':
    'Le fichier de ce papier a été supprimé, comme réglé',
  'Fetch it in the Sendcloud panel; it is not bought again':
    'Le récupérer dans l’interface de Sendcloud ; rien n’est racheté',
  'its checksum is wrong': 'la somme de contrôle est fausse',
  'The stored label cannot be used: {0}': 'L’étiquette enregistrée est inutilisable : {0}',
  'Fetch it again in the Sendcloud panel; it is not bought again':
    'La récupérer de nouveau dans l’interface de Sendcloud ; rien n’est racheté',
  'A document task ended early: {0}': 'Une tâche sur un document s’est interrompue : {0}',
  'The stored document cannot be used: its checksum is wrong':
    'Le document enregistré est inutilisable : la somme de contrôle est fausse',
  'The document is no PDF': 'Le document n’est pas un PDF',
  'The document cannot be used: {0}': 'Le document est inutilisable : {0}',

  // ---- Printing: wishes and queues
  'There is no stored label to print': 'Il n’y a pas d’étiquette enregistrée à imprimer',
  'Nothing is asked about this print job any more': 'Plus rien n’est demandé sur ce travail',
  'No printer is chosen': 'Aucune imprimante n’est choisie',
  'Choose the label printer in the settings': 'Choisir l’imprimante d’étiquettes dans Réglages',
  'Start the print service of this computer': 'Lancer le service d’impression de cet ordinateur',
  'Choose another printer in the settings': 'Choisir une autre imprimante dans Réglages',
  'Save the labels as PDF and print that': 'Enregistrer les étiquettes en PDF et l’imprimer',
  'Look whether it came out before printing again': 'Regarder si c’est sorti avant de réimprimer',
  'Let the queue accept jobs again, then print': 'Laisser la file accepter des travaux, puis imprimer',
  'Look at the printer, then print again': 'Regarder l’imprimante, puis réimprimer',
  'The paper is not stored any more': 'Le papier n’est plus enregistré',
  'This label is in ZPL, the language of Zebra printers, and its printer is not set up for that':
    'Cette étiquette est en ZPL, le langage des imprimantes Zebra, et l’imprimante n’est pas réglée pour',
  'Say in the settings that the printer speaks ZPL, or print on another one':
    'Indiquer dans Réglages que l’imprimante parle ZPL, ou imprimer sur une autre',
  '{0} is stopped': '{0} est à l’arrêt',
  '{0} takes no jobs': '{0} n’accepte pas de travaux',
  'Packbench ended while handing it over: did it come out?':
    'Packbench s’est arrêté pendant l’envoi à l’imprimante : est-ce sorti ?',
  'The print service has forgotten this job: did it come out?':
    'Le service d’impression a oublié ce travail : est-ce sorti ?',
  'Labels in ZPL need a printer that speaks ZPL':
    'Les étiquettes en ZPL demandent une imprimante qui parle ZPL',
  'A label printer has 203, 300 or 600 dpi': 'Une imprimante d’étiquettes a 203, 300 ou 600 dpi',
  'Paper has sides of 20 to 1,000 mm': 'Un papier a des côtés de 20 à 1 000 mm',
  'An offset is 100 mm at most': 'Un décalage est de 100 mm au plus',
  '1 to 9 copies can be printed': 'On peut imprimer 1 à 9 exemplaires',
  'A label is to be checked first': 'Une étiquette est d’abord à vérifier',

  // ---- The print service (CUPS)
  '{0} answered something that is not from a print service':
    'La réponse de {0} ne vient pas d’un service d’impression',
  'The print service (CUPS) does not answer at {0}: {1}':
    'Le service d’impression (CUPS) ne répond pas à {0} : {1}',
  'the answer was not readable': 'la réponse était illisible',
  'it answered with HTTP {0}': 'il a répondu HTTP {0}',
  'The print service gave the job up without saying why':
    'Le service d’impression a abandonné le travail sans dire pourquoi',
  'The print service did not say where the job is': 'Le service d’impression n’a pas dit où est le travail',
  'The printer is stopped': 'L’imprimante est à l’arrêt',
  'it named no job number': 'il n’a pas donné de numéro de travail',
  'The print service does not let this user in': 'Le service d’impression n’admet pas cet utilisateur',
  'The document is larger than the print service accepts':
    'Le document dépasse ce que le service d’impression accepte',
  'The print service wants an encrypted connection, which this program does not make':
    'Le service d’impression veut une connexion chiffrée, que ce programme ne fait pas',
  'The print service refused the request (HTTP {0})':
    'Le service d’impression a refusé la demande (HTTP {0})',
  'The label may have been printed: the print service was given the document, but {0}':
    'L’étiquette est peut-être imprimée : le service d’impression a reçu le document, mais {0}',
  'There is no printer named {0}': 'Aucune imprimante ne s’appelle {0}',
  'The print service no longer knows job {0}': 'Le service d’impression ne connaît plus le travail {0}',
  'No printer has so long a name': 'Aucune imprimante n’a un nom si long',
  'The print request cannot be written: {0}': 'La demande d’impression ne peut pas être écrite : {0}',
  'no connection within {0} s': 'pas de connexion en {0} s',
  'no answer within {0} s': 'pas de réponse en {0} s',
  'the connection broke before it answered': 'la connexion s’est coupée avant la réponse',

  // ---- Documents
  'ZPL has no size of its own: the printer gives it one': 'Le ZPL n’a pas de taille : l’imprimante la donne',
  'The page cannot be kept: {0}': 'La page ne peut pas être gardée : {0}',
  'The page cannot be put into a PDF: {0}': 'La page ne peut pas aller dans un PDF : {0}',
  'A page is drawn at {0} to {1} dots per inch, not {2}': 'Une page se dessine à {0} à {1} dpi, pas à {2}',
  'A picture has only one page': 'Une image n’a qu’une page',
  'ZPL can be printed, but not shown here': 'Le ZPL s’imprime, mais ne s’affiche pas ici',
  'The page cannot be drawn: {0}': 'La page ne peut pas être dessinée : {0}',
  'The document cannot be opened now: {0}': 'Le document ne s’ouvre pas pour l’instant : {0}',
  'The document is damaged in a way that cannot be handled; it was left alone':
    'Le document est trop endommagé pour être traité',
  'The document has {0} MB, too many for a label': 'Le document fait {0} Mo, trop pour une étiquette',
  'The page is {0} x {1} points, which is no paper': 'La page fait {0} x {1} points, ce n’est pas un papier',
  'The PDF holds a picture that is too large for a label: {0} x {1} pixels':
    'Le PDF contient une image trop grande pour une étiquette : {0} x {1} pixels',
  'The PDF holds packed data that is too large for a label':
    'Le PDF contient des données trop grandes pour une étiquette',
  'There is no label to put into a PDF': 'Il n’y a pas d’étiquette à mettre dans un PDF',
  'Document {0} of {1}: {2}': 'Document {0} sur {1} : {2}',
  'The documents cannot be opened now: {0}': 'Les documents ne s’ouvrent pas pour l’instant : {0}',
  'It was not read': 'Il n’a pas été lu',
  'It is ZPL, which cannot be put into a PDF; print it on a label printer':
    'C’est du ZPL, qui ne va pas dans un PDF ; l’imprimer sur une imprimante d’étiquettes',
  'The PDF is damaged and cannot be read': 'Le PDF est endommagé et illisible',
  'The PDF is incomplete: its end is missing': 'Le PDF est incomplet : la fin manque',
  'The PDF is protected by a password': 'Le PDF est protégé par un mot de passe',
  'The PDF has no page': 'Le PDF n’a pas de page',
  'The PDF has more than {0} pages': 'Le PDF a plus de {0} pages',
  'The PDF is damaged: a part of page {0} is missing':
    'Le PDF est endommagé : une partie de la page {0} manque',
  'The PDF is encrypted in a way that this program cannot read':
    'Le PDF est chiffré d’une façon que ce programme ne lit pas',
  'The PNG is damaged or incomplete': 'Le PNG est endommagé ou incomplet',
  'The PNG is too large for a label: {0} x {1} pixels':
    'Le PNG est trop grand pour une étiquette : {0} x {1} pixels',
  'The PNG has a palette that cannot be read': 'Le PNG a une palette illisible',
  'The PNG cannot be put into a PDF: {0}': 'Le PNG ne peut pas aller dans un PDF : {0}',
  'ZPL is drawn by the printer, not here': 'Le ZPL est dessiné par l’imprimante, pas ici',
  'The picture of {0} x {1} pixels cannot be drawn at {2} dpi':
    'L’image de {0} x {1} pixels ne peut pas être dessinée à {2} dpi',
  'The PDF is damaged and cannot be drawn': 'Le PDF est endommagé et ne peut pas être dessiné',
  'The PDF has {0} pages, so there is no page {1}': 'Le PDF a {0} pages, il n’y a pas de page {1}',
  'The page is {0} x {1} points, which cannot be drawn at {2} dpi':
    'La page fait {0} x {1} points et ne peut pas être dessinée à {2} dpi',
  'The sheet has {0} places, so there is no place {1}': 'La feuille a {0} places, il n’y a pas de place {1}',
  'There is no label to put on a sheet': 'Il n’y a pas d’étiquette à mettre sur une feuille',
  'The PDF is damaged: a page of it is missing': 'Le PDF est endommagé : une page manque',
  'The drawing of a page is packed in a way that cannot be put on a sheet':
    'Une page est codée d’une façon qui ne va pas sur une feuille',
  'The drawing of a page is too large for a label': 'Le dessin d’une page est trop grand pour une étiquette',
  'The document is empty': 'Le document est vide',
  'This is a web page or XML, not a label': 'C’est une page web ou du XML, pas une étiquette',
  'This is a message of a program (JSON), not a label':
    'C’est un message d’un programme (JSON), pas une étiquette',
  'This is neither a PDF, a PNG nor a ZPL document': 'Ce n’est ni un PDF, ni un PNG, ni du ZPL',
  'The PDF cannot be written: {0}': 'Le PDF ne peut pas être écrit : {0}',
  'This ZPL document has more than {0} labels': 'Ce document ZPL a plus de {0} étiquettes',
  'This ZPL document holds no label (no ^XA)': 'Ce document ZPL ne contient pas d’étiquette (pas de ^XA)',
  'This ZPL document is incomplete: its labels are not all closed (^XA without ^XZ)':
    'Ce document ZPL est incomplet : toutes les étiquettes ne sont pas fermées (^XA sans ^XZ)',
  'This ZPL document is incomplete: a graphic in it is cut off':
    'Ce document ZPL est incomplet : une image y est coupée',
  'The paper cannot be written: {0}': 'Le papier ne peut pas être écrit : {0}',
  'A packing slip has at most {0} items; this one has {1}':
    'Un bon de livraison a au plus {0} articles ; celui-ci en a {1}',
  'The texts of this packing slip are too long to print':
    'Les textes de ce bon de livraison sont trop longs pour être imprimés',
  'A test label has sides of {0} to {1} mm, not {2} x {3}':
    'Une étiquette de test a des côtés de {0} à {1} mm, pas {2} x {3}',
  'The font of this program cannot be read': 'La police de ce programme est illisible',

  // ---- Folders and printers on the network
  'The file {0} is not in {1} any more': 'Le fichier {0} n’est plus dans {1}',
  'The file {0} is saved already: delete it in {1}':
    'Le fichier {0} est déjà enregistré : le supprimer dans {1}',
  'There is no folder {0}': 'Le dossier {0} n’existe pas',
  '{0} is no folder': '{0} n’est pas un dossier',
  'There is no room left in {0}': 'Il n’y a plus de place dans {0}',
  'Nothing may be written into {0}': 'L’écriture n’est pas permise dans {0}',
  'There are too many files of this name in {0}': 'Trop de fichiers portent ce nom dans {0}',
  'It cannot be saved in {0}: {1}': 'L’enregistrement dans {0} échoue : {1}',
  'Saving broke off inside this program': 'L’enregistrement s’est interrompu dans ce programme',
  'The printer does not tell its state (no answer to ~HS)':
    'L’imprimante ne dit pas son état (pas de réponse à ~HS)',
  "The printer's buffer is full": 'La mémoire de l’imprimante est pleine',
  'The printer at {0} takes ZPL only': 'L’imprimante {0} n’accepte que le ZPL',
  'it did not take everything within {0} s': 'elle n’a pas tout pris en {0} s',
  'The label may have been printed: the printer was given a part of it, but {0}':
    'L’étiquette est peut-être imprimée : l’imprimante en a reçu une partie, mais {0}',
  'A printer on the network gives nothing back: job {0} is in its buffer':
    'Une imprimante en réseau ne rend rien : le travail {0} est dans sa mémoire',
  'the connection took no more': 'la connexion n’a plus rien pris',
  'The printer at {0} cannot be reached: {1}': 'L’imprimante {0} est injoignable : {1}',
  'It cannot be told what became of job {0}: look whether the label came out':
    'On ne sait pas ce qu’est devenu le travail {0} : regarder si l’étiquette est sortie',
  'the print head is open': 'la tête d’impression est ouverte',
  'out of labels': 'plus d’étiquettes',
  'out of ribbon': 'plus de ruban',
  'the printer is paused': 'l’imprimante est en pause',
  'write it as tcp://192.168.0.20 or tcp://zebra.local:9100':
    'l’écrire comme tcp://192.168.0.20 ou tcp://zebra.local:9100',
  'is no address of a printer on the network': 'n’est pas l’adresse d’une imprimante en réseau',
  'names no whole path': 'n’indique pas un dossier complet',
  'write it as folder:///home/me/labels or folder:///C:/Labels':
    'l’écrire comme folder:///home/me/labels ou folder:///C:/Labels',
  'is no address that can be printed to': 'n’est pas une adresse où imprimer',
  'known are tcp:// and folder://': 'tcp:// et folder:// sont connus',
  '"{0}" {1}: {2}': '« {0} » {1} : {2}',
  'Printing from this program is not available on this system yet; save the labels as PDF and print that':
    'Ce système ne permet pas encore d’imprimer ; enregistrer les étiquettes en PDF et l’imprimer',

  // ---- Windows
  'Windows refused it without a reason': 'Windows l’a refusé sans raison',
  'Windows error {0}': 'Erreur Windows {0}',
  'The print spooler of Windows does not answer': 'Le spouleur d’impression de Windows ne répond pas',
  'Printing broke off inside this program': 'L’impression s’est interrompue dans ce programme',
  "The printer's driver did not come back: the label may be printed":
    'Le pilote de l’imprimante n’a pas rendu la main : l’étiquette est peut-être imprimée',
  'The printer tells nothing of itself': 'L’imprimante ne dit rien d’elle',
  '{0} pages may be printed: {1}': '{0: # page peut être imprimée | # pages peuvent être imprimées} : {1}',
  'the spooler takes no more': 'le spouleur n’accepte plus rien',
  'The label may have been printed: {0}': 'L’étiquette est peut-être imprimée : {0}',
  'Windows no longer knows job {0}: it was printed or deleted':
    'Windows ne connaît plus le travail {0} : imprimé ou supprimé',
  'the queue is paused': 'la file est en pause',
  'the printer reports an error': 'l’imprimante signale une erreur',
  'the queue is being removed': 'la file est en cours de suppression',
  'paper is jammed': 'bourrage de papier',
  'out of paper': 'plus de papier',
  'waits for paper to be fed by hand': 'attend du papier inséré à la main',
  'there is a problem with the paper': 'il y a un problème de papier',
  'the printer is offline': 'l’imprimante est hors ligne',
  'the output tray is full': 'le bac de sortie est plein',
  'the printer is not available': 'l’imprimante n’est pas disponible',
  'toner or ribbon is used up': 'toner ou ruban épuisé',
  'the printer needs somebody': 'l’imprimante a besoin de quelqu’un',
  'the printer is out of memory': 'l’imprimante manque de mémoire',
  'a cover is open': 'un capot est ouvert',
  'the print server cannot be told': 'le serveur d’impression est inconnu',
  'the print server is offline': 'le serveur d’impression est hors ligne',
  'toner or ribbon runs low': 'toner ou ruban bientôt épuisé',
  'a page could not be printed': 'une page n’a pas pu être imprimée',
  'the driver needs an update': 'le pilote demande une mise à jour',
  'the job is paused': 'le travail est en pause',
  'the job has an error': 'le travail a une erreur',
  'the driver cannot print the job': 'le pilote ne peut pas imprimer le travail',
  'The paper would have more than {0} pages': 'Le document aurait plus de {0} pages',
  'It was cancelled at the printer': 'Annulé à l’imprimante',
  'There is no such batch': 'Ce lot n’existe pas',
  'A report has at most {0} rows; this one has {1}': 'Un rapport a au plus {0} lignes ; celui-ci en a {1}',
};
