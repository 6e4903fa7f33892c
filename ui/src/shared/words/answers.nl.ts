// What is said about a platform's answer, or about none, in Dutch.
export const answersNl: Record<string, string> = {
  // ---- What came back, or did not
  "the shop's token is no longer valid": 'het token van de winkel werkt niet meer',
  'the answer points to another address': 'het antwoord verwijst naar een ander adres',
  'the answer is empty': 'het antwoord is leeg',
  'the answer is a web page, not data': 'het antwoord is een webpagina, geen gegevens',
  "the answer is not in the platform's own form": 'het antwoord heeft niet de vorm van het platform',
  'the answer is not readable data (broken JSON)': 'het antwoord is onleesbaar (kapotte JSON)',
  '{0} (HTTP {1})': '{0} (HTTP {1})',
  "the platform's message is a web page": 'de melding van het platform is een webpagina',
  'the answer is larger than {0} MiB': 'het antwoord is groter dan {0} MiB',
  'the request could not be sent': 'de aanvraag kon niet verstuurd worden',
  'no answer came back': 'er kwam geen antwoord',
  'too many requests, the platform asks to wait': 'te veel aanvragen, het platform vraagt om even te wachten',
  'the keys were not accepted': 'de sleutels zijn niet aangenomen',
  'the account may not do this': 'het account mag dit niet',
  'the account has no valid payment method': 'het account heeft geen geldige betaalwijze',
  'not found': 'niet gevonden',
  'the platform refused the request': 'het platform weigerde de aanvraag',
  'the platform has a problem': 'het platform heeft een storing',
  'the answer was not what the platform documents': 'het antwoord was niet wat het platform beschrijft',
  'the answer is too big': 'het antwoord is te groot',
  'row {0}: {1}': 'rij {0}: {1}',
  'the list does not end after {0} pages': 'de lijst houdt na {0} pagina’s niet op',
  'the list repeats itself (the same cursor twice)': 'de lijst herhaalt zich (twee keer dezelfde plek)',
  '{0} is not a web address': '{0} is geen webadres',
  '{0} is not https; keys are sent over https only (plain http works for this machine itself)':
    '{0} is geen https; sleutels gaan alleen over https (gewone http kan voor deze computer zelf)',
  'the address must not hold a user or a password; keys have fields of their own':
    'in het adres mag geen gebruiker of wachtwoord staan; voor sleutels zijn eigen velden',
  'the keys hold characters that cannot be sent':
    'in de sleutels staan tekens die niet verstuurd kunnen worden',
  'the network library could not start: {0}': 'het netwerkdeel kon niet starten: {0}',
  'the request points somewhere else than it says': 'de aanvraag wijst ergens anders heen dan hij zegt',
  'no connection within 10 s': 'geen verbinding binnen 10 s',
  'no answer in time': 'geen antwoord op tijd',
  'no connection: {0}': 'geen verbinding: {0}',
  'the connection broke: {0}': 'de verbinding brak af: {0}',
  'a partner id is a UUID, such as 550e8400-e29b-41d4-a716-446655440000':
    'een partner-id is een UUID, zoals 550e8400-e29b-41d4-a716-446655440000',

  // ---- Sendcloud
  'the answer names no organisation': 'het antwoord noemt geen organisatie',
  'not an object': 'geen object',
  'no id': 'geen id',
  'an error without words': 'een fout zonder uitleg',
  'neither an order id nor an order number': 'geen order-id en geen ordernummer',
  'the answer holds no list of integrations': 'in het antwoord staat geen lijst met winkels',
  'the answer is about another integration': 'het antwoord gaat over een andere winkel',
  "that is not the platform's id of an order (a UUID)":
    'dat is niet het id van een order bij het platform (een UUID)',
  "a shop's name has 1 to 250 characters": 'een winkelnaam heeft 1 tot 250 tekens',
  'delivery to service points needs at least one carrier':
    'bezorgen op afhaalpunten vraagt minstens één vervoerder',
  "a carrier's code is empty": 'de code van een vervoerder is leeg',
  'the answer holds no settings': 'in het antwoord staan geen gegevens van de winkel',
  '1 to 100 orders can be handed in at once, not {0}':
    'er kunnen 1 tot 100 orders tegelijk ingestuurd worden, niet {0}',
  'order {0}: the platform does not take this {1}': 'order {0}: het platform neemt dit veld zo niet aan: {1}',
  'order {0} is the same as an earlier one': 'order {0} is gelijk aan een eerdere',
  'the answer holds no list of orders': 'in het antwoord staat geen lijst met orders',
  'that is not a web address, such as https://shop.example.com':
    'dat is geen webadres, zoals https://shop.example.com',
  'the answer holds no list where one is documented':
    'in het antwoord staat geen lijst, terwijl die er hoort te zijn',
  'the list goes on, but the link to its next page holds no cursor':
    'de lijst gaat door, maar de link naar de volgende pagina wijst geen plek aan',
  'the answer holds no data where some is documented':
    'in het antwoord ontbreken gegevens die er horen te zijn',
  'the answer is no document': 'het antwoord is geen document',
  'the answer holds no list of statuses': 'in het antwoord staat geen lijst met statussen',
  'no code': 'geen code',
  'the answer tells of no parcel': 'het antwoord noemt geen pakket',
  'that is not a tracking number': 'dat is geen volgnummer',
  'the platform names the order, but no shipment': 'het platform noemt de order, maar geen zending',
  'the answer refuses the order and names a shipment that matches no order':
    'het antwoord weigert de order en noemt een zending die bij geen order past',
  'the answer names a shipment that matches no order':
    'het antwoord noemt een zending die bij geen order past',
  'the answer does not say what became of this order':
    'het antwoord zegt niet wat er van deze order is geworden',
  'the label inside the answer cannot be read': 'het label in het antwoord is niet te lezen',
  'a call holds 1 to {0} orders, not {1}': 'een aanvraag bevat 1 tot {0} orders, niet {1}',
  '{0} is not an integration': '{0} is geen winkel bij Sendcloud',
  'order {0}: the id must have 1 to {1} characters': 'order {0}: het id moet 1 tot {1} tekens hebben',
  'order {0}: the number must have 1 to {1} characters': 'order {0}: het nummer moet 1 tot {1} tekens hebben',
  'order {0} is in the call twice': 'order {0} staat twee keer in de aanvraag',
  'order {0}: at most {1} parcels, not {2}': 'order {0}: hooguit {1} pakketten, niet {2}',
  'order {0}, parcel {1}: at most {2} items, not {3}':
    'order {0}, pakket {1}: hooguit {2} artikelen, niet {3}',
  'order {0}, parcel {1}, item {2}: it needs an id and a quantity of at least 1':
    'order {0}, pakket {1}, artikel {2}: er is een id en een aantal van minstens 1 nodig',
  'order {0}, parcel {1}: weight and size must be above zero':
    'order {0}, pakket {1}: gewicht en maten moeten boven nul zijn',
  'the {0} must be at least 1': 'dit moet minstens 1 zijn: {0}',
  'sender address': 'afzendadres',
  brand: 'merk',
  contract: 'contract',
  'a contract needs a shipping option': 'bij een contract hoort een verzendoptie',
  'the shipping option is empty': 'de verzendoptie is leeg',
  '1 to 100 shipments can be asked for at once': 'er kunnen 1 tot 100 zendingen tegelijk gevraagd worden',
  'a shipment id is empty or holds a comma': 'een zendings-id is leeg of bevat een komma',
  'the answer holds no shipment': 'in het antwoord staat geen zending',
  'the answer is about another shipment': 'het antwoord gaat over een andere zending',
  'that is not the id of a shipment': 'dat is geen zendings-id',
  'a country is a code of two letters': 'een land is een code van twee letters',
  'the answer holds no list of shipping options': 'in het antwoord staat geen lijst met verzendopties',
  '1 to 100 shipping methods can be asked for at once':
    'er kunnen 1 tot 100 verzendwijzen tegelijk gevraagd worden',
  'the answer holds no translation of shipping methods':
    'in het antwoord staat niet welke verzendoptie bij de verzendwijze hoort',

  // ---- Wemasy
  'the status of the labels stands at {0} and is not asked for there':
    'de stand van de labels staat op {0} en wordt daar niet gevraagd',
  'the answer says nothing about the document': 'het antwoord zegt niets over het document',
  'the document stands at {0} and is not fetched from there':
    'het document staat op {0} en wordt daar niet opgehaald',
  'the answer is no PDF': 'het antwoord is geen PDF',
  'an unknown place': 'een onbekende plek',
  'the answer holds no order': 'in het antwoord staat geen order',
  'the answer is about another order': 'het antwoord gaat over een andere order',
  'neither an id nor an order number': 'geen id en geen ordernummer',
  'the platform answered another page than the one asked for':
    'het platform gaf een andere pagina dan gevraagd',
  'the list has more pages, but does not say where': 'de lijst heeft meer pagina’s, maar zegt niet waar',
  'the list goes on, but the link to its next page holds no page number':
    'de lijst gaat door, maar de link naar de volgende pagina heeft geen paginanummer',
  'the list repeats itself (the same page twice)': 'de lijst herhaalt zich (twee keer dezelfde pagina)',
  'the answer does not say whether the request was accepted':
    'het antwoord zegt niet of de aanvraag is aangenomen',
  'the call names no order': 'de aanvraag noemt geen order',
  'order {0} is named twice in one call': 'order {0} staat twee keer in één aanvraag',
  '0 is not the id of an order': '0 is geen order-id',
  'the answer holds no status': 'in het antwoord staat geen status',
  'the answer holds no list of shipping methods': 'in het antwoord staat geen lijst met verzendwijzen',
  'the answer does not say what was changed': 'het antwoord zegt niet wat er gewijzigd is',

  // ---- Pictures of products
  'There is no picture of this item': 'Van dit artikel is er geen foto',
  'This is no picture': 'Dit is geen foto',
  'The picture is larger than {0} MiB': 'De foto is groter dan {0} MiB',
  'not an address of a picture': 'geen adres van een foto',
};
