// The engine's own sentences in Dutch. The key is the English one: {0}, {1} stand for what it is filled with.
// `{0: # order | # orders}` chooses by number, as in the messages.
import { answersNl } from './answers.nl';
import { paperNl } from './paper.nl';

export const nl: Record<string, string> = {
  ...answersNl,
  ...paperNl,

  // ---- Accounts, keys and this station
  'These keys belong to {0}, not to this account': 'Deze sleutels horen bij {0}, niet bij dit account',
  "Enter the account's own keys in the settings": 'Vul bij Instellen de sleutels van dit account zelf in',
  'This station has not been connected yet': 'Dit station is nog niet verbonden',
  'Connect Sendcloud or use practice mode': 'Verbind Sendcloud of ga oefenen',
  'A name has at most {0} characters': 'Een naam heeft hooguit {0} tekens',
  'This account is not known here': 'Dit account is hier niet bekend',
  'This data folder belongs to {0}, not to {1}': 'Deze map met gegevens hoort bij {0}, niet bij {1}',
  'Use another data folder for the other platform':
    'Gebruik een andere map met gegevens voor het andere platform',
  'The connection is being changed': 'De verbinding wordt net gewijzigd',
  'Try again in a moment': 'Probeer het zo opnieuw',
  'Sendcloud is not connected': 'Sendcloud is niet verbonden',
  'Enter the key pair in the settings': 'Vul het sleutelpaar in bij Instellen',
  'Connect Sendcloud first: labels come from there': 'Verbind eerst Sendcloud: daar komen de labels vandaan',
  'These keys belong to {0}, which this station does not know':
    'Deze sleutels horen bij {0}, en dat kent dit station niet',
  'Add the account in the settings, or use a data folder of its own':
    'Voeg het account toe bij Instellen, of geef het een eigen map met gegevens',
  'The keys of this station come from the environment':
    'De sleutels van dit station komen uit de omgevingsvariabelen',
  'Take them away there': 'Haal ze daar weg',
  'The keychain holds no keys of this account': 'De sleutelbos heeft geen sleutels van dit account',
  'Enter the key pair again': 'Vul het sleutelpaar opnieuw in',
  'This token belongs to another Wemasy shop of this station':
    'Dit token hoort bij een andere Wemasy-winkel van dit station',
  'Make a token for each shop': 'Maak een token voor elke winkel',
  '{0} orders of this account have not ended: their labels would not be fetched':
    '{0: # order van dit account is nog niet klaar: het label zou niet opgehaald worden | # orders van dit account zijn nog niet klaar: de labels zouden niet opgehaald worden}',
  'Let them end first; what is bought stays noted and is followed once the account is back':
    'Laat ze eerst klaar zijn; wat gekocht is blijft bewaard en loopt door zodra het account terug is',
  'Practice has one account': 'Oefenen heeft één account',
  'Work live to change real ones': 'Ga naar het echte werk om echte te wijzigen',
  'This station has not been set up': 'Dit station is nog niet ingericht',
  'This account is worked for already': 'Voor dit account wordt al gewerkt',
  'Both keys are needed': 'Beide sleutels zijn nodig',
  'Copy them from the Sendcloud panel': 'Kopieer ze uit het Sendcloud-paneel',
  '"{0}" is no web address': '“{0}” is geen webadres',
  'A token is needed': 'Er is een token nodig',
  "Make one in the Wemasy panel, under the project's settings":
    'Maak er een in Wemasy, onder Projectinstellingen',
  'Too many wrong PINs': 'Te vaak een verkeerde pincode',
  'Wait a minute, then try again': 'Wacht een minuut en probeer het opnieuw',
  'That PIN is not right': 'Die pincode klopt niet',
  'A PIN has 4 to 12 digits': 'Een pincode heeft 4 tot 12 cijfers',
  'The PIN cannot be stored: {0}': 'De pincode kan niet bewaard worden: {0}',
  'Enter the old PIN first': 'Vul eerst de oude pincode in',
  "This needs the owner's PIN": 'Hiervoor is de pincode van de eigenaar nodig',
  'Ask the owner, or enter it': 'Vraag de eigenaar, of vul hem in',
  "Wemasy's address cannot be read": 'Het adres van Wemasy is niet te lezen',
  'The practice platform cannot be kept: {0}': 'Het oefenplatform kan niet bewaard worden: {0}',
  'The keychain did not keep the keys': 'De sleutelbos heeft de sleutels niet bewaard',
  'Unlock the keychain, then connect again': 'Ontgrendel de sleutelbos en verbind opnieuw',
  'The keychain of this computer is missing, locked or refuses':
    'De sleutelbos van deze computer ontbreekt, zit op slot of weigert',
  'Unlock it (on Linux: start a Secret Service such as GNOME Keyring), then start Packbench again':
    'Ontgrendel hem (op Linux: start een Secret Service zoals GNOME Keyring) en start Packbench opnieuw',
  'A keychain task ended early: {0}': 'Een taak van de sleutelbos brak af: {0}',
  'The data folder {0} cannot be used: {1}': 'De map met gegevens {0} is niet te gebruiken: {1}',
  "Check the folder's permissions and the disk":
    'Kijk of de map beschreven mag worden en of de schijf het doet',
  'The data folder cannot be locked: {0}': 'De map met gegevens kan niet op slot: {0}',
  'The account that this was shipped for is not connected':
    'Het account waarvoor dit verzonden is, is niet verbonden',
  'Connect it again in the settings': 'Verbind het opnieuw bij Instellen',
  'There is no command "{0}"': 'Er is geen opdracht “{0}”',
  'Another Packbench on this computer works with this data; this one only shows it':
    'Een andere Packbench op deze computer werkt met deze gegevens; hier is het alleen kijken',
  'Another Packbench practises with this data': 'Een andere Packbench oefent met deze gegevens',
  'Another Packbench works with this data': 'Een andere Packbench werkt met deze gegevens',
  'Close the other one first': 'Sluit eerst de andere',
  'The database was damaged. It was set aside as {0}':
    'Het gegevensbestand was beschadigd. Het is opzijgezet als {0}',
  'Labels that were bought are found again at Sendcloud; ask support about the history':
    'Gekochte labels worden bij Sendcloud teruggevonden; vraag hulp voor de historie',
  'The choice cannot be stored: {0}': 'De keuze kan niet bewaard worden: {0}',
  'The keychain holds no token of this shop': 'De sleutelbos heeft geen token van deze winkel',
  'Enter its token again': 'Vul het token opnieuw in',
  'Practice has its own Wemasy shop': 'Oefenen heeft een eigen Wemasy-winkel',
  'Work live to connect a real one': 'Ga naar het echte werk om een echte te verbinden',
  '{0} cannot be removed: {1}': '{0} kan niet weggehaald worden: {1}',
  "The station's data: {0}": 'Gegevens van dit station: {0}',
  'The settings cannot be written: {0}': 'De instellingen zijn niet op te slaan: {0}',
  'This is no file of settings: {0}': 'Dit is geen bestand met instellingen: {0}',
  "This is no file of Packbench's settings": 'Dit is geen bestand met instellingen van Packbench',
  'A newer Packbench wrote these settings': 'Deze instellingen zijn van een nieuwere Packbench',
  'Bring this station up to date first': 'Werk eerst dit station bij',
  'No browser could be opened: {0}': 'Er ging geen browser open: {0}',
  'Open {0} by hand': 'Open zelf {0}',

  // ---- What an order lacks, and what keeps it back
  'Batch {0}: whether a label was made is not known':
    'Batch {0}: het is niet bekend of er een label is gemaakt',
  'Open the batch and press Check': 'Open de batch en klik op Nu nakijken',
  'Batch {0} is shipping this order': 'Batch {0} is bezig met deze order',
  'Open the batch': 'Open de batch',
  'This station made a label for this order in batch {0}':
    'Dit station maakte in batch {0} een label voor deze order',
  'Print the stored label again from the batch': 'Print het bewaarde label opnieuw vanuit de batch',
  'Sendcloud has a shipment without a label for this order':
    'Sendcloud heeft een zending zonder label voor deze order',
  "Wemasy is asked to make its label; sender and option are Wemasy's":
    'Wemasy wordt om het label gevraagd; afzender en verzendoptie zijn die van Wemasy',
  'Only Wemasy has this order yet': 'Alleen Wemasy heeft deze order nog',
  'Hand it to Sendcloud, then ship it as any other':
    'Zet hem over naar Sendcloud en verzend hem dan als elke andere',
  'The address has not been read yet': 'Het adres is nog niet gelezen',
  'It is read within a few minutes, or at once when the order is opened':
    'Het wordt binnen een paar minuten gelezen, of meteen als je de order opent',
  'The platform no longer lists this order': 'Het platform noemt deze order niet meer',
  "The order's status is not one of the shop's open statuses":
    'De status van de order is geen open status van de winkel',
  'Refresh the list, or choose open statuses in the settings':
    'Haal de orders opnieuw op, of kies de open statussen bij Instellen',
  'tracking {0}': 'volgnummer {0}',
  'shipment {0}': 'zending {0}',
  'Label made elsewhere, {0}': 'Label ergens anders gemaakt, {0}',
  'Nothing to do; it is not bought again': 'Niets te doen; er wordt niet opnieuw gekocht',
  'A label with this order number exists, to another address ({0})':
    'Er is een label met dit ordernummer, naar een ander adres ({0})',
  'Compare both addresses in the Sendcloud panel': 'Vergelijk beide adressen in het Sendcloud-paneel',
  'The shop split this order into several shipments; labels for those cannot be asked for here':
    'De winkel splitste deze order in meer zendingen; labels daarvoor zijn hier niet aan te vragen',
  'Make its labels in the Sendcloud panel': 'Maak de labels in het Sendcloud-paneel',
  'The shop gave no usable order id, and the order number is not unique':
    'De winkel gaf geen bruikbaar order-id, en het ordernummer komt vaker voor',
  'Make its label in the Sendcloud panel': 'Maak het label in het Sendcloud-paneel',
  'The country is missing': 'Het land ontbreekt',
  'The country "{0}" is not known': 'Het land “{0}” is niet bekend',
  'Correct the country in the shop, then refresh':
    'Verbeter het land in de winkel en haal de orders opnieuw op',
  name: 'naam',
  street: 'straat',
  'house number': 'huisnummer',
  'postal code': 'postcode',
  city: 'plaats',
  'Missing in the address: {0}': 'Ontbreekt in het adres: {0}',
  'Complete the address in the shop, then refresh':
    'Vul het adres aan in de winkel en haal de orders opnieuw op',
  'The order has no weight': 'De order heeft geen gewicht',
  "Add the weight in the shop, or allow shipping with the platform's default weight":
    'Vul het gewicht in bij de winkel, of sta verzenden met het standaardgewicht toe',
  'Customs data are incomplete (HS code, country of origin or value); the carrier may refuse':
    'Douanegegevens onvolledig (HS-code, land van herkomst of waarde); de vervoerder kan weigeren',
  'Complete the products in the shop': 'Vul de producten aan in de winkel',
  'The chosen contract {0} is not active': 'Het gekozen contract {0} is niet actief',
  'Choose another contract; or activate it in the Sendcloud panel, then refresh':
    'Kies een ander contract, of zet het aan in het Sendcloud-paneel en haal de orders opnieuw op',
  '{0} does not go to {1}': '{0} gaat niet naar {1}',
  '{0} does not go to {1} with {2} g': '{0} gaat niet naar {1} met {2} g',
  '{0} carries up to {1} g': '{0} neemt hooguit {1} g mee',
  '{0} carries {1} g or more': '{0} is voor {1} g of meer',
  '{0} goes to a service point, and the order names none':
    '{0} gaat naar een afhaalpunt, en de order noemt er geen',
  'Choose another shipping option for this order': 'Kies een andere verzendoptie voor deze order',
  '{0} other order(s) have the same number; this one is addressed by its id':
    '{0: Nog # order heeft | Nog # orders hebben} hetzelfde nummer; deze wordt met zijn id aangevraagd',
  'no reason given': 'geen reden genoemd',
  'The carrier refused it before: {0}': 'De vervoerder weigerde eerder: {0}',
  'Its last label was cancelled': 'Het vorige label is geannuleerd',
  'Refused before: {0}': 'Eerder geweigerd: {0}',

  // ---- Batches
  'Wemasy has taken it on and makes the label; it is awaited at Sendcloud':
    'Wemasy maakt het label; we wachten tot het bij Sendcloud staat',
  'Wemasy tries again to make the label; it is awaited at Sendcloud':
    'Wemasy probeert het label opnieuw te maken; we wachten tot het bij Sendcloud staat',
  'Wemasy skipped it: a label is there already, or it is not eligible':
    'Wemasy sloeg hem over: er is al een label, of hij komt niet in aanmerking',
  '{0} (of this call: {1})': '{0} (van deze aanvraag: {1})',
  '{0} new': '{0: # nieuw | # nieuw}',
  '{0} again': '{0: # opnieuw | # opnieuw}',
  '{0} skipped': '{0: # overgeslagen | # overgeslagen}',
  '{0} (Wemasy says: {1})': '{0} (Wemasy zegt: {1})',
  '{0} of {1} parcels got no label: {2}': '{0} van {1} pakketten kreeg geen label: {2}',
  'The document is not usable ({0}); it is asked for again':
    'Het document is niet te gebruiken ({0}); het wordt opnieuw opgehaald',
  'The label could not be fetched yet: {0}': 'Het label kon nog niet opgehaald worden: {0}',
  'Another row of this order is shipped in batch {0}': 'Dezelfde order gaat al mee in batch {0}',
  'The order cannot be addressed any more': 'De order is niet meer aan te vragen',
  'The platform does not have this order (it saves orders with a delay); try again later':
    'Het platform heeft deze order nog niet (orders komen er later aan); probeer het straks opnieuw',
  'Sendcloud has this order by now; ship it from there':
    'Sendcloud heeft deze order inmiddels; verzend hem via Sendcloud',
  'The call cannot be made: {0}': 'De aanvraag kan zo niet: {0}',
  'Check sender, brand, option and contract': 'Kijk afzender, merk, verzendoptie en contract na',
  'This Wemasy shop has no token on this station': 'Deze Wemasy-winkel heeft geen token op dit station',
  'Nothing was bought for the rest; press Continue': 'Voor de rest is niets gekocht; kies Batch vervolgen',
  'The platform made more than one shipment: also {0}': 'Het platform maakte meer dan één zending: ook {0}',
  'The platform does not list the shipment yet': 'Het platform noemt de zending nog niet',
  'The platform says: {0}': 'Het platform zegt: {0}',
  'The carrier has the parcel; its label is not listed yet':
    'De vervoerder kent het pakket; het label is er nog niet',
  'The platform named shipment {0}, which belongs to another order':
    'Het platform noemde zending {0}, maar die hoort bij een andere order',
  'That shipment belongs to another order of this station':
    'Die zending hoort bij een andere order van dit station',
  'The account has no sender address': 'Het account heeft geen afzendadres',
  'Add one in the Sendcloud panel': 'Voeg er een toe in het Sendcloud-paneel',
  'The platform took too long to answer': 'Het platform deed te lang over het antwoord',
  'A reason is needed': 'Er is een reden nodig',
  'Write down why this order gets two labels': 'Schrijf op waarom deze order twee labels krijgt',
  'Write down why these orders need one more label':
    'Schrijf op waarom deze orders nog een label nodig hebben',
  'Write down why you are sure that no label was made':
    'Schrijf op waarom je zeker weet dat er geen label is gemaakt',
  'The cancellation was not written down': 'De annulering is niet opgeschreven',
  'The request is not valid: {0}': 'De opdracht klopt niet: {0}',
  'The answer cannot be written: {0}': 'Het antwoord is niet op te schrijven: {0}',
  'The list of shipments holds something unreadable ({0})':
    'In de lijst met zendingen staat iets onleesbaars ({0})',
  'Nothing is bought until the list can be read completely; try again later':
    'Er wordt niets gekocht tot de hele lijst te lezen is; probeer het later opnieuw',
  'Order {0} has two labels: shipment {1} of this station and {2}':
    'Order {0} heeft twee labels: zending {1} van dit station en {2}',
  'Cancel one of them, or say that both are wanted': 'Annuleer er één, of zeg dat beide nodig zijn',
  'This order is not known': 'Deze order is niet bekend',
  'This order is not known any more': 'Deze order is niet meer bekend',
  'This shop is not known': 'Deze winkel is niet bekend',
  'The request has no id': 'De opdracht heeft geen id',
  'There is no batch {0}': 'Batch {0} bestaat niet',
  'The outcome of this order is not unknown': 'De uitkomst van deze order is al bekend',
  'This order is not in a batch': 'Deze order zit niet in een batch',
  'None of these orders can be shipped.': 'Geen van deze orders kan verzonden worden.',
  'None of these orders can be shipped. {0}': 'Geen van deze orders kan verzonden worden. {0}',
  'Solve the problems that the orders name, then try again':
    'Los de problemen op die bij de orders staan en probeer het opnieuw',
  'Wemasy packs its own orders: only the number of parcels can be set there':
    'Wemasy verdeelt zijn orders zelf: daar is alleen het aantal pakketten in te stellen',
  "Change the order's shipping, or hand it to Sendcloud first":
    'Wijzig de verzending van de order, of zet hem eerst over naar Sendcloud',
  'Hand it to Sendcloud first, or set the number of parcels for Wemasy':
    'Zet hem eerst over naar Sendcloud, of stel het aantal pakketten voor Wemasy in',
  'This order cannot be addressed at Sendcloud': 'Deze order is bij Sendcloud niet aan te vragen',
  'Sendcloud lists no lines for this order': 'Sendcloud noemt geen regels van deze order',
  'It saves orders with a delay; try again in a moment':
    'Orders komen er met vertraging aan; probeer het zo opnieuw',
  'Only one order at a time can be split into parcels':
    'Er kan maar één order tegelijk in pakketten verdeeld worden',
  'An order is split into 2 to {0} parcels': 'Een order wordt in 2 tot {0} pakketten verdeeld',
  'Parcel {0} is empty': 'Pakket {0} is leeg',
  'Parcel {0} weighs nothing': 'Pakket {0} weegt niets',
  'Parcel {0}: give all three sides, or none': 'Pakket {0}: geef alle drie de maten, of geen',
  'None of the refused orders can be tried again': 'Geen van de geweigerde orders kan opnieuw',
  'Correct them in the shop, then refresh': 'Verbeter ze in de winkel en haal de orders opnieuw op',
  'The carrier does not know this parcel yet': 'De vervoerder kent dit pakket nog niet',
  'Ask again later': 'Vraag het later nog eens',
  'No shop could be read': 'Geen enkele winkel kon gelezen worden',
  'The list shows the last known orders; the shops name their trouble':
    'De lijst toont de laatst bekende orders; bij de winkels staat wat er mis is',
  'A call was about to be sent twice': 'Een aanvraag dreigde twee keer verstuurd te worden',

  // ---- The platform's failures: what to do
  'Check the network; the last known orders stay in the list':
    'Kijk of het internet werkt; de lijst toont de laatst bekende orders',
  'The platform asks for a pause; try again in a minute': 'Even wachten: over een minuut gaat het weer',
  'Check the key pair in the settings': 'Kopieer het sleutelpaar opnieuw uit Sendcloud en test het',
  'Check what this key pair may do in the Sendcloud panel': 'Kijk in Sendcloud wat dit sleutelpaar mag',
  'Check the payment method in the Sendcloud panel':
    'Kijk in Sendcloud bij Facturatie of de betaalwijze klopt',
  'Refresh the list': 'Haal de lijst opnieuw op',
  'Correct what the message names, then try again': 'Verbeter wat de melding noemt en probeer het opnieuw',
  'Sendcloud has a problem; try again in a few minutes':
    'Storing bij Sendcloud; probeer het over een paar minuten opnieuw',
  'Something between this station and Sendcloud answered instead; try again later':
    'Er antwoordde iets tussen dit station en Sendcloud; probeer het later opnieuw',

  // ---- The station's database
  'a stored text is not what this version writes: {0}':
    'een bewaarde tekst is niet wat deze versie schrijft: {0}',
  'The journal holds an unknown state "{0}"': 'In het journaal staat een onbekende toestand “{0}”',
  "The station's database holds something unreadable ({0})":
    'In het gegevensbestand van dit station staat iets onleesbaars ({0})',
  'Copy the details for support': 'Kopieer de details en vraag hulp',
  'The disk is full, nothing can be stored': 'De schijf is vol, er kan niets bewaard worden',
  'Free some space; nothing is bought until then': 'Maak ruimte vrij; tot dan wordt er niets gekocht',
  "The station's database is damaged": 'Het gegevensbestand van dit station is beschadigd',
  'Restart Packbench: it sets the file aside and tells where':
    'Start Packbench opnieuw: het zet het bestand opzij en zegt waar',
  "The station's database is locked by another program":
    'Een ander programma houdt het gegevensbestand van dit station bezet',
  'Close backup or virus programs that hold it, then try again':
    'Sluit back-up- of virusprogramma’s die het bezet houden en probeer het opnieuw',
  "The station's database failed: {0}": 'Het gegevensbestand van dit station werkt niet: {0}',
  'A database task ended early: {0}': 'Een taak van het gegevensbestand brak af: {0}',
  'there is no database yet': 'er is nog geen gegevensbestand',
  'the database was written by a newer Packbench': 'het gegevensbestand is van een nieuwere Packbench',
  'the database has to be brought up to date by the Packbench that holds it':
    'de Packbench die het gegevensbestand in gebruik heeft, moet het bijwerken',
  'the database cannot be opened: {0}': 'het gegevensbestand gaat niet open: {0}',
  'the database folder cannot be used: {0}': 'de map met gegevens is niet te gebruiken: {0}',
  'the database cannot be brought up to date: {0}': 'het gegevensbestand is niet bij te werken: {0}',

  // ---- Shops at the platform, CSV files
  'the file is larger than {0} MiB': 'het bestand is groter dan {0} MiB',
  'the first line cannot be read: {0}': 'de eerste regel is niet te lezen: {0}',
  'columns are missing: {0}': 'er ontbreken kolommen: {0}',
  'cannot be read: {0}': 'is niet te lezen: {0}',
  'is empty': 'is leeg',
  '"{0}" is no amount': '“{0}” is geen bedrag of getal',
  '"{0}" is no weight in kilograms': '“{0}” is geen gewicht in kilo’s',
  '"{0}" is no country code of two letters': '“{0}” is geen landcode van twee letters',
  '"{0}": only EUR, USD and GBP are taken': '“{0}”: alleen EUR, USD en GBP kan',
  'is no e-mail address': 'is geen e-mailadres',
  '"{0}" is no whole number above 0': '“{0}” is geen heel getal boven 0',
  'is longer than 12 signs': 'is langer dan 12 tekens',
  'line {0} has another address for the same order': 'regel {0} heeft een ander adres voor dezelfde order',
  'a file holds {0} orders at most; the rest is left out':
    'een bestand bevat hooguit {0} orders; de rest doet niet mee',
  'Items can be corrected, not added or taken away':
    'Artikelen kun je verbeteren, niet toevoegen of weghalen',
  'Change the order in the shop': 'Wijzig de order in de winkel',
  '"{0}" is no number': '“{0}” is geen getal',
  'Handing this order in would lose its {0}': 'Als je deze order instuurt, gaat dit verloren: {0}',
  'Correct it in the shop or in the Sendcloud panel': 'Verbeter hem in de winkel of in het Sendcloud-paneel',
  'delivery choice of the checkout': 'bezorgkeuze van de kassa',
  'customs costs and tax numbers': 'douanekosten en belastingnummers',
  currency: 'valuta',
  'kind of customs shipment': 'soort douanezending',
  'service point': 'afhaalpunt',
  'The platform does not take this value': 'Het platform neemt deze waarde niet aan',
  'The file did not arrive whole; choose it again': 'Het bestand kwam niet heel aan; kies het opnieuw',
  'Say what went wrong': 'Zeg wat er misging',
  'The shop has no web address, which a log needs':
    'De winkel heeft geen webadres, en dat is nodig om iets te melden',
  "Enter the shop's address first": 'Vul eerst het adres van de winkel in',
  'There is no such integration': 'Deze winkel bestaat niet bij Sendcloud',
  'Nothing was changed': 'Er is niets gewijzigd',
  "The typed name is not the shop's name": 'De getypte naam is niet die van de winkel',
  'Type: {0}': 'Typ: {0}',
  'This account has no v2 interface, which is needed for this':
    'Dit account heeft geen v2 van Sendcloud, en dat is hiervoor nodig',
  'Make the change in the Sendcloud panel': 'Wijzig dit in het Sendcloud-paneel',
  'The platform gives this order no id to delete it by':
    'Het platform geeft deze order geen id om hem mee weg te halen',
  'Delete it in the Sendcloud panel': 'Haal hem weg in het Sendcloud-paneel',
  'The order was changed meanwhile': 'De order is intussen gewijzigd',
  'Open it again and make the correction there': 'Open hem opnieuw en verbeter hem dan',
  'The platform does not have this order any more': 'Het platform heeft deze order niet meer',
  'This station is shipping this, or does not know yet whether it was shipped':
    'Dit station is hem aan het verzenden, of weet nog niet of hij verzonden is',
  'Wait until the batch has come to its end': 'Wacht tot de batch klaar is',
  'That is no day, such as 2026-11-21': 'Dat is geen dag, zoals 2026-11-21',
  "Only official Sendcloud partners may hand orders in, with the partner's id in the settings; correct the order in the shop instead":
    'Alleen officiële partners van Sendcloud mogen orders insturen, met het partner-id bij Instellen; verbeter de order in de winkel',
  'The platform said "{0}", which is not documented':
    'Het platform zei “{0}”, en dat staat nergens beschreven',

  // ---- Wemasy and the accounts
  'No order is named': 'Er is geen order genoemd',
  'A reason has {0} to {1} signs': 'Een reden heeft {0} tot {1} tekens',
  'Look into SnelStart first, then say why it is sent again':
    'Kijk eerst in SnelStart en zeg dan waarom je hem opnieuw boekt',
  'This order is queued, on its way or booked already':
    'Deze order staat in de rij, is onderweg of al geboekt',
  'Read the list again': 'Haal de lijst opnieuw op',
  'This order is on its way to the accounts, or booked already':
    'Deze order is onderweg naar de boekhouding, of al geboekt',
  'This booking is not known': 'Deze boeking is niet bekend',
  "This order is not Wemasy's": 'Deze order is niet van Wemasy',
  'Fetch it in Wemasy': 'Haal het op in Wemasy',
  'Wemasy is still making it': 'Wemasy is er nog mee bezig',
  'There is no document after {0} seconds: {1}': 'Na {0} seconden is er geen document: {1}',
  'Choose a shipping method': 'Kies een verzendwijze',
  'A weight lies between 1 gram and 1,000 kilograms': 'Een gewicht ligt tussen 1 gram en 1.000 kilo',
  'An order goes out in 1 to 50 parcels': 'Een order gaat in 1 tot 50 pakketten',
  'This order is being shipped': 'Deze order wordt net verzonden',
  'Sendcloud has a shipment without a label; shipping it asks Wemasy for the label':
    'Sendcloud heeft een zending zonder label; bij het verzenden wordt Wemasy om het label gevraagd',
  'None of these orders can be handed to Sendcloud': 'Geen van deze orders kan over naar Sendcloud',
  "They are there already, on their way, or not Wemasy's":
    'Ze staan er al, zijn onderweg, of zijn niet van Wemasy',
  'Wemasy has taken it on': 'Wemasy heeft hem aangenomen',
  'Wemasy has taken it on again; an earlier try failed there':
    'Wemasy heeft hem opnieuw aangenomen; een eerdere poging mislukte daar',
  "It was in Wemasy's queue already": 'Hij stond al in de rij bij Wemasy',
  'Wemasy skipped it: done already, or not eligible':
    'Wemasy sloeg hem over: al gedaan, of hij komt niet in aanmerking',
  'It did not appear at Sendcloud within {0} minutes': 'Hij stond na {0} minuten nog niet bij Sendcloud',
  'Sendcloud does not list this integration': 'Sendcloud noemt deze winkel niet',
  'This Wemasy shop is not known': 'Deze Wemasy-winkel is niet bekend',
  'Enter its token in the settings': 'Vul het token in bij Instellen',
  'A name has 1 to 80 characters': 'Een naam heeft 1 tot 80 tekens',
  'A colour looks like #1f6feb': 'Een kleur ziet eruit als #1f6feb',
  'The token is no longer valid; enter a new one': 'Het token werkt niet meer; vul een nieuw in',
  '{0}: {1}': '{0}: {1}',
};
