// What is said about a platform's answer, or about none, in German.
export const answersDe: Record<string, string> = {
  // ---- What came back, or did not
  "the shop's token is no longer valid": 'das Token des Shops gilt nicht mehr',
  'the answer points to another address': 'die Antwort verweist auf eine andere Adresse',
  'the answer is empty': 'die Antwort ist leer',
  'the answer is a web page, not data': 'die Antwort ist eine Webseite, keine Daten',
  "the answer is not in the platform's own form": 'die Antwort hat nicht die Form der Plattform',
  'the answer is not readable data (broken JSON)': 'die Antwort ist unlesbar (kaputtes JSON)',
  '{0} (HTTP {1})': '{0} (HTTP {1})',
  "the platform's message is a web page": 'die Meldung der Plattform ist eine Webseite',
  'the answer is larger than {0} MiB': 'die Antwort ist größer als {0} MiB',
  'the request could not be sent': 'die Anfrage konnte nicht gesendet werden',
  'no answer came back': 'es kam keine Antwort',
  'too many requests, the platform asks to wait': 'zu viele Anfragen, die Plattform bittet zu warten',
  'the keys were not accepted': 'die Schlüssel wurden nicht angenommen',
  'the account may not do this': 'das Konto darf das nicht',
  'the account has no valid payment method': 'das Konto hat keine gültige Zahlungsart',
  'not found': 'nicht gefunden',
  'the platform refused the request': 'die Plattform hat die Anfrage abgelehnt',
  'the platform has a problem': 'die Plattform hat eine Störung',
  'the answer was not what the platform documents': 'die Antwort war nicht, was die Plattform beschreibt',
  'the answer is too big': 'die Antwort ist zu groß',
  'row {0}: {1}': 'Zeile {0}: {1}',
  'the list does not end after {0} pages': 'die Liste endet nach {0} Seiten nicht',
  'the list repeats itself (the same cursor twice)': 'die Liste wiederholt sich (zweimal dieselbe Stelle)',
  '{0} is not a web address': '{0} ist keine Webadresse',
  '{0} is not https; keys are sent over https only (plain http works for this machine itself)':
    '{0} ist kein https; Schlüssel gehen nur über https (einfaches http geht für diesen Computer selbst)',
  'the address must not hold a user or a password; keys have fields of their own':
    'in der Adresse darf kein Benutzer oder Passwort stehen; Schlüssel haben eigene Felder',
  'the keys hold characters that cannot be sent':
    'die Schlüssel enthalten Zeichen, die nicht gesendet werden können',
  'the network library could not start: {0}': 'der Netzwerkteil konnte nicht starten: {0}',
  'the request points somewhere else than it says': 'die Anfrage zeigt woanders hin, als sie sagt',
  'no connection within 10 s': 'keine Verbindung in 10 s',
  'no answer in time': 'keine Antwort in der Zeit',
  'no connection: {0}': 'keine Verbindung: {0}',
  'the connection broke: {0}': 'die Verbindung brach ab: {0}',
  'a partner id is a UUID, such as 550e8400-e29b-41d4-a716-446655440000':
    'eine Partner-ID ist eine UUID wie 550e8400-e29b-41d4-a716-446655440000',

  // ---- Sendcloud
  'the answer names no organisation': 'die Antwort nennt keine Organisation',
  'not an object': 'kein Objekt',
  'no id': 'keine ID',
  'an error without words': 'ein Fehler ohne Worte',
  'neither an order id nor an order number': 'weder Bestell-ID noch Bestellnummer',
  'the answer holds no list of integrations': 'die Antwort enthält keine Liste der Shops',
  'the answer is about another integration': 'die Antwort handelt von einem anderen Shop',
  "that is not the platform's id of an order (a UUID)": 'das ist keine Bestell-ID der Plattform (eine UUID)',
  "a shop's name has 1 to 250 characters": 'ein Shopname hat 1 bis 250 Zeichen',
  'delivery to service points needs at least one carrier':
    'Lieferung an Abholpunkte braucht mindestens einen Zusteller',
  "a carrier's code is empty": 'der Code eines Zustellers ist leer',
  'the answer holds no settings': 'die Antwort enthält keine Daten des Shops',
  '1 to 100 orders can be handed in at once, not {0}': '1 bis 100 Bestellungen gehen auf einmal, nicht {0}',
  'order {0}: the platform does not take this {1}':
    'Bestellung {0}: die Plattform nimmt dieses Feld so nicht an: {1}',
  'order {0} is the same as an earlier one': 'Bestellung {0} ist gleich einer früheren',
  'the answer holds no list of orders': 'die Antwort enthält keine Liste der Bestellungen',
  'that is not a web address, such as https://shop.example.com':
    'das ist keine Webadresse wie https://shop.example.com',
  'the answer holds no list where one is documented':
    'in der Antwort fehlt die Liste, die dort stehen sollte',
  'the list goes on, but the link to its next page holds no cursor':
    'die Liste geht weiter, aber der Link zur nächsten Seite nennt keine Stelle',
  'the answer holds no data where some is documented': 'in der Antwort fehlen Daten, die dort stehen sollten',
  'the answer is no document': 'die Antwort ist kein Dokument',
  'the answer holds no list of statuses': 'die Antwort enthält keine Liste der Status',
  'no code': 'kein Code',
  'the answer tells of no parcel': 'die Antwort nennt kein Paket',
  'that is not a tracking number': 'das ist keine Sendungsnummer',
  'the platform names the order, but no shipment': 'die Plattform nennt die Bestellung, aber keine Sendung',
  'the answer refuses the order and names a shipment that matches no order':
    'die Antwort lehnt die Bestellung ab und nennt eine Sendung, die zu keiner Bestellung passt',
  'the answer names a shipment that matches no order':
    'die Antwort nennt eine Sendung, die zu keiner Bestellung passt',
  'the answer does not say what became of this order':
    'die Antwort sagt nicht, was aus dieser Bestellung wurde',
  'the label inside the answer cannot be read': 'das Etikett in der Antwort ist nicht lesbar',
  'a call holds 1 to {0} orders, not {1}': 'eine Anfrage enthält 1 bis {0} Bestellungen, nicht {1}',
  '{0} is not an integration': '{0} ist kein Shop bei Sendcloud',
  'order {0}: the id must have 1 to {1} characters': 'Bestellung {0}: die ID muss 1 bis {1} Zeichen haben',
  'order {0}: the number must have 1 to {1} characters':
    'Bestellung {0}: die Nummer muss 1 bis {1} Zeichen haben',
  'order {0} is in the call twice': 'Bestellung {0} steht zweimal in der Anfrage',
  'order {0}: at most {1} parcels, not {2}': 'Bestellung {0}: höchstens {1} Pakete, nicht {2}',
  'order {0}, parcel {1}: at most {2} items, not {3}':
    'Bestellung {0}, Paket {1}: höchstens {2} Artikel, nicht {3}',
  'order {0}, parcel {1}, item {2}: it needs an id and a quantity of at least 1':
    'Bestellung {0}, Paket {1}, Artikel {2}: eine ID und eine Anzahl von mindestens 1 sind nötig',
  'order {0}, parcel {1}: weight and size must be above zero':
    'Bestellung {0}, Paket {1}: Gewicht und Maße müssen über null sein',
  'the {0} must be at least 1': 'mindestens 1 muss sein: {0}',
  'sender address': 'Absender',
  brand: 'Marke',
  contract: 'Vertrag',
  'a contract needs a shipping option': 'zu einem Vertrag gehört eine Versandoption',
  'the shipping option is empty': 'die Versandoption ist leer',
  '1 to 100 shipments can be asked for at once': '1 bis 100 Sendungen lassen sich auf einmal abfragen',
  'a shipment id is empty or holds a comma': 'eine Sendungs-ID ist leer oder enthält ein Komma',
  'the answer holds no shipment': 'die Antwort enthält keine Sendung',
  'the answer is about another shipment': 'die Antwort handelt von einer anderen Sendung',
  'that is not the id of a shipment': 'das ist keine Sendungs-ID',
  'a country is a code of two letters': 'ein Land ist ein Code aus zwei Buchstaben',
  'the answer holds no list of shipping options': 'die Antwort enthält keine Liste der Versandoptionen',
  '1 to 100 shipping methods can be asked for at once':
    '1 bis 100 Versandarten lassen sich auf einmal abfragen',
  'the answer holds no translation of shipping methods':
    'die Antwort nennt keine Versandoptionen zu den Versandarten',

  // ---- Wemasy
  'the status of the labels stands at {0} and is not asked for there':
    'der Stand der Etiketten liegt bei {0} und wird dort nicht abgefragt',
  'the answer says nothing about the document': 'die Antwort sagt nichts über das Dokument',
  'the document stands at {0} and is not fetched from there':
    'das Dokument liegt bei {0} und wird dort nicht abgerufen',
  'the answer is no PDF': 'die Antwort ist kein PDF',
  'an unknown place': 'einem unbekannten Ort',
  'the answer holds no order': 'die Antwort enthält keine Bestellung',
  'the answer is about another order': 'die Antwort handelt von einer anderen Bestellung',
  'neither an id nor an order number': 'weder ID noch Bestellnummer',
  'the platform answered another page than the one asked for':
    'die Plattform gab eine andere Seite als gefragt',
  'the list has more pages, but does not say where': 'die Liste hat mehr Seiten, sagt aber nicht, wo',
  'the list goes on, but the link to its next page holds no page number':
    'die Liste geht weiter, aber der Link zur nächsten Seite hat keine Seitenzahl',
  'the list repeats itself (the same page twice)': 'die Liste wiederholt sich (zweimal dieselbe Seite)',
  'the answer does not say whether the request was accepted':
    'die Antwort sagt nicht, ob die Anfrage angenommen wurde',
  'the call names no order': 'die Anfrage nennt keine Bestellung',
  'order {0} is named twice in one call': 'Bestellung {0} steht zweimal in einer Anfrage',
  '0 is not the id of an order': '0 ist keine Bestell-ID',
  'the answer holds no status': 'die Antwort enthält keinen Status',
  'the answer holds no list of shipping methods': 'die Antwort enthält keine Liste der Versandarten',
  'the answer does not say what was changed': 'die Antwort sagt nicht, was geändert wurde',

  // ---- Pictures of products
  'There is no picture of this item': 'Von diesem Artikel gibt es kein Bild',
  'This is no picture': 'Das ist kein Bild',
  'The picture is larger than {0} MiB': 'Das Bild ist größer als {0} MiB',
  'not an address of a picture': 'keine Adresse eines Bildes',
};
