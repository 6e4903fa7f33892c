// The engine's own sentences in German. The key is the English one: {0}, {1} stand for what it is filled with.
// `{0: # order | # orders}` chooses by number, as in the messages.
import { answersDe } from './answers.de';
import { paperDe } from './paper.de';

export const de: Record<string, string> = {
  ...answersDe,
  ...paperDe,

  // ---- Accounts, keys and this station
  'These keys belong to {0}, not to this account': 'Diese Schlüssel gehören zu {0}, nicht zu diesem Konto',
  "Enter the account's own keys in the settings":
    'Unter Einrichten die eigenen Schlüssel dieses Kontos eintragen',
  'This station has not been connected yet': 'Diese Station ist noch nicht verbunden',
  'Connect Sendcloud or use practice mode': 'Sendcloud verbinden oder üben',
  'A name has at most {0} characters': 'Ein Name hat höchstens {0} Zeichen',
  'This account is not known here': 'Dieses Konto ist hier nicht bekannt',
  'This data folder belongs to {0}, not to {1}': 'Dieser Datenordner gehört zu {0}, nicht zu {1}',
  'Use another data folder for the other platform':
    'Für die andere Plattform einen anderen Datenordner verwenden',
  'The connection is being changed': 'Die Verbindung wird gerade geändert',
  'Try again in a moment': 'Gleich noch einmal versuchen',
  'Sendcloud is not connected': 'Sendcloud ist nicht verbunden',
  'Enter the key pair in the settings': 'Das Schlüsselpaar unter Einrichten eintragen',
  'Connect Sendcloud first: labels come from there':
    'Erst Sendcloud verbinden: von dort kommen die Etiketten',
  'These keys belong to {0}, which this station does not know':
    'Diese Schlüssel gehören zu {0}, das kennt diese Station nicht',
  'Add the account in the settings, or use a data folder of its own':
    'Das Konto unter Einrichten hinzufügen oder ihm einen eigenen Datenordner geben',
  'The keys of this station come from the environment':
    'Die Schlüssel dieser Station kommen aus den Umgebungsvariablen',
  'Take them away there': 'Dort entfernen',
  'The keychain holds no keys of this account': 'Der Schlüsselbund hat keine Schlüssel dieses Kontos',
  'Enter the key pair again': 'Das Schlüsselpaar noch einmal eintragen',
  'This token belongs to another Wemasy shop of this station':
    'Dieses Token gehört zu einem anderen Wemasy-Shop dieser Station',
  'Make a token for each shop': 'Für jeden Shop ein Token erstellen',
  '{0} orders of this account have not ended: their labels would not be fetched':
    '{0: # Bestellung dieses Kontos ist noch nicht fertig: ihr Etikett würde nicht abgeholt | # Bestellungen dieses Kontos sind noch nicht fertig: ihre Etiketten würden nicht abgeholt}',
  'Let them end first; what is bought stays noted and is followed once the account is back':
    'Erst fertig werden lassen; Gekauftes bleibt notiert und läuft weiter, sobald das Konto zurück ist',
  'Practice has one account': 'Beim Üben gibt es nur ein Konto',
  'Work live to change real ones': 'Für echte Konten in den Echtbetrieb wechseln',
  'This station has not been set up': 'Diese Station ist noch nicht eingerichtet',
  'This account is worked for already': 'Für dieses Konto wird schon gearbeitet',
  'Both keys are needed': 'Beide Schlüssel sind nötig',
  'Copy them from the Sendcloud panel': 'Aus dem Sendcloud-Panel kopieren',
  '"{0}" is no web address': '„{0}“ ist keine Webadresse',
  'A token is needed': 'Ein Token ist nötig',
  "Make one in the Wemasy panel, under the project's settings":
    'In Wemasy unter Projekteinstellungen eins erstellen',
  'Too many wrong PINs': 'Zu oft eine falsche PIN',
  'Wait a minute, then try again': 'Eine Minute warten, dann noch einmal versuchen',
  'That PIN is not right': 'Diese PIN stimmt nicht',
  'A PIN has 4 to 12 digits': 'Eine PIN hat 4 bis 12 Ziffern',
  'The PIN cannot be stored: {0}': 'Die PIN kann nicht gespeichert werden: {0}',
  'Enter the old PIN first': 'Erst die alte PIN eingeben',
  "This needs the owner's PIN": 'Dafür ist die PIN des Inhabers nötig',
  'Ask the owner, or enter it': 'Den Inhaber fragen oder sie eingeben',
  "Wemasy's address cannot be read": 'Die Adresse von Wemasy ist nicht lesbar',
  'The practice platform cannot be kept: {0}': 'Die Übungsplattform kann nicht gespeichert werden: {0}',
  'The keychain did not keep the keys': 'Der Schlüsselbund hat die Schlüssel nicht behalten',
  'Unlock the keychain, then connect again': 'Den Schlüsselbund entsperren und neu verbinden',
  'The keychain of this computer is missing, locked or refuses':
    'Der Schlüsselbund dieses Computers fehlt, ist gesperrt oder verweigert sich',
  'Unlock it (on Linux: start a Secret Service such as GNOME Keyring), then start Packbench again':
    'Entsperren (unter Linux: einen Secret Service wie GNOME Keyring starten), dann Packbench neu starten',
  'A keychain task ended early: {0}': 'Eine Aufgabe des Schlüsselbunds brach ab: {0}',
  'The data folder {0} cannot be used: {1}': 'Der Datenordner {0} ist nicht benutzbar: {1}',
  "Check the folder's permissions and the disk": 'Rechte des Ordners und die Festplatte prüfen',
  'The data folder cannot be locked: {0}': 'Der Datenordner kann nicht gesperrt werden: {0}',
  'The account that this was shipped for is not connected':
    'Das Konto, für das dies versendet wurde, ist nicht verbunden',
  'Connect it again in the settings': 'Unter Einrichten neu verbinden',
  'There is no command "{0}"': 'Es gibt keinen Befehl „{0}“',
  'Another Packbench on this computer works with this data; this one only shows it':
    'Ein anderes Packbench auf diesem Computer arbeitet mit diesen Daten; hier werden sie nur gezeigt',
  'Another Packbench practises with this data': 'Ein anderes Packbench übt mit diesen Daten',
  'Another Packbench works with this data': 'Ein anderes Packbench arbeitet mit diesen Daten',
  'Close the other one first': 'Erst das andere schließen',
  'The database was damaged. It was set aside as {0}':
    'Die Datendatei war beschädigt. Sie wurde beiseitegelegt als {0}',
  'Labels that were bought are found again at Sendcloud; ask support about the history':
    'Gekaufte Etiketten werden bei Sendcloud wiedergefunden; für den Verlauf Hilfe holen',
  'The choice cannot be stored: {0}': 'Die Wahl kann nicht gespeichert werden: {0}',
  'The keychain holds no token of this shop': 'Der Schlüsselbund hat kein Token dieses Shops',
  'Enter its token again': 'Das Token noch einmal eintragen',
  'Practice has its own Wemasy shop': 'Beim Üben gibt es einen eigenen Wemasy-Shop',
  'Work live to connect a real one': 'Für einen echten Shop in den Echtbetrieb wechseln',
  '{0} cannot be removed: {1}': '{0} kann nicht entfernt werden: {1}',
  "The station's data: {0}": 'Daten dieser Station: {0}',
  'The settings cannot be written: {0}': 'Die Einstellungen lassen sich nicht speichern: {0}',
  'This is no file of settings: {0}': 'Das ist keine Datei mit Einstellungen: {0}',
  "This is no file of Packbench's settings": 'Das ist keine Datei mit Einstellungen von Packbench',
  'A newer Packbench wrote these settings': 'Diese Einstellungen sind von einem neueren Packbench',
  'Bring this station up to date first': 'Erst diese Station aktualisieren',
  'No browser could be opened: {0}': 'Es ließ sich kein Browser öffnen: {0}',
  'Open {0} by hand': '{0} von Hand öffnen',

  // ---- What an order lacks, and what keeps it back
  'Batch {0}: whether a label was made is not known':
    'Batch {0}: ob ein Etikett erstellt wurde, ist nicht bekannt',
  'Open the batch and press Check': 'Den Batch öffnen und „Jetzt prüfen“ wählen',
  'Batch {0} is shipping this order': 'Batch {0} versendet diese Bestellung gerade',
  'Open the batch': 'Den Batch öffnen',
  'This station made a label for this order in batch {0}':
    'Diese Station hat im Batch {0} ein Etikett für diese Bestellung erstellt',
  'Print the stored label again from the batch': 'Das gespeicherte Etikett aus dem Batch erneut drucken',
  'Sendcloud has a shipment without a label for this order':
    'Sendcloud hat für diese Bestellung eine Sendung ohne Etikett',
  "Wemasy is asked to make its label; sender and option are Wemasy's":
    'Wemasy wird um das Etikett gebeten; Absender und Versandoption sind die von Wemasy',
  'Only Wemasy has this order yet': 'Bisher hat nur Wemasy diese Bestellung',
  'Hand it to Sendcloud, then ship it as any other': 'An Sendcloud geben, dann wie jede andere versenden',
  'The address has not been read yet': 'Die Adresse ist noch nicht gelesen',
  'It is read within a few minutes, or at once when the order is opened':
    'Sie wird in ein paar Minuten gelesen, oder sofort beim Öffnen der Bestellung',
  'The platform no longer lists this order': 'Die Plattform führt diese Bestellung nicht mehr',
  "The order's status is not one of the shop's open statuses":
    'Der Status der Bestellung zählt im Shop nicht als offen',
  'Refresh the list, or choose open statuses in the settings':
    'Liste neu abrufen oder unter Einrichten offene Status wählen',
  'tracking {0}': 'Sendungsnummer {0}',
  'shipment {0}': 'Sendung {0}',
  'Label made elsewhere, {0}': 'Etikett anderswo erstellt, {0}',
  'Nothing to do; it is not bought again': 'Nichts zu tun; es wird nicht noch einmal gekauft',
  'A label with this order number exists, to another address ({0})':
    'Es gibt ein Etikett mit dieser Bestellnummer, an eine andere Adresse ({0})',
  'Compare both addresses in the Sendcloud panel': 'Beide Adressen im Sendcloud-Panel vergleichen',
  'The shop split this order into several shipments; labels for those cannot be asked for here':
    'Der Shop hat diese Bestellung in mehrere Sendungen geteilt; deren Etiketten gibt es hier nicht',
  'Make its labels in the Sendcloud panel': 'Die Etiketten im Sendcloud-Panel erstellen',
  'The shop gave no usable order id, and the order number is not unique':
    'Der Shop gab keine brauchbare Bestell-ID, und die Bestellnummer ist mehrfach vergeben',
  'Make its label in the Sendcloud panel': 'Das Etikett im Sendcloud-Panel erstellen',
  'The country is missing': 'Das Land fehlt',
  'The country "{0}" is not known': 'Das Land „{0}“ ist nicht bekannt',
  'Correct the country in the shop, then refresh': 'Das Land im Shop korrigieren, dann neu abrufen',
  name: 'Name',
  street: 'Straße',
  'house number': 'Hausnummer',
  'postal code': 'PLZ',
  city: 'Ort',
  'Missing in the address: {0}': 'Fehlt in der Adresse: {0}',
  'Complete the address in the shop, then refresh': 'Die Adresse im Shop ergänzen, dann neu abrufen',
  'The order has no weight': 'Die Bestellung hat kein Gewicht',
  "Add the weight in the shop, or allow shipping with the platform's default weight":
    'Das Gewicht im Shop eintragen oder Versand mit dem Standardgewicht erlauben',
  'Customs data are incomplete (HS code, country of origin or value); the carrier may refuse':
    'Zolldaten unvollständig (HS-Code, Ursprungsland oder Wert); der Zusteller kann ablehnen',
  'Complete the products in the shop': 'Die Produkte im Shop ergänzen',
  'The chosen contract {0} is not active': 'Der gewählte Vertrag {0} ist nicht aktiv',
  'Choose another contract; or activate it in the Sendcloud panel, then refresh':
    'Einen anderen Vertrag wählen, oder ihn im Sendcloud-Panel aktivieren und neu abrufen',
  '{0} does not go to {1}': '{0} geht nicht nach {1}',
  '{0} does not go to {1} with {2} g': '{0} geht nicht nach {1} mit {2} g',
  '{0} carries up to {1} g': '{0} befördert höchstens {1} g',
  '{0} carries {1} g or more': '{0} ist für {1} g und mehr',
  '{0} goes to a service point, and the order names none':
    '{0} geht an einen Abholpunkt, und die Bestellung nennt keinen',
  'Choose another shipping option for this order': 'Für diese Bestellung eine andere Versandoption wählen',
  '{0} other order(s) have the same number; this one is addressed by its id':
    '{0: Noch # Bestellung hat | Noch # Bestellungen haben} dieselbe Nummer; diese wird über ihre ID angefragt',
  'no reason given': 'kein Grund genannt',
  'The carrier refused it before: {0}': 'Der Zusteller hat früher abgelehnt: {0}',
  'Its last label was cancelled': 'Das letzte Etikett wurde storniert',
  'Refused before: {0}': 'Früher abgelehnt: {0}',

  // ---- Batches
  'Wemasy has taken it on and makes the label; it is awaited at Sendcloud':
    'Wemasy erstellt das Etikett; es wird bei Sendcloud erwartet',
  'Wemasy tries again to make the label; it is awaited at Sendcloud':
    'Wemasy versucht noch einmal, das Etikett zu erstellen; es wird bei Sendcloud erwartet',
  'Wemasy skipped it: a label is there already, or it is not eligible':
    'Wemasy hat sie übersprungen: es gibt schon ein Etikett, oder sie kommt nicht infrage',
  '{0} (of this call: {1})': '{0} (von dieser Anfrage: {1})',
  '{0} new': '{0: # neu | # neu}',
  '{0} again': '{0: # erneut | # erneut}',
  '{0} skipped': '{0: # übersprungen | # übersprungen}',
  '{0} (Wemasy says: {1})': '{0} (Wemasy sagt: {1})',
  '{0} of {1} parcels got no label: {2}': '{0} von {1} Paketen ohne Etikett: {2}',
  'The document is not usable ({0}); it is asked for again':
    'Das Dokument ist nicht brauchbar ({0}); es wird neu abgerufen',
  'The label could not be fetched yet: {0}': 'Das Etikett konnte noch nicht abgerufen werden: {0}',
  'Another row of this order is shipped in batch {0}':
    'Dieselbe Bestellung wird schon im Batch {0} versendet',
  'The order cannot be addressed any more': 'Die Bestellung kann nicht mehr angefragt werden',
  'The platform does not have this order (it saves orders with a delay); try again later':
    'Die Plattform hat diese Bestellung noch nicht (Bestellungen kommen dort später an); später noch einmal versuchen',
  'Sendcloud has this order by now; ship it from there':
    'Sendcloud hat diese Bestellung inzwischen; über Sendcloud versenden',
  'The call cannot be made: {0}': 'Die Anfrage geht so nicht: {0}',
  'Check sender, brand, option and contract': 'Absender, Marke, Versandoption und Vertrag prüfen',
  'This Wemasy shop has no token on this station': 'Dieser Wemasy-Shop hat kein Token an dieser Station',
  'Nothing was bought for the rest; press Continue':
    'Für den Rest wurde nichts gekauft; „Batch fortsetzen“ wählen',
  'The platform made more than one shipment: also {0}':
    'Die Plattform hat mehr als eine Sendung erstellt: auch {0}',
  'The platform does not list the shipment yet': 'Die Plattform führt die Sendung noch nicht',
  'The platform says: {0}': 'Die Plattform sagt: {0}',
  'The carrier has the parcel; its label is not listed yet':
    'Der Zusteller kennt das Paket; das Etikett ist noch nicht da',
  'The platform named shipment {0}, which belongs to another order':
    'Die Plattform nannte Sendung {0}, die zu einer anderen Bestellung gehört',
  'That shipment belongs to another order of this station':
    'Diese Sendung gehört zu einer anderen Bestellung dieser Station',
  'The account has no sender address': 'Das Konto hat keinen Absender',
  'Add one in the Sendcloud panel': 'Im Sendcloud-Panel einen hinzufügen',
  'The platform took too long to answer': 'Die Plattform hat zu lange gebraucht',
  'A reason is needed': 'Ein Grund ist nötig',
  'Write down why this order gets two labels': 'Angeben, warum diese Bestellung zwei Etiketten bekommt',
  'Write down why these orders need one more label':
    'Angeben, warum diese Bestellungen noch ein Etikett brauchen',
  'Write down why you are sure that no label was made': 'Angeben, warum sicher kein Etikett erstellt wurde',
  'The cancellation was not written down': 'Die Stornierung wurde nicht festgehalten',
  'The request is not valid: {0}': 'Die Anfrage ist ungültig: {0}',
  'The answer cannot be written: {0}': 'Die Antwort lässt sich nicht schreiben: {0}',
  'The list of shipments holds something unreadable ({0})':
    'In der Liste der Sendungen steht etwas Unlesbares ({0})',
  'Nothing is bought until the list can be read completely; try again later':
    'Bis die ganze Liste lesbar ist, wird nichts gekauft; später noch einmal versuchen',
  'Order {0} has two labels: shipment {1} of this station and {2}':
    'Bestellung {0} hat zwei Etiketten: Sendung {1} dieser Station und {2}',
  'Cancel one of them, or say that both are wanted':
    'Eins davon stornieren oder angeben, dass beide gebraucht werden',
  'This order is not known': 'Diese Bestellung ist nicht bekannt',
  'This order is not known any more': 'Diese Bestellung ist nicht mehr bekannt',
  'This shop is not known': 'Dieser Shop ist nicht bekannt',
  'The request has no id': 'Die Anfrage hat keine ID',
  'There is no batch {0}': 'Batch {0} gibt es nicht',
  'The outcome of this order is not unknown': 'Der Ausgang dieser Bestellung ist schon bekannt',
  'This order is not in a batch': 'Diese Bestellung ist in keinem Batch',
  'None of these orders can be shipped.': 'Keine dieser Bestellungen kann versendet werden.',
  'None of these orders can be shipped. {0}': 'Keine dieser Bestellungen kann versendet werden. {0}',
  'Solve the problems that the orders name, then try again':
    'Die bei den Bestellungen genannten Probleme lösen, dann noch einmal versuchen',
  'Wemasy packs its own orders: only the number of parcels can be set there':
    'Wemasy packt seine Bestellungen selbst: dort lässt sich nur die Anzahl Pakete einstellen',
  "Change the order's shipping, or hand it to Sendcloud first":
    'Den Versand der Bestellung ändern oder sie erst an Sendcloud geben',
  'Hand it to Sendcloud first, or set the number of parcels for Wemasy':
    'Erst an Sendcloud geben oder die Anzahl Pakete für Wemasy einstellen',
  'This order cannot be addressed at Sendcloud': 'Diese Bestellung kann bei Sendcloud nicht angefragt werden',
  'Sendcloud lists no lines for this order': 'Sendcloud nennt keine Positionen dieser Bestellung',
  'It saves orders with a delay; try again in a moment':
    'Bestellungen kommen dort verzögert an; gleich noch einmal versuchen',
  'Only one order at a time can be split into parcels':
    'Nur eine Bestellung auf einmal lässt sich in Pakete teilen',
  'An order is split into 2 to {0} parcels': 'Eine Bestellung wird in 2 bis {0} Pakete geteilt',
  'Parcel {0} is empty': 'Paket {0} ist leer',
  'Parcel {0} weighs nothing': 'Paket {0} wiegt nichts',
  'Parcel {0}: give all three sides, or none': 'Paket {0}: alle drei Maße angeben oder keins',
  'None of the refused orders can be tried again':
    'Keine der abgelehnten Bestellungen kann erneut versucht werden',
  'Correct them in the shop, then refresh': 'Im Shop korrigieren, dann neu abrufen',
  'The carrier does not know this parcel yet': 'Der Zusteller kennt dieses Paket noch nicht',
  'Ask again later': 'Später noch einmal fragen',
  'No shop could be read': 'Kein Shop konnte gelesen werden',
  'The list shows the last known orders; the shops name their trouble':
    'Die Liste zeigt die zuletzt bekannten Bestellungen; bei den Shops steht, was los ist',
  'A call was about to be sent twice': 'Eine Anfrage wäre fast zweimal gesendet worden',

  // ---- The platform's failures: what to do
  'Check the network; the last known orders stay in the list':
    'Internetverbindung prüfen; die Liste zeigt die zuletzt bekannten Bestellungen',
  'The platform asks for a pause; try again in a minute': 'Kurz warten: in einer Minute geht es wieder',
  'Check the key pair in the settings': 'Das Schlüsselpaar neu aus Sendcloud kopieren und testen',
  'Check what this key pair may do in the Sendcloud panel':
    'In Sendcloud prüfen, was dieses Schlüsselpaar darf',
  'Check the payment method in the Sendcloud panel':
    'In Sendcloud unter Abrechnung prüfen, ob die Zahlungsart stimmt',
  'Refresh the list': 'Liste neu abrufen',
  'Correct what the message names, then try again':
    'Korrigieren, was die Meldung nennt, dann noch einmal versuchen',
  'Sendcloud has a problem; try again in a few minutes':
    'Störung bei Sendcloud; in ein paar Minuten noch einmal versuchen',
  'Something between this station and Sendcloud answered instead; try again later':
    'Etwas zwischen dieser Station und Sendcloud hat geantwortet; später noch einmal versuchen',

  // ---- The station's database
  'a stored text is not what this version writes: {0}':
    'ein gespeicherter Text passt nicht zu dieser Version: {0}',
  'The journal holds an unknown state "{0}"': 'Im Journal steht ein unbekannter Zustand „{0}“',
  "The station's database holds something unreadable ({0})":
    'In der Datendatei dieser Station steht etwas Unlesbares ({0})',
  'Copy the details for support': 'Details kopieren und Hilfe holen',
  'The disk is full, nothing can be stored': 'Die Festplatte ist voll, nichts kann gespeichert werden',
  'Free some space; nothing is bought until then': 'Platz schaffen; bis dahin wird nichts gekauft',
  "The station's database is damaged": 'Die Datendatei dieser Station ist beschädigt',
  'Restart Packbench: it sets the file aside and tells where':
    'Packbench neu starten: es legt die Datei beiseite und sagt, wo',
  "The station's database is locked by another program":
    'Ein anderes Programm sperrt die Datendatei dieser Station',
  'Close backup or virus programs that hold it, then try again':
    'Sicherungs- oder Virenprogramme schließen, die sie sperren, dann noch einmal versuchen',
  "The station's database failed: {0}": 'Die Datendatei dieser Station funktioniert nicht: {0}',
  'A database task ended early: {0}': 'Eine Aufgabe der Datendatei brach ab: {0}',
  'there is no database yet': 'es gibt noch keine Datendatei',
  'the database was written by a newer Packbench': 'die Datendatei ist von einem neueren Packbench',
  'the database has to be brought up to date by the Packbench that holds it':
    'das Packbench, das die Datendatei benutzt, muss sie aktualisieren',
  'the database cannot be opened: {0}': 'die Datendatei lässt sich nicht öffnen: {0}',
  'the database folder cannot be used: {0}': 'der Datenordner ist nicht benutzbar: {0}',
  'the database cannot be brought up to date: {0}': 'die Datendatei lässt sich nicht aktualisieren: {0}',

  // ---- Shops at the platform, CSV files
  'the file is larger than {0} MiB': 'die Datei ist größer als {0} MiB',
  'the first line cannot be read: {0}': 'die erste Zeile ist nicht lesbar: {0}',
  'columns are missing: {0}': 'Spalten fehlen: {0}',
  'cannot be read: {0}': 'ist nicht lesbar: {0}',
  'is empty': 'ist leer',
  '"{0}" is no amount': '„{0}“ ist kein Betrag und keine Zahl',
  '"{0}" is no weight in kilograms': '„{0}“ ist kein Gewicht in Kilogramm',
  '"{0}" is no country code of two letters': '„{0}“ ist kein Ländercode aus zwei Buchstaben',
  '"{0}": only EUR, USD and GBP are taken': '„{0}“: nur EUR, USD und GBP gehen',
  'is no e-mail address': 'ist keine E-Mail-Adresse',
  '"{0}" is no whole number above 0': '„{0}“ ist keine ganze Zahl über 0',
  'is longer than 12 signs': 'ist länger als 12 Zeichen',
  'line {0} has another address for the same order':
    'Zeile {0} hat eine andere Adresse für dieselbe Bestellung',
  'a file holds {0} orders at most; the rest is left out':
    'eine Datei enthält höchstens {0} Bestellungen; der Rest bleibt weg',
  'Items can be corrected, not added or taken away':
    'Artikel lassen sich korrigieren, nicht hinzufügen oder entfernen',
  'Change the order in the shop': 'Die Bestellung im Shop ändern',
  '"{0}" is no number': '„{0}“ ist keine Zahl',
  'Handing this order in would lose its {0}': 'Beim Einreichen dieser Bestellung ginge verloren: {0}',
  'Correct it in the shop or in the Sendcloud panel': 'Im Shop oder im Sendcloud-Panel korrigieren',
  'delivery choice of the checkout': 'Lieferwahl aus der Kasse',
  'customs costs and tax numbers': 'Zollkosten und Steuernummern',
  currency: 'Währung',
  'kind of customs shipment': 'Art der Zollsendung',
  'service point': 'Abholpunkt',
  'The platform does not take this value': 'Die Plattform nimmt diesen Wert nicht an',
  'The file did not arrive whole; choose it again': 'Die Datei kam nicht ganz an; noch einmal wählen',
  'Say what went wrong': 'Angeben, was schiefging',
  'The shop has no web address, which a log needs':
    'Der Shop hat keine Webadresse, die für eine Meldung nötig ist',
  "Enter the shop's address first": 'Erst die Adresse des Shops eintragen',
  'There is no such integration': 'Diesen Shop gibt es bei Sendcloud nicht',
  'Nothing was changed': 'Es wurde nichts geändert',
  "The typed name is not the shop's name": 'Der eingegebene Name ist nicht der des Shops',
  'Type: {0}': 'Eingeben: {0}',
  'This account has no v2 interface, which is needed for this':
    'Dieses Konto hat kein v2 von Sendcloud, das dafür nötig ist',
  'Make the change in the Sendcloud panel': 'Im Sendcloud-Panel ändern',
  'The platform gives this order no id to delete it by':
    'Die Plattform gibt dieser Bestellung keine ID zum Entfernen',
  'Delete it in the Sendcloud panel': 'Im Sendcloud-Panel entfernen',
  'The order was changed meanwhile': 'Die Bestellung wurde inzwischen geändert',
  'Open it again and make the correction there': 'Neu öffnen und dort korrigieren',
  'The platform does not have this order any more': 'Die Plattform hat diese Bestellung nicht mehr',
  'This station is shipping this, or does not know yet whether it was shipped':
    'Diese Station versendet das gerade oder weiß noch nicht, ob es versendet ist',
  'Wait until the batch has come to its end': 'Warten, bis der Batch fertig ist',
  'That is no day, such as 2026-11-21': 'Das ist kein Tag wie 2026-11-21',
  "Only official Sendcloud partners may hand orders in, with the partner's id in the settings; correct the order in the shop instead":
    'Nur offizielle Partner von Sendcloud dürfen Bestellungen einreichen, mit der Partner-ID unter Einrichten; die Bestellung im Shop korrigieren',
  'The platform said "{0}", which is not documented':
    'Die Plattform sagte „{0}“, das ist nirgends beschrieben',

  // ---- Wemasy and the accounts
  'No order is named': 'Es ist keine Bestellung genannt',
  'A reason has {0} to {1} signs': 'Ein Grund hat {0} bis {1} Zeichen',
  'Look into SnelStart first, then say why it is sent again':
    'Erst in SnelStart nachsehen, dann angeben, warum erneut gebucht wird',
  'This order is queued, on its way or booked already':
    'Diese Bestellung ist eingereiht, unterwegs oder schon gebucht',
  'Read the list again': 'Liste neu abrufen',
  'This order is on its way to the accounts, or booked already':
    'Diese Bestellung ist unterwegs zur Buchhaltung oder schon gebucht',
  'This booking is not known': 'Diese Buchung ist nicht bekannt',
  "This order is not Wemasy's": 'Diese Bestellung ist nicht von Wemasy',
  'Fetch it in Wemasy': 'In Wemasy abrufen',
  'Wemasy is still making it': 'Wemasy ist noch dabei',
  'There is no document after {0} seconds: {1}': 'Nach {0} Sekunden ist kein Dokument da: {1}',
  'Choose a shipping method': 'Eine Versandart wählen',
  'A weight lies between 1 gram and 1,000 kilograms':
    'Ein Gewicht liegt zwischen 1 Gramm und 1.000 Kilogramm',
  'An order goes out in 1 to 50 parcels': 'Eine Bestellung geht in 1 bis 50 Paketen',
  'This order is being shipped': 'Diese Bestellung wird gerade versendet',
  'Sendcloud has a shipment without a label; shipping it asks Wemasy for the label':
    'Sendcloud hat eine Sendung ohne Etikett; beim Versenden wird Wemasy um das Etikett gebeten',
  'None of these orders can be handed to Sendcloud':
    'Keine dieser Bestellungen kann an Sendcloud gegeben werden',
  "They are there already, on their way, or not Wemasy's":
    'Sie sind schon dort, unterwegs oder nicht von Wemasy',
  'Wemasy has taken it on': 'Wemasy hat sie angenommen',
  'Wemasy has taken it on again; an earlier try failed there':
    'Wemasy hat sie erneut angenommen; ein früherer Versuch scheiterte dort',
  "It was in Wemasy's queue already": 'Sie war bei Wemasy schon eingereiht',
  'Wemasy skipped it: done already, or not eligible':
    'Wemasy hat sie übersprungen: schon erledigt, oder sie kommt nicht infrage',
  'It did not appear at Sendcloud within {0} minutes': 'Sie war nach {0} Minuten noch nicht bei Sendcloud',
  'Sendcloud does not list this integration': 'Sendcloud führt diesen Shop nicht',
  'This Wemasy shop is not known': 'Dieser Wemasy-Shop ist nicht bekannt',
  'Enter its token in the settings': 'Das Token unter Einrichten eintragen',
  'A name has 1 to 80 characters': 'Ein Name hat 1 bis 80 Zeichen',
  'A colour looks like #1f6feb': 'Eine Farbe sieht aus wie #1f6feb',
  'The token is no longer valid; enter a new one': 'Das Token gilt nicht mehr; ein neues eintragen',
  '{0}: {1}': '{0}: {1}',
};
