// What is said about a platform's answer, or about none, in French.
export const answersFr: Record<string, string> = {
  // ---- What came back, or did not
  "the shop's token is no longer valid": 'le jeton de la boutique ne fonctionne plus',
  'the answer points to another address': 'la réponse renvoie à une autre adresse',
  'the answer is empty': 'la réponse est vide',
  'the answer is a web page, not data': 'la réponse est une page web, pas des données',
  "the answer is not in the platform's own form": 'la réponse n’a pas la forme de la plateforme',
  'the answer is not readable data (broken JSON)': 'la réponse est illisible (JSON abîmé)',
  '{0} (HTTP {1})': '{0} (HTTP {1})',
  "the platform's message is a web page": 'le message de la plateforme est une page web',
  'the answer is larger than {0} MiB': 'la réponse dépasse {0} Mio',
  'the request could not be sent': 'la demande n’a pas pu être envoyée',
  'no answer came back': 'aucune réponse n’est venue',
  'too many requests, the platform asks to wait': 'trop de demandes, la plateforme demande d’attendre',
  'the keys were not accepted': 'les clés n’ont pas été acceptées',
  'the account may not do this': 'le compte n’a pas ce droit',
  'the account has no valid payment method': 'le compte n’a pas de moyen de paiement valable',
  'not found': 'introuvable',
  'the platform refused the request': 'la plateforme a refusé la demande',
  'the platform has a problem': 'la plateforme a une panne',
  'the answer was not what the platform documents':
    'la réponse n’était pas celle que la plateforme documente',
  'the answer is too big': 'la réponse est trop grande',
  'row {0}: {1}': 'ligne {0} : {1}',
  'the list does not end after {0} pages': 'la liste ne finit pas après {0} pages',
  'the list repeats itself (the same cursor twice)': 'la liste se répète (deux fois le même endroit)',
  '{0} is not a web address': '{0} n’est pas une adresse web',
  '{0} is not https; keys are sent over https only (plain http works for this machine itself)':
    '{0} n’est pas en https ; les clés ne passent qu’en https (http simple va pour cet ordinateur même)',
  'the address must not hold a user or a password; keys have fields of their own':
    'l’adresse ne doit contenir ni utilisateur ni mot de passe ; les clés ont leurs champs',
  'the keys hold characters that cannot be sent': 'les clés contiennent des caractères impossibles à envoyer',
  'the network library could not start: {0}': 'la partie réseau n’a pas pu démarrer : {0}',
  'the request points somewhere else than it says': 'la demande va ailleurs que ce qu’elle dit',
  'no connection within 10 s': 'pas de connexion en 10 s',
  'no answer in time': 'pas de réponse à temps',
  'no connection: {0}': 'pas de connexion : {0}',
  'the connection broke: {0}': 'la connexion s’est coupée : {0}',
  'a partner id is a UUID, such as 550e8400-e29b-41d4-a716-446655440000':
    'un identifiant partenaire est un UUID, comme 550e8400-e29b-41d4-a716-446655440000',

  // ---- Sendcloud
  'the answer names no organisation': 'la réponse n’indique pas d’organisation',
  'not an object': 'pas un objet',
  'no id': 'pas d’ID',
  'an error without words': 'une erreur sans explication',
  'neither an order id nor an order number': 'ni ID ni numéro de commande',
  'the answer holds no list of integrations': 'la réponse ne contient pas de liste de boutiques',
  'the answer is about another integration': 'la réponse porte sur une autre boutique',
  "that is not the platform's id of an order (a UUID)":
    'ce n’est pas un ID de commande de la plateforme (un UUID)',
  "a shop's name has 1 to 250 characters": 'un nom de boutique a 1 à 250 caractères',
  'delivery to service points needs at least one carrier':
    'la livraison en point relais demande au moins un transporteur',
  "a carrier's code is empty": 'le code d’un transporteur est vide',
  'the answer holds no settings': 'la réponse ne contient pas les données de la boutique',
  '1 to 100 orders can be handed in at once, not {0}':
    'on peut transmettre 1 à 100 commandes à la fois, pas {0}',
  'order {0}: the platform does not take this {1}':
    'commande {0} : la plateforme n’accepte pas ce champ : {1}',
  'order {0} is the same as an earlier one': 'la commande {0} est la même qu’une précédente',
  'the answer holds no list of orders': 'la réponse ne contient pas de liste de commandes',
  'that is not a web address, such as https://shop.example.com':
    'ce n’est pas une adresse web, comme https://shop.example.com',
  'the answer holds no list where one is documented': 'la réponse n’a pas la liste qui devrait y être',
  'the list goes on, but the link to its next page holds no cursor':
    'la liste continue, mais le lien vers la page suivante n’indique pas d’endroit',
  'the answer holds no data where some is documented': 'la réponse n’a pas les données qui devraient y être',
  'the answer is no document': 'la réponse n’est pas un document',
  'the answer holds no list of statuses': 'la réponse ne contient pas de liste de statuts',
  'no code': 'pas de code',
  'the answer tells of no parcel': 'la réponse n’indique pas de colis',
  'that is not a tracking number': 'ce n’est pas un numéro de suivi',
  'the platform names the order, but no shipment': 'la plateforme indique la commande, mais pas d’expédition',
  'the answer refuses the order and names a shipment that matches no order':
    'la réponse refuse la commande et indique une expédition qui ne va avec aucune commande',
  'the answer names a shipment that matches no order':
    'la réponse indique une expédition qui ne va avec aucune commande',
  'the answer does not say what became of this order':
    'la réponse ne dit pas ce qu’est devenue cette commande',
  'the label inside the answer cannot be read': 'l’étiquette dans la réponse est illisible',
  'a call holds 1 to {0} orders, not {1}': 'une demande contient 1 à {0} commandes, pas {1}',
  '{0} is not an integration': '{0} n’est pas une boutique chez Sendcloud',
  'order {0}: the id must have 1 to {1} characters': 'commande {0} : l’ID doit avoir 1 à {1} caractères',
  'order {0}: the number must have 1 to {1} characters':
    'commande {0} : le numéro doit avoir 1 à {1} caractères',
  'order {0} is in the call twice': 'la commande {0} est deux fois dans la demande',
  'order {0}: at most {1} parcels, not {2}': 'commande {0} : au plus {1} colis, pas {2}',
  'order {0}, parcel {1}: at most {2} items, not {3}':
    'commande {0}, colis {1} : au plus {2} articles, pas {3}',
  'order {0}, parcel {1}, item {2}: it needs an id and a quantity of at least 1':
    'commande {0}, colis {1}, article {2} : il faut un ID et une quantité d’au moins 1',
  'order {0}, parcel {1}: weight and size must be above zero':
    'commande {0}, colis {1} : poids et dimensions doivent être au-dessus de zéro',
  'the {0} must be at least 1': 'doit être au moins 1 : {0}',
  'sender address': 'expéditeur',
  brand: 'marque',
  contract: 'contrat',
  'a contract needs a shipping option': 'un contrat demande une option d’expédition',
  'the shipping option is empty': 'l’option d’expédition est vide',
  '1 to 100 shipments can be asked for at once': 'on peut demander 1 à 100 expéditions à la fois',
  'a shipment id is empty or holds a comma': 'un ID d’expédition est vide ou contient une virgule',
  'the answer holds no shipment': 'la réponse ne contient pas d’expédition',
  'the answer is about another shipment': 'la réponse porte sur une autre expédition',
  'that is not the id of a shipment': 'ce n’est pas un ID d’expédition',
  'a country is a code of two letters': 'un pays est un code de deux lettres',
  'the answer holds no list of shipping options':
    'la réponse ne contient pas de liste d’options d’expédition',
  '1 to 100 shipping methods can be asked for at once': 'on peut demander 1 à 100 modes d’envoi à la fois',
  'the answer holds no translation of shipping methods':
    'la réponse ne dit pas quelles options vont avec les modes d’envoi',

  // ---- Wemasy
  'the status of the labels stands at {0} and is not asked for there':
    'l’état des étiquettes est à {0} et n’est pas demandé là',
  'the answer says nothing about the document': 'la réponse ne dit rien du document',
  'the document stands at {0} and is not fetched from there':
    'le document est à {0} et n’est pas récupéré là',
  'the answer is no PDF': 'la réponse n’est pas un PDF',
  'an unknown place': 'un endroit inconnu',
  'the answer holds no order': 'la réponse ne contient pas de commande',
  'the answer is about another order': 'la réponse porte sur une autre commande',
  'neither an id nor an order number': 'ni ID ni numéro de commande',
  'the platform answered another page than the one asked for':
    'la plateforme a donné une autre page que celle demandée',
  'the list has more pages, but does not say where': 'la liste a d’autres pages, mais ne dit pas où',
  'the list goes on, but the link to its next page holds no page number':
    'la liste continue, mais le lien vers la page suivante n’a pas de numéro',
  'the list repeats itself (the same page twice)': 'la liste se répète (deux fois la même page)',
  'the answer does not say whether the request was accepted':
    'la réponse ne dit pas si la demande a été acceptée',
  'the call names no order': 'la demande n’indique aucune commande',
  'order {0} is named twice in one call': 'la commande {0} est deux fois dans une demande',
  '0 is not the id of an order': '0 n’est pas un ID de commande',
  'the answer holds no status': 'la réponse ne contient pas de statut',
  'the answer holds no list of shipping methods': 'la réponse ne contient pas de liste de modes d’envoi',
  'the answer does not say what was changed': 'la réponse ne dit pas ce qui a été modifié',

  // ---- Pictures of products
  'There is no picture of this item': 'Il n’y a pas de photo de cet article',
  'This is no picture': 'Ce n’est pas une photo',
  'The picture is larger than {0} MiB': 'La photo dépasse {0} Mio',
  'not an address of a picture': 'pas l’adresse d’une photo',
};
