// What the engine and the printing crate say about papers, printers and documents, in Dutch.
export const paperNl: Record<string, string> = {
  // ---- Stored papers and their files
  'A preview has 36 to 600 dpi': 'Een voorbeeld heeft 36 tot 600 dpi',
  'This label is not stored': 'Dit label is niet bewaard',
  'Batch {0} has no stored labels': 'Batch {0} heeft geen bewaarde labels',
  'Labels are stored as the carriers deliver them': 'Labels worden bewaard zodra de vervoerders ze leveren',
  'The labels cannot be put into one PDF: {0}': 'De labels passen niet in één PDF: {0}',
  '{0} cannot be written: {1}': '{0} is niet op te slaan: {1}',
  'The file of this paper was removed after the time that the settings keep labels':
    'Het bestand van dit papier is opgeruimd, zoals ingesteld',
  'Fetch it in the Sendcloud panel; it is not bought again':
    'Haal het op in het Sendcloud-paneel; er wordt niet opnieuw gekocht',
  'its checksum is wrong': 'de controlesom klopt niet',
  'The stored label cannot be used: {0}': 'Het bewaarde label is niet te gebruiken: {0}',
  'Fetch it again in the Sendcloud panel; it is not bought again':
    'Haal het opnieuw op in het Sendcloud-paneel; er wordt niet opnieuw gekocht',
  'A document task ended early: {0}': 'Een taak met een document brak af: {0}',
  'The stored document cannot be used: its checksum is wrong':
    'Het bewaarde document is niet te gebruiken: de controlesom klopt niet',
  'The document is no PDF': 'Het document is geen PDF',
  'The document cannot be used: {0}': 'Het document is niet te gebruiken: {0}',

  // ---- Printing: wishes and queues
  'There is no stored label to print': 'Er is geen bewaard label om te printen',
  'Nothing is asked about this print job any more': 'Over deze opdracht wordt niets meer gevraagd',
  'No printer is chosen': 'Er is geen printer gekozen',
  'Choose the label printer in the settings': 'Kies de labelprinter bij Instellen',
  'Start the print service of this computer': 'Start de printservice van deze computer',
  'Choose another printer in the settings': 'Kies een andere printer bij Instellen',
  'Save the labels as PDF and print that': 'Sla de labels op als PDF en print die',
  'Look whether it came out before printing again': 'Kijk eerst of het eruit kwam voordat je opnieuw print',
  'Let the queue accept jobs again, then print': 'Laat de wachtrij weer opdrachten aannemen en print dan',
  'Look at the printer, then print again': 'Kijk bij de printer en print opnieuw',
  'The paper is not stored any more': 'Het papier is niet meer bewaard',
  'This label is in ZPL, the language of Zebra printers, and its printer is not set up for that':
    'Dit label is in ZPL, de taal van Zebra-printers, en de printer is daar niet op ingesteld',
  'Say in the settings that the printer speaks ZPL, or print on another one':
    'Zet bij Instellen dat de printer ZPL spreekt, of print op een andere',
  '{0} is stopped': '{0} staat stil',
  '{0} takes no jobs': '{0} neemt geen opdrachten aan',
  'Packbench ended while handing it over: did it come out?':
    'Packbench stopte terwijl dit naar de printer ging: kwam het eruit?',
  'The print service has forgotten this job: did it come out?':
    'De printservice weet niet meer van deze opdracht: kwam het eruit?',
  'Labels in ZPL need a printer that speaks ZPL': 'Labels in ZPL vragen een printer die ZPL spreekt',
  'A label printer has 203, 300 or 600 dpi': 'Een labelprinter heeft 203, 300 of 600 dpi',
  'Paper has sides of 20 to 1,000 mm': 'Papier heeft zijden van 20 tot 1.000 mm',
  'An offset is 100 mm at most': 'Verschuiven kan hooguit 100 mm',
  '1 to 9 copies can be printed': 'Er kunnen 1 tot 9 exemplaren geprint worden',
  'A label is to be checked first': 'Er moet eerst een label nagekeken worden',

  // ---- The print service (CUPS)
  '{0} answered something that is not from a print service':
    'Wat {0} antwoordt, komt niet van een printservice',
  'The print service (CUPS) does not answer at {0}: {1}': 'De printservice (CUPS) antwoordt niet op {0}: {1}',
  'the answer was not readable': 'het antwoord was onleesbaar',
  'it answered with HTTP {0}': 'hij antwoordde met HTTP {0}',
  'The print service gave the job up without saying why':
    'De printservice gaf de opdracht op zonder te zeggen waarom',
  'The print service did not say where the job is': 'De printservice zei niet waar de opdracht is',
  'The printer is stopped': 'De printer staat stil',
  'it named no job number': 'hij noemde geen nummer voor de opdracht',
  'The print service does not let this user in': 'De printservice laat deze gebruiker niet toe',
  'The document is larger than the print service accepts':
    'Het document is groter dan de printservice aanneemt',
  'The print service wants an encrypted connection, which this program does not make':
    'De printservice wil een versleutelde verbinding, en die maakt dit programma niet',
  'The print service refused the request (HTTP {0})': 'De printservice weigerde de opdracht (HTTP {0})',
  'The label may have been printed: the print service was given the document, but {0}':
    'Het label is misschien al geprint: de printservice kreeg het document, maar {0}',
  'There is no printer named {0}': 'Er is geen printer met de naam {0}',
  'The print service no longer knows job {0}': 'De printservice kent opdracht {0} niet meer',
  'No printer has so long a name': 'Zo’n lange naam heeft geen printer',
  'The print request cannot be written: {0}': 'De printopdracht is niet op te stellen: {0}',
  'no connection within {0} s': 'geen verbinding binnen {0} s',
  'no answer within {0} s': 'geen antwoord binnen {0} s',
  'the connection broke before it answered': 'de verbinding brak voordat er antwoord kwam',

  // ---- Documents
  'ZPL has no size of its own: the printer gives it one': 'ZPL heeft zelf geen maat: die geeft de printer',
  'The page cannot be kept: {0}': 'De pagina is niet te bewaren: {0}',
  'The page cannot be put into a PDF: {0}': 'De pagina past niet in een PDF: {0}',
  'A page is drawn at {0} to {1} dots per inch, not {2}':
    'Een pagina wordt met {0} tot {1} dpi getekend, niet met {2}',
  'A picture has only one page': 'Een plaatje heeft maar één pagina',
  'ZPL can be printed, but not shown here': 'ZPL kan geprint worden, maar is hier niet te zien',
  'The page cannot be drawn: {0}': 'De pagina is niet te tekenen: {0}',
  'The document cannot be opened now: {0}': 'Het document gaat nu niet open: {0}',
  'The document is damaged in a way that cannot be handled; it was left alone':
    'Het document is zo beschadigd dat er niets mee te doen is',
  'The document has {0} MB, too many for a label': 'Het document is {0} MB, te groot voor een label',
  'The page is {0} x {1} points, which is no paper': 'De pagina is {0} x {1} punten, dat is geen papier',
  'The PDF holds a picture that is too large for a label: {0} x {1} pixels':
    'In de PDF zit een plaatje dat te groot is voor een label: {0} x {1} pixels',
  'The PDF holds packed data that is too large for a label':
    'In de PDF zitten gegevens die te groot zijn voor een label',
  'There is no label to put into a PDF': 'Er is geen label voor in een PDF',
  'Document {0} of {1}: {2}': 'Document {0} van {1}: {2}',
  'The documents cannot be opened now: {0}': 'De documenten gaan nu niet open: {0}',
  'It was not read': 'Het is niet gelezen',
  'It is ZPL, which cannot be put into a PDF; print it on a label printer':
    'Het is ZPL en dat past niet in een PDF; print het op een labelprinter',
  'The PDF is damaged and cannot be read': 'De PDF is beschadigd en niet te lezen',
  'The PDF is incomplete: its end is missing': 'De PDF is onvolledig: het eind ontbreekt',
  'The PDF is protected by a password': 'De PDF is beveiligd met een wachtwoord',
  'The PDF has no page': 'De PDF heeft geen pagina',
  'The PDF has more than {0} pages': 'De PDF heeft meer dan {0} pagina’s',
  'The PDF is damaged: a part of page {0} is missing':
    'De PDF is beschadigd: van pagina {0} ontbreekt een deel',
  'The PDF is encrypted in a way that this program cannot read':
    'De PDF is versleuteld op een manier die dit programma niet kan lezen',
  'The PNG is damaged or incomplete': 'De PNG is beschadigd of onvolledig',
  'The PNG is too large for a label: {0} x {1} pixels': 'De PNG is te groot voor een label: {0} x {1} pixels',
  'The PNG has a palette that cannot be read': 'De PNG heeft een kleurenlijst die niet te lezen is',
  'The PNG cannot be put into a PDF: {0}': 'De PNG past niet in een PDF: {0}',
  'ZPL is drawn by the printer, not here': 'ZPL wordt door de printer getekend, niet hier',
  'The picture of {0} x {1} pixels cannot be drawn at {2} dpi':
    'Het plaatje van {0} x {1} pixels is niet te tekenen met {2} dpi',
  'The PDF is damaged and cannot be drawn': 'De PDF is beschadigd en niet te tekenen',
  'The PDF has {0} pages, so there is no page {1}': 'De PDF heeft {0} pagina’s, dus er is geen pagina {1}',
  'The page is {0} x {1} points, which cannot be drawn at {2} dpi':
    'De pagina is {0} x {1} punten en niet te tekenen met {2} dpi',
  'The sheet has {0} places, so there is no place {1}':
    'Het vel heeft {0} plaatsen, dus er is geen plaats {1}',
  'There is no label to put on a sheet': 'Er is geen label voor op een vel',
  'The PDF is damaged: a page of it is missing': 'De PDF is beschadigd: er ontbreekt een pagina',
  'The drawing of a page is packed in a way that cannot be put on a sheet':
    'Een pagina is zo ingepakt dat hij niet op een vel kan',
  'The drawing of a page is too large for a label': 'De tekening van een pagina is te groot voor een label',
  'The document is empty': 'Het document is leeg',
  'This is a web page or XML, not a label': 'Dit is een webpagina of XML, geen label',
  'This is a message of a program (JSON), not a label':
    'Dit is een bericht van een programma (JSON), geen label',
  'This is neither a PDF, a PNG nor a ZPL document': 'Dit is geen PDF, geen PNG en geen ZPL',
  'The PDF cannot be written: {0}': 'De PDF is niet te schrijven: {0}',
  'This ZPL document has more than {0} labels': 'Dit ZPL-document heeft meer dan {0} labels',
  'This ZPL document holds no label (no ^XA)': 'In dit ZPL-document zit geen label (geen ^XA)',
  'This ZPL document is incomplete: its labels are not all closed (^XA without ^XZ)':
    'Dit ZPL-document is onvolledig: niet elk label is afgesloten (^XA zonder ^XZ)',
  'This ZPL document is incomplete: a graphic in it is cut off':
    'Dit ZPL-document is onvolledig: een plaatje erin is afgebroken',
  'The paper cannot be written: {0}': 'Het papier is niet te maken: {0}',
  'A packing slip has at most {0} items; this one has {1}':
    'Een pakbon heeft hooguit {0} artikelen; deze heeft er {1}',
  'The texts of this packing slip are too long to print':
    'De teksten van deze pakbon zijn te lang om te printen',
  'A test label has sides of {0} to {1} mm, not {2} x {3}':
    'Een testlabel heeft zijden van {0} tot {1} mm, niet {2} x {3}',
  'The font of this program cannot be read': 'Het lettertype van dit programma is niet te lezen',

  // ---- Folders and printers on the network
  'The file {0} is not in {1} any more': 'Het bestand {0} staat niet meer in {1}',
  'The file {0} is saved already: delete it in {1}': 'Het bestand {0} is al opgeslagen: verwijder het in {1}',
  'There is no folder {0}': 'De map {0} bestaat niet',
  '{0} is no folder': '{0} is geen map',
  'There is no room left in {0}': 'Er is geen ruimte meer in {0}',
  'Nothing may be written into {0}': 'In {0} mag niets opgeslagen worden',
  'There are too many files of this name in {0}': 'Er zijn te veel bestanden met deze naam in {0}',
  'It cannot be saved in {0}: {1}': 'Opslaan in {0} lukt niet: {1}',
  'Saving broke off inside this program': 'Het opslaan brak af in dit programma',
  'The printer does not tell its state (no answer to ~HS)':
    'De printer zegt niet hoe het met hem gaat (geen antwoord op ~HS)',
  "The printer's buffer is full": 'Het geheugen van de printer zit vol',
  'The printer at {0} takes ZPL only': 'De printer op {0} neemt alleen ZPL aan',
  'it did not take everything within {0} s': 'hij nam niet alles aan binnen {0} s',
  'The label may have been printed: the printer was given a part of it, but {0}':
    'Het label is misschien al geprint: de printer kreeg een deel, maar {0}',
  'A printer on the network gives nothing back: job {0} is in its buffer':
    'Een printer in het netwerk geeft niets terug: opdracht {0} zit in zijn geheugen',
  'the connection took no more': 'de verbinding nam niets meer aan',
  'The printer at {0} cannot be reached: {1}': 'De printer op {0} is niet bereikbaar: {1}',
  'It cannot be told what became of job {0}: look whether the label came out':
    'Wat er van opdracht {0} is geworden, is niet te zeggen: kijk of het label eruit kwam',
  'the print head is open': 'de printkop staat open',
  'out of labels': 'labels zijn op',
  'out of ribbon': 'lint is op',
  'the printer is paused': 'de printer staat op pauze',
  'write it as tcp://192.168.0.20 or tcp://zebra.local:9100':
    'schrijf het als tcp://192.168.0.20 of tcp://zebra.local:9100',
  'is no address of a printer on the network': 'is geen adres van een printer in het netwerk',
  'names no whole path': 'noemt geen hele map',
  'write it as folder:///home/me/labels or folder:///C:/Labels':
    'schrijf het als folder:///home/me/labels of folder:///C:/Labels',
  'is no address that can be printed to': 'is geen adres om op te printen',
  'known are tcp:// and folder://': 'bekend zijn tcp:// en folder://',
  '"{0}" {1}: {2}': '“{0}” {1}: {2}',
  'Printing from this program is not available on this system yet; save the labels as PDF and print that':
    'Printen kan op dit systeem nog niet; sla de labels op als PDF en print die',

  // ---- Windows
  'Windows refused it without a reason': 'Windows weigerde het zonder reden',
  'Windows error {0}': 'Windows-fout {0}',
  'The print spooler of Windows does not answer': 'De afdrukspooler van Windows antwoordt niet',
  'Printing broke off inside this program': 'Het printen brak af in dit programma',
  "The printer's driver did not come back: the label may be printed":
    'Het stuurprogramma van de printer kwam niet terug: het label is misschien al geprint',
  'The printer tells nothing of itself': 'De printer zegt niets over zichzelf',
  '{0} pages may be printed: {1}':
    '{0: # pagina is misschien al geprint | # pagina’s zijn misschien al geprint}: {1}',
  'the spooler takes no more': 'de afdrukspooler neemt niets meer aan',
  'The label may have been printed: {0}': 'Het label is misschien al geprint: {0}',
  'Windows no longer knows job {0}: it was printed or deleted':
    'Windows kent opdracht {0} niet meer: hij is geprint of verwijderd',
  'the queue is paused': 'de wachtrij staat op pauze',
  'the printer reports an error': 'de printer meldt een fout',
  'the queue is being removed': 'de wachtrij wordt verwijderd',
  'paper is jammed': 'het papier zit vast',
  'out of paper': 'papier is op',
  'waits for paper to be fed by hand': 'wacht op papier dat je zelf invoert',
  'there is a problem with the paper': 'er is iets met het papier',
  'the printer is offline': 'de printer is offline',
  'the output tray is full': 'de uitvoerlade zit vol',
  'the printer is not available': 'de printer is niet beschikbaar',
  'toner or ribbon is used up': 'toner of lint is op',
  'the printer needs somebody': 'de printer heeft iemand nodig',
  'the printer is out of memory': 'het geheugen van de printer is op',
  'a cover is open': 'er staat een klep open',
  'the print server cannot be told': 'de printserver is niet bekend',
  'the print server is offline': 'de printserver is offline',
  'toner or ribbon runs low': 'toner of lint raakt op',
  'a page could not be printed': 'een pagina kon niet geprint worden',
  'the driver needs an update': 'het stuurprogramma moet bijgewerkt worden',
  'the job is paused': 'de opdracht staat op pauze',
  'the job has an error': 'de opdracht heeft een fout',
  'the driver cannot print the job': 'het stuurprogramma kan de opdracht niet printen',
  'The paper would have more than {0} pages': 'Het papier zou meer dan {0} pagina’s hebben',
  'It was cancelled at the printer': 'Hij is bij de printer geannuleerd',
  'There is no such batch': 'Deze batch bestaat niet',
  'A report has at most {0} rows; this one has {1}': 'Een rapport heeft hooguit {0} regels; dit heeft er {1}',
};
