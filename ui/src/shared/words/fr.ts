// The engine's own sentences in French. The key is the English one: {0}, {1} stand for what it is filled with.
// `{0: # order | # orders}` chooses by number, as in the messages.
import { answersFr } from './answers.fr';
import { paperFr } from './paper.fr';

export const fr: Record<string, string> = {
  ...answersFr,
  ...paperFr,

  // ---- Accounts, keys and this station
  'These keys belong to {0}, not to this account': 'Ces clés appartiennent à {0}, pas à ce compte',
  "Enter the account's own keys in the settings": 'Saisir dans Réglages les clés de ce compte-ci',
  'This station has not been connected yet': 'Ce poste n’est pas encore connecté',
  'Connect Sendcloud or use practice mode': 'Connecter Sendcloud ou s’entraîner',
  'A name has at most {0} characters': 'Un nom a au plus {0} caractères',
  'This account is not known here': 'Ce compte est inconnu ici',
  'This data folder belongs to {0}, not to {1}': 'Ce dossier de données appartient à {0}, pas à {1}',
  'Use another data folder for the other platform':
    'Utiliser un autre dossier de données pour l’autre plateforme',
  'The connection is being changed': 'La connexion est en cours de changement',
  'Try again in a moment': 'Réessayer dans un instant',
  'Sendcloud is not connected': 'Sendcloud n’est pas connecté',
  'Enter the key pair in the settings': 'Saisir la paire de clés dans Réglages',
  'Connect Sendcloud first: labels come from there':
    'Connecter d’abord Sendcloud : les étiquettes en viennent',
  'These keys belong to {0}, which this station does not know':
    'Ces clés appartiennent à {0}, que ce poste ne connaît pas',
  'Add the account in the settings, or use a data folder of its own':
    'Ajouter le compte dans Réglages, ou lui donner son propre dossier de données',
  'The keys of this station come from the environment':
    'Les clés de ce poste viennent des variables d’environnement',
  'Take them away there': 'Les retirer là-bas',
  'The keychain holds no keys of this account': 'Le trousseau n’a pas de clés de ce compte',
  'Enter the key pair again': 'Saisir de nouveau la paire de clés',
  'This token belongs to another Wemasy shop of this station':
    'Ce jeton appartient à une autre boutique Wemasy de ce poste',
  'Make a token for each shop': 'Créer un jeton par boutique',
  '{0} orders of this account have not ended: their labels would not be fetched':
    '{0: # commande de ce compte n’est pas terminée : son étiquette ne serait pas récupérée | # commandes de ce compte ne sont pas terminées : leurs étiquettes ne seraient pas récupérées}',
  'Let them end first; what is bought stays noted and is followed once the account is back':
    'Les laisser d’abord se terminer ; ce qui est acheté reste noté et sera suivi au retour du compte',
  'Practice has one account': 'L’entraînement n’a qu’un compte',
  'Work live to change real ones': 'Passer en réel pour modifier les vrais',
  'This station has not been set up': 'Ce poste n’est pas encore réglé',
  'This account is worked for already': 'Ce compte est déjà en service',
  'Both keys are needed': 'Les deux clés sont nécessaires',
  'Copy them from the Sendcloud panel': 'Les copier depuis l’interface de Sendcloud',
  '"{0}" is no web address': '« {0} » n’est pas une adresse web',
  'A token is needed': 'Un jeton est nécessaire',
  "Make one in the Wemasy panel, under the project's settings":
    'En créer un dans Wemasy, sous Paramètres du projet',
  'Too many wrong PINs': 'Trop de codes PIN faux',
  'Wait a minute, then try again': 'Attendre une minute, puis réessayer',
  'That PIN is not right': 'Ce code PIN est faux',
  'A PIN has 4 to 12 digits': 'Un code PIN a 4 à 12 chiffres',
  'The PIN cannot be stored: {0}': 'Le code PIN ne peut pas être enregistré : {0}',
  'Enter the old PIN first': 'Saisir d’abord l’ancien code PIN',
  "This needs the owner's PIN": 'Cela demande le code PIN du propriétaire',
  'Ask the owner, or enter it': 'Demander au propriétaire, ou le saisir',
  "Wemasy's address cannot be read": 'L’adresse de Wemasy est illisible',
  'The practice platform cannot be kept: {0}':
    'La plateforme d’entraînement ne peut pas être enregistrée : {0}',
  'The keychain did not keep the keys': 'Le trousseau n’a pas gardé les clés',
  'Unlock the keychain, then connect again': 'Déverrouiller le trousseau, puis reconnecter',
  'The keychain of this computer is missing, locked or refuses':
    'Le trousseau de cet ordinateur manque, est verrouillé ou refuse',
  'Unlock it (on Linux: start a Secret Service such as GNOME Keyring), then start Packbench again':
    'Le déverrouiller (sous Linux : lancer un Secret Service comme GNOME Keyring), puis relancer Packbench',
  'A keychain task ended early: {0}': 'Une tâche du trousseau s’est interrompue : {0}',
  'The data folder {0} cannot be used: {1}': 'Le dossier de données {0} est inutilisable : {1}',
  "Check the folder's permissions and the disk": 'Vérifier les droits du dossier et le disque',
  'The data folder cannot be locked: {0}': 'Le dossier de données ne peut pas être verrouillé : {0}',
  'The account that this was shipped for is not connected':
    'Le compte pour lequel ceci a été expédié n’est pas connecté',
  'Connect it again in the settings': 'Le reconnecter dans Réglages',
  'There is no command "{0}"': 'Il n’y a pas de commande « {0} »',
  'Another Packbench on this computer works with this data; this one only shows it':
    'Un autre Packbench de cet ordinateur travaille avec ces données ; ici, elles sont seulement affichées',
  'Another Packbench practises with this data': 'Un autre Packbench s’entraîne avec ces données',
  'Another Packbench works with this data': 'Un autre Packbench travaille avec ces données',
  'Close the other one first': 'Fermer d’abord l’autre',
  'The database was damaged. It was set aside as {0}':
    'Le fichier de données était endommagé. Il a été mis de côté : {0}',
  'Labels that were bought are found again at Sendcloud; ask support about the history':
    'Les étiquettes achetées se retrouvent chez Sendcloud ; demander de l’aide pour l’historique',
  'The choice cannot be stored: {0}': 'Le choix ne peut pas être enregistré : {0}',
  'The keychain holds no token of this shop': 'Le trousseau n’a pas de jeton de cette boutique',
  'Enter its token again': 'Saisir de nouveau son jeton',
  'Practice has its own Wemasy shop': 'L’entraînement a sa propre boutique Wemasy',
  'Work live to connect a real one': 'Passer en réel pour en connecter une vraie',
  '{0} cannot be removed: {1}': '{0} ne peut pas être retiré : {1}',
  "The station's data: {0}": 'Données de ce poste : {0}',
  'The settings cannot be written: {0}': 'Les réglages ne peuvent pas être enregistrés : {0}',
  'This is no file of settings: {0}': 'Ce n’est pas un fichier de réglages : {0}',
  "This is no file of Packbench's settings": 'Ce n’est pas un fichier de réglages de Packbench',
  'A newer Packbench wrote these settings': 'Ces réglages viennent d’un Packbench plus récent',
  'Bring this station up to date first': 'Mettre d’abord ce poste à jour',
  'No browser could be opened: {0}': 'Aucun navigateur n’a pu s’ouvrir : {0}',
  'Open {0} by hand': 'Ouvrir {0} à la main',

  // ---- What an order lacks, and what keeps it back
  'Batch {0}: whether a label was made is not known': 'Lot {0} : on ne sait pas si une étiquette a été créée',
  'Open the batch and press Check': 'Ouvrir le lot et choisir « Vérifier maintenant »',
  'Batch {0} is shipping this order': 'Le lot {0} expédie cette commande',
  'Open the batch': 'Ouvrir le lot',
  'This station made a label for this order in batch {0}':
    'Ce poste a créé une étiquette pour cette commande dans le lot {0}',
  'Print the stored label again from the batch': 'Réimprimer l’étiquette enregistrée depuis le lot',
  'Sendcloud has a shipment without a label for this order':
    'Sendcloud a une expédition sans étiquette pour cette commande',
  "Wemasy is asked to make its label; sender and option are Wemasy's":
    'L’étiquette est demandée à Wemasy ; expéditeur et option sont ceux de Wemasy',
  'Only Wemasy has this order yet': 'Pour l’instant, seul Wemasy a cette commande',
  'Hand it to Sendcloud, then ship it as any other':
    'La transférer à Sendcloud, puis l’expédier comme les autres',
  'The address has not been read yet': 'L’adresse n’est pas encore lue',
  'It is read within a few minutes, or at once when the order is opened':
    'Elle est lue dans quelques minutes, ou aussitôt si la commande est ouverte',
  'The platform no longer lists this order': 'La plateforme n’a plus cette commande dans sa liste',
  "The order's status is not one of the shop's open statuses":
    'Le statut de la commande ne compte pas comme ouvert dans la boutique',
  'Refresh the list, or choose open statuses in the settings':
    'Relire la liste, ou choisir les statuts ouverts dans Réglages',
  'tracking {0}': 'numéro de suivi {0}',
  'shipment {0}': 'expédition {0}',
  'Label made elsewhere, {0}': 'Étiquette créée ailleurs, {0}',
  'Nothing to do; it is not bought again': 'Rien à faire ; elle n’est pas rachetée',
  'A label with this order number exists, to another address ({0})':
    'Une étiquette porte ce numéro de commande, vers une autre adresse ({0})',
  'Compare both addresses in the Sendcloud panel': 'Comparer les deux adresses dans l’interface de Sendcloud',
  'The shop split this order into several shipments; labels for those cannot be asked for here':
    'La boutique a scindé cette commande en plusieurs expéditions ; leurs étiquettes ne se demandent pas ici',
  'Make its labels in the Sendcloud panel': 'Créer ses étiquettes dans l’interface de Sendcloud',
  'The shop gave no usable order id, and the order number is not unique':
    'La boutique n’a pas donné d’ID utilisable, et le numéro de commande n’est pas unique',
  'Make its label in the Sendcloud panel': 'Créer son étiquette dans l’interface de Sendcloud',
  'The country is missing': 'Le pays manque',
  'The country "{0}" is not known': 'Le pays « {0} » est inconnu',
  'Correct the country in the shop, then refresh': 'Corriger le pays dans la boutique, puis relire',
  name: 'nom',
  street: 'rue',
  'house number': 'numéro de rue',
  'postal code': 'code postal',
  city: 'ville',
  'Missing in the address: {0}': 'Manque dans l’adresse : {0}',
  'Complete the address in the shop, then refresh': 'Compléter l’adresse dans la boutique, puis relire',
  'The order has no weight': 'La commande n’a pas de poids',
  "Add the weight in the shop, or allow shipping with the platform's default weight":
    'Saisir le poids dans la boutique, ou permettre l’envoi avec le poids par défaut',
  'Customs data are incomplete (HS code, country of origin or value); the carrier may refuse':
    'Données de douane incomplètes (code SH, pays d’origine ou valeur) ; le transporteur peut refuser',
  'Complete the products in the shop': 'Compléter les produits dans la boutique',
  'The chosen contract {0} is not active': 'Le contrat choisi {0} n’est pas actif',
  'Choose another contract; or activate it in the Sendcloud panel, then refresh':
    'Choisir un autre contrat, ou l’activer dans l’interface de Sendcloud et relire',
  '{0} does not go to {1}': '{0} ne va pas vers {1}',
  '{0} does not go to {1} with {2} g': '{0} ne va pas vers {1} avec {2} g',
  '{0} carries up to {1} g': '{0} prend au plus {1} g',
  '{0} carries {1} g or more': '{0} est pour {1} g et plus',
  '{0} goes to a service point, and the order names none':
    '{0} va en point relais, et la commande n’en indique pas',
  'Choose another shipping option for this order':
    'Choisir une autre option d’expédition pour cette commande',
  '{0} other order(s) have the same number; this one is addressed by its id':
    '{0: # autre commande a | # autres commandes ont} le même numéro ; celle-ci est demandée par son ID',
  'no reason given': 'sans motif',
  'The carrier refused it before: {0}': 'Le transporteur a déjà refusé : {0}',
  'Its last label was cancelled': 'Sa dernière étiquette a été annulée',
  'Refused before: {0}': 'Déjà refusée : {0}',

  // ---- Batches
  'Wemasy has taken it on and makes the label; it is awaited at Sendcloud':
    'Wemasy crée l’étiquette ; elle est attendue chez Sendcloud',
  'Wemasy tries again to make the label; it is awaited at Sendcloud':
    'Wemasy essaie de nouveau de créer l’étiquette ; elle est attendue chez Sendcloud',
  'Wemasy skipped it: a label is there already, or it is not eligible':
    'Wemasy l’a écartée : une étiquette existe déjà, ou la commande n’est pas admise',
  '{0} (of this call: {1})': '{0} (de cette demande : {1})',
  '{0} new': '{0: # nouvelle | # nouvelles}',
  '{0} again': '{0: # reprise | # reprises}',
  '{0} skipped': '{0: # écartée | # écartées}',
  '{0} (Wemasy says: {1})': '{0} (Wemasy dit : {1})',
  '{0} of {1} parcels got no label: {2}': '{0} colis sur {1} sans étiquette : {2}',
  'The document is not usable ({0}); it is asked for again':
    'Le document est inutilisable ({0}) ; il est redemandé',
  'The label could not be fetched yet: {0}': 'L’étiquette n’a pas encore pu être récupérée : {0}',
  'Another row of this order is shipped in batch {0}': 'La même commande part déjà dans le lot {0}',
  'The order cannot be addressed any more': 'La commande ne peut plus être demandée',
  'The platform does not have this order (it saves orders with a delay); try again later':
    'La plateforme n’a pas encore cette commande (elles y arrivent avec retard) ; réessayer plus tard',
  'Sendcloud has this order by now; ship it from there':
    'Sendcloud a maintenant cette commande ; l’expédier via Sendcloud',
  'The call cannot be made: {0}': 'La demande est impossible ainsi : {0}',
  'Check sender, brand, option and contract': 'Vérifier expéditeur, marque, option et contrat',
  'This Wemasy shop has no token on this station': 'Cette boutique Wemasy n’a pas de jeton sur ce poste',
  'Nothing was bought for the rest; press Continue':
    'Rien n’a été acheté pour le reste ; choisir « Reprendre le lot »',
  'The platform made more than one shipment: also {0}':
    'La plateforme a créé plus d’une expédition : aussi {0}',
  'The platform does not list the shipment yet': 'La plateforme n’a pas encore l’expédition dans sa liste',
  'The platform says: {0}': 'La plateforme dit : {0}',
  'The carrier has the parcel; its label is not listed yet':
    'Le transporteur connaît le colis ; l’étiquette n’est pas encore là',
  'The platform named shipment {0}, which belongs to another order':
    'La plateforme a indiqué l’expédition {0}, qui est celle d’une autre commande',
  'That shipment belongs to another order of this station':
    'Cette expédition est celle d’une autre commande de ce poste',
  'The account has no sender address': 'Le compte n’a pas d’expéditeur',
  'Add one in the Sendcloud panel': 'En ajouter un dans l’interface de Sendcloud',
  'The platform took too long to answer': 'La plateforme a mis trop de temps à répondre',
  'A reason is needed': 'Un motif est nécessaire',
  'Write down why this order gets two labels': 'Indiquer pourquoi cette commande a deux étiquettes',
  'Write down why these orders need one more label':
    'Indiquer pourquoi ces commandes ont besoin d’une étiquette de plus',
  'Write down why you are sure that no label was made':
    'Indiquer pourquoi il est sûr qu’aucune étiquette n’a été créée',
  'The cancellation was not written down': 'L’annulation n’a pas été notée',
  'The request is not valid: {0}': 'La demande n’est pas valable : {0}',
  'The answer cannot be written: {0}': 'La réponse ne peut pas être écrite : {0}',
  'The list of shipments holds something unreadable ({0})':
    'La liste des expéditions contient quelque chose d’illisible ({0})',
  'Nothing is bought until the list can be read completely; try again later':
    'Rien n’est acheté tant que la liste n’est pas entièrement lisible ; réessayer plus tard',
  'Order {0} has two labels: shipment {1} of this station and {2}':
    'La commande {0} a deux étiquettes : l’expédition {1} de ce poste et {2}',
  'Cancel one of them, or say that both are wanted': 'En annuler une, ou indiquer que les deux sont voulues',
  'This order is not known': 'Cette commande est inconnue',
  'This order is not known any more': 'Cette commande n’est plus connue',
  'This shop is not known': 'Cette boutique est inconnue',
  'The request has no id': 'La demande n’a pas d’ID',
  'There is no batch {0}': 'Le lot {0} n’existe pas',
  'The outcome of this order is not unknown': 'Le résultat de cette commande est déjà connu',
  'This order is not in a batch': 'Cette commande n’est dans aucun lot',
  'None of these orders can be shipped.': 'Aucune de ces commandes ne peut être expédiée.',
  'None of these orders can be shipped. {0}': 'Aucune de ces commandes ne peut être expédiée. {0}',
  'Solve the problems that the orders name, then try again':
    'Régler les problèmes indiqués aux commandes, puis réessayer',
  'Wemasy packs its own orders: only the number of parcels can be set there':
    'Wemasy répartit ses commandes : seul le nombre de colis s’y règle',
  "Change the order's shipping, or hand it to Sendcloud first":
    'Modifier l’expédition de la commande, ou la transférer d’abord à Sendcloud',
  'Hand it to Sendcloud first, or set the number of parcels for Wemasy':
    'La transférer d’abord à Sendcloud, ou régler le nombre de colis pour Wemasy',
  'This order cannot be addressed at Sendcloud': 'Cette commande ne peut pas être demandée à Sendcloud',
  'Sendcloud lists no lines for this order': 'Sendcloud n’indique aucune ligne pour cette commande',
  'It saves orders with a delay; try again in a moment':
    'Les commandes y arrivent avec retard ; réessayer dans un instant',
  'Only one order at a time can be split into parcels':
    'Une seule commande à la fois peut être répartie en colis',
  'An order is split into 2 to {0} parcels': 'Une commande se répartit en 2 à {0} colis',
  'Parcel {0} is empty': 'Le colis {0} est vide',
  'Parcel {0} weighs nothing': 'Le colis {0} ne pèse rien',
  'Parcel {0}: give all three sides, or none': 'Colis {0} : donner les trois dimensions, ou aucune',
  'None of the refused orders can be tried again': 'Aucune des commandes refusées ne peut être retentée',
  'Correct them in the shop, then refresh': 'Les corriger dans la boutique, puis relire',
  'The carrier does not know this parcel yet': 'Le transporteur ne connaît pas encore ce colis',
  'Ask again later': 'Redemander plus tard',
  'No shop could be read': 'Aucune boutique n’a pu être lue',
  'The list shows the last known orders; the shops name their trouble':
    'La liste montre les dernières commandes connues ; les boutiques disent ce qui ne va pas',
  'A call was about to be sent twice': 'Une demande allait être envoyée deux fois',

  // ---- The platform's failures: what to do
  'Check the network; the last known orders stay in the list':
    'Vérifier le réseau ; la liste montre les dernières commandes connues',
  'The platform asks for a pause; try again in a minute': 'Patienter : cela reprend dans une minute',
  'Check the key pair in the settings': 'Recopier la paire de clés depuis Sendcloud et la tester',
  'Check what this key pair may do in the Sendcloud panel':
    'Vérifier dans Sendcloud ce que permet cette paire de clés',
  'Check the payment method in the Sendcloud panel':
    'Vérifier dans Sendcloud, sous Facturation, si le moyen de paiement est bon',
  'Refresh the list': 'Relire la liste',
  'Correct what the message names, then try again': 'Corriger ce qu’indique le message, puis réessayer',
  'Sendcloud has a problem; try again in a few minutes':
    'Panne chez Sendcloud ; réessayer dans quelques minutes',
  'Something between this station and Sendcloud answered instead; try again later':
    'Quelque chose entre ce poste et Sendcloud a répondu à sa place ; réessayer plus tard',

  // ---- The station's database
  'a stored text is not what this version writes: {0}':
    'un texte enregistré n’est pas de cette version : {0}',
  'The journal holds an unknown state "{0}"': 'Le journal contient un état inconnu « {0} »',
  "The station's database holds something unreadable ({0})":
    'Le fichier de données de ce poste contient quelque chose d’illisible ({0})',
  'Copy the details for support': 'Copier les détails et demander de l’aide',
  'The disk is full, nothing can be stored': 'Le disque est plein, rien ne peut être enregistré',
  'Free some space; nothing is bought until then': 'Libérer de la place ; d’ici là, rien n’est acheté',
  "The station's database is damaged": 'Le fichier de données de ce poste est endommagé',
  'Restart Packbench: it sets the file aside and tells where':
    'Relancer Packbench : il met le fichier de côté et dit où',
  "The station's database is locked by another program":
    'Un autre programme bloque le fichier de données de ce poste',
  'Close backup or virus programs that hold it, then try again':
    'Fermer les programmes de sauvegarde ou antivirus qui le bloquent, puis réessayer',
  "The station's database failed: {0}": 'Le fichier de données de ce poste ne fonctionne pas : {0}',
  'A database task ended early: {0}': 'Une tâche du fichier de données s’est interrompue : {0}',
  'there is no database yet': 'il n’y a pas encore de fichier de données',
  'the database was written by a newer Packbench': 'le fichier de données vient d’un Packbench plus récent',
  'the database has to be brought up to date by the Packbench that holds it':
    'le Packbench qui utilise le fichier de données doit le mettre à jour',
  'the database cannot be opened: {0}': 'le fichier de données ne s’ouvre pas : {0}',
  'the database folder cannot be used: {0}': 'le dossier de données est inutilisable : {0}',
  'the database cannot be brought up to date: {0}': 'le fichier de données ne peut pas être mis à jour : {0}',

  // ---- Shops at the platform, CSV files
  'the file is larger than {0} MiB': 'le fichier dépasse {0} Mio',
  'the first line cannot be read: {0}': 'la première ligne est illisible : {0}',
  'columns are missing: {0}': 'des colonnes manquent : {0}',
  'cannot be read: {0}': 'est illisible : {0}',
  'is empty': 'est vide',
  '"{0}" is no amount': '« {0} » n’est ni un montant ni un nombre',
  '"{0}" is no weight in kilograms': '« {0} » n’est pas un poids en kilogrammes',
  '"{0}" is no country code of two letters': '« {0} » n’est pas un code pays de deux lettres',
  '"{0}": only EUR, USD and GBP are taken': '« {0} » : seuls EUR, USD et GBP sont acceptés',
  'is no e-mail address': 'n’est pas une adresse e-mail',
  '"{0}" is no whole number above 0': '« {0} » n’est pas un nombre entier au-dessus de 0',
  'is longer than 12 signs': 'dépasse 12 caractères',
  'line {0} has another address for the same order': 'la ligne {0} a une autre adresse pour la même commande',
  'a file holds {0} orders at most; the rest is left out':
    'un fichier contient au plus {0} commandes ; le reste est écarté',
  'Items can be corrected, not added or taken away':
    'Les articles se corrigent, sans en ajouter ni en retirer',
  'Change the order in the shop': 'Modifier la commande dans la boutique',
  '"{0}" is no number': '« {0} » n’est pas un nombre',
  'Handing this order in would lose its {0}': 'Transmettre cette commande perdrait ceci : {0}',
  'Correct it in the shop or in the Sendcloud panel':
    'La corriger dans la boutique ou dans l’interface de Sendcloud',
  'delivery choice of the checkout': 'choix de livraison du panier',
  'customs costs and tax numbers': 'frais de douane et numéros fiscaux',
  currency: 'devise',
  'kind of customs shipment': 'type d’envoi douanier',
  'service point': 'point relais',
  'The platform does not take this value': 'La plateforme n’accepte pas cette valeur',
  'The file did not arrive whole; choose it again':
    'Le fichier n’est pas arrivé entier ; le choisir de nouveau',
  'Say what went wrong': 'Dire ce qui a échoué',
  'The shop has no web address, which a log needs':
    'La boutique n’a pas d’adresse web, nécessaire pour signaler',
  "Enter the shop's address first": 'Saisir d’abord l’adresse de la boutique',
  'There is no such integration': 'Cette boutique n’existe pas chez Sendcloud',
  'Nothing was changed': 'Rien n’a été modifié',
  "The typed name is not the shop's name": 'Le nom saisi n’est pas celui de la boutique',
  'Type: {0}': 'Saisir : {0}',
  'This account has no v2 interface, which is needed for this':
    'Ce compte n’a pas la v2 de Sendcloud, nécessaire ici',
  'Make the change in the Sendcloud panel': 'Faire la modification dans l’interface de Sendcloud',
  'The platform gives this order no id to delete it by':
    'La plateforme ne donne pas d’ID à cette commande pour la retirer',
  'Delete it in the Sendcloud panel': 'La retirer dans l’interface de Sendcloud',
  'The order was changed meanwhile': 'La commande a été modifiée entre-temps',
  'Open it again and make the correction there': 'La rouvrir et y faire la correction',
  'The platform does not have this order any more': 'La plateforme n’a plus cette commande',
  'This station is shipping this, or does not know yet whether it was shipped':
    'Ce poste est en train de l’expédier, ou ne sait pas encore si c’est fait',
  'Wait until the batch has come to its end': 'Attendre la fin du lot',
  'That is no day, such as 2026-11-21': 'Ce n’est pas un jour, comme 2026-11-21',
  "Only official Sendcloud partners may hand orders in, with the partner's id in the settings; correct the order in the shop instead":
    'Seuls les partenaires officiels de Sendcloud peuvent transmettre des commandes, avec l’identifiant partenaire dans Réglages ; corriger la commande dans la boutique',
  'The platform said "{0}", which is not documented':
    'La plateforme a dit « {0} », ce qui n’est pas documenté',

  // ---- Wemasy and the accounts
  'No order is named': 'Aucune commande n’est indiquée',
  'A reason has {0} to {1} signs': 'Un motif a {0} à {1} caractères',
  'Look into SnelStart first, then say why it is sent again':
    'Regarder d’abord dans SnelStart, puis dire pourquoi la recomptabiliser',
  'This order is queued, on its way or booked already':
    'Cette commande est en file, en route ou déjà comptabilisée',
  'Read the list again': 'Relire la liste',
  'This order is on its way to the accounts, or booked already':
    'Cette commande est en route vers la comptabilité, ou déjà comptabilisée',
  'This booking is not known': 'Cette écriture est inconnue',
  "This order is not Wemasy's": 'Cette commande n’est pas de Wemasy',
  'Fetch it in Wemasy': 'Le récupérer dans Wemasy',
  'Wemasy is still making it': 'Wemasy y travaille encore',
  'There is no document after {0} seconds: {1}': 'Pas de document après {0} secondes : {1}',
  'Choose a shipping method': 'Choisir un mode d’envoi',
  'A weight lies between 1 gram and 1,000 kilograms': 'Un poids va de 1 gramme à 1 000 kilogrammes',
  'An order goes out in 1 to 50 parcels': 'Une commande part en 1 à 50 colis',
  'This order is being shipped': 'Cette commande est en cours d’expédition',
  'Sendcloud has a shipment without a label; shipping it asks Wemasy for the label':
    'Sendcloud a une expédition sans étiquette ; à l’envoi, l’étiquette est demandée à Wemasy',
  'None of these orders can be handed to Sendcloud':
    'Aucune de ces commandes ne peut être transférée à Sendcloud',
  "They are there already, on their way, or not Wemasy's":
    'Elles y sont déjà, sont en route, ou ne sont pas de Wemasy',
  'Wemasy has taken it on': 'Wemasy l’a acceptée',
  'Wemasy has taken it on again; an earlier try failed there':
    'Wemasy l’a acceptée de nouveau ; un essai précédent y a échoué',
  "It was in Wemasy's queue already": 'Elle était déjà en file chez Wemasy',
  'Wemasy skipped it: done already, or not eligible':
    'Wemasy l’a écartée : déjà fait, ou elle n’est pas admise',
  'It did not appear at Sendcloud within {0} minutes':
    'Après {0} minutes, elle n’était pas encore chez Sendcloud',
  'Sendcloud does not list this integration': 'Sendcloud n’a pas cette boutique dans sa liste',
  'This Wemasy shop is not known': 'Cette boutique Wemasy est inconnue',
  'Enter its token in the settings': 'Saisir son jeton dans Réglages',
  'A name has 1 to 80 characters': 'Un nom a 1 à 80 caractères',
  'A colour looks like #1f6feb': 'Une couleur s’écrit comme #1f6feb',
  'The token is no longer valid; enter a new one': 'Le jeton ne fonctionne plus ; en saisir un nouveau',
  '{0}: {1}': '{0} : {1}',
};
