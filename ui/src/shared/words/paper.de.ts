// What the engine and the printing crate say about papers, printers and documents, in German.
export const paperDe: Record<string, string> = {
  // ---- Stored papers and their files
  'A preview has 36 to 600 dpi': 'Eine Vorschau hat 36 bis 600 dpi',
  'This label is not stored': 'Dieses Etikett ist nicht gespeichert',
  'Batch {0} has no stored labels': 'Batch {0} hat keine gespeicherten Etiketten',
  'Labels are stored as the carriers deliver them':
    'Etiketten werden gespeichert, sobald die Zusteller sie liefern',
  'The labels cannot be put into one PDF: {0}': 'Die Etiketten lassen sich nicht in ein PDF bringen: {0}',
  '{0} cannot be written: {1}': '{0} lässt sich nicht speichern: {1}',
  'The file of this paper was removed after the time that the settings keep labels':
    'Die Datei dieses Papiers wurde entfernt, wie eingestellt',
  'Fetch it in the Sendcloud panel; it is not bought again':
    'Im Sendcloud-Panel abrufen; es wird nicht noch einmal gekauft',
  'its checksum is wrong': 'die Prüfsumme stimmt nicht',
  'The stored label cannot be used: {0}': 'Das gespeicherte Etikett ist nicht brauchbar: {0}',
  'Fetch it again in the Sendcloud panel; it is not bought again':
    'Im Sendcloud-Panel neu abrufen; es wird nicht noch einmal gekauft',
  'A document task ended early: {0}': 'Eine Aufgabe mit einem Dokument brach ab: {0}',
  'The stored document cannot be used: its checksum is wrong':
    'Das gespeicherte Dokument ist nicht brauchbar: die Prüfsumme stimmt nicht',
  'The document is no PDF': 'Das Dokument ist kein PDF',
  'The document cannot be used: {0}': 'Das Dokument ist nicht brauchbar: {0}',

  // ---- Printing: wishes and queues
  'There is no stored label to print': 'Es gibt kein gespeichertes Etikett zu drucken',
  'Nothing is asked about this print job any more': 'Zu diesem Auftrag wird nichts mehr gefragt',
  'No printer is chosen': 'Kein Drucker gewählt',
  'Choose the label printer in the settings': 'Den Etikettendrucker unter Einrichten wählen',
  'Start the print service of this computer': 'Den Druckdienst dieses Computers starten',
  'Choose another printer in the settings': 'Unter Einrichten einen anderen Drucker wählen',
  'Save the labels as PDF and print that': 'Etiketten als PDF speichern und das drucken',
  'Look whether it came out before printing again': 'Vor dem erneuten Drucken nachsehen, ob es herauskam',
  'Let the queue accept jobs again, then print': 'Die Warteschlange wieder freigeben, dann drucken',
  'Look at the printer, then print again': 'Am Drucker nachsehen, dann erneut drucken',
  'The paper is not stored any more': 'Das Papier ist nicht mehr gespeichert',
  'This label is in ZPL, the language of Zebra printers, and its printer is not set up for that':
    'Dieses Etikett ist in ZPL, der Sprache von Zebra-Druckern, und der Drucker ist nicht darauf eingestellt',
  'Say in the settings that the printer speaks ZPL, or print on another one':
    'Unter Einrichten angeben, dass der Drucker ZPL spricht, oder auf einem anderen drucken',
  '{0} is stopped': '{0} steht still',
  '{0} takes no jobs': '{0} nimmt keine Aufträge an',
  'Packbench ended while handing it over: did it come out?':
    'Packbench endete, während dies zum Drucker ging: kam es heraus?',
  'The print service has forgotten this job: did it come out?':
    'Der Druckdienst kennt diesen Auftrag nicht mehr: kam es heraus?',
  'Labels in ZPL need a printer that speaks ZPL': 'Etiketten in ZPL brauchen einen Drucker, der ZPL spricht',
  'A label printer has 203, 300 or 600 dpi': 'Ein Etikettendrucker hat 203, 300 oder 600 dpi',
  'Paper has sides of 20 to 1,000 mm': 'Papier hat Seiten von 20 bis 1.000 mm',
  'An offset is 100 mm at most': 'Verschieben geht höchstens 100 mm',
  '1 to 9 copies can be printed': '1 bis 9 Exemplare lassen sich drucken',
  'A label is to be checked first': 'Erst ist ein Etikett zu prüfen',

  // ---- The print service (CUPS)
  '{0} answered something that is not from a print service':
    'Was {0} antwortet, kommt nicht von einem Druckdienst',
  'The print service (CUPS) does not answer at {0}: {1}':
    'Der Druckdienst (CUPS) antwortet nicht an {0}: {1}',
  'the answer was not readable': 'die Antwort war nicht lesbar',
  'it answered with HTTP {0}': 'er antwortete mit HTTP {0}',
  'The print service gave the job up without saying why':
    'Der Druckdienst hat den Auftrag ohne Grund aufgegeben',
  'The print service did not say where the job is': 'Der Druckdienst sagte nicht, wo der Auftrag ist',
  'The printer is stopped': 'Der Drucker steht still',
  'it named no job number': 'er nannte keine Auftragsnummer',
  'The print service does not let this user in': 'Der Druckdienst lässt diesen Benutzer nicht zu',
  'The document is larger than the print service accepts':
    'Das Dokument ist größer, als der Druckdienst annimmt',
  'The print service wants an encrypted connection, which this program does not make':
    'Der Druckdienst will eine verschlüsselte Verbindung, die dieses Programm nicht macht',
  'The print service refused the request (HTTP {0})': 'Der Druckdienst hat die Anfrage abgelehnt (HTTP {0})',
  'The label may have been printed: the print service was given the document, but {0}':
    'Das Etikett ist vielleicht schon gedruckt: der Druckdienst bekam das Dokument, aber {0}',
  'There is no printer named {0}': 'Es gibt keinen Drucker namens {0}',
  'The print service no longer knows job {0}': 'Der Druckdienst kennt Auftrag {0} nicht mehr',
  'No printer has so long a name': 'So lange Namen hat kein Drucker',
  'The print request cannot be written: {0}': 'Der Druckauftrag lässt sich nicht schreiben: {0}',
  'no connection within {0} s': 'keine Verbindung in {0} s',
  'no answer within {0} s': 'keine Antwort in {0} s',
  'the connection broke before it answered': 'die Verbindung brach vor der Antwort ab',

  // ---- Documents
  'ZPL has no size of its own: the printer gives it one': 'ZPL hat selbst keine Größe: die gibt der Drucker',
  'The page cannot be kept: {0}': 'Die Seite lässt sich nicht speichern: {0}',
  'The page cannot be put into a PDF: {0}': 'Die Seite lässt sich nicht in ein PDF bringen: {0}',
  'A page is drawn at {0} to {1} dots per inch, not {2}':
    'Eine Seite wird mit {0} bis {1} dpi gezeichnet, nicht mit {2}',
  'A picture has only one page': 'Ein Bild hat nur eine Seite',
  'ZPL can be printed, but not shown here': 'ZPL lässt sich drucken, aber hier nicht zeigen',
  'The page cannot be drawn: {0}': 'Die Seite lässt sich nicht zeichnen: {0}',
  'The document cannot be opened now: {0}': 'Das Dokument lässt sich gerade nicht öffnen: {0}',
  'The document is damaged in a way that cannot be handled; it was left alone':
    'Das Dokument ist so beschädigt, dass sich nichts damit tun lässt',
  'The document has {0} MB, too many for a label': 'Das Dokument hat {0} MB, zu viel für ein Etikett',
  'The page is {0} x {1} points, which is no paper': 'Die Seite hat {0} x {1} Punkt, das ist kein Papier',
  'The PDF holds a picture that is too large for a label: {0} x {1} pixels':
    'Im PDF steckt ein Bild, das für ein Etikett zu groß ist: {0} x {1} Pixel',
  'The PDF holds packed data that is too large for a label':
    'Im PDF stecken Daten, die für ein Etikett zu groß sind',
  'There is no label to put into a PDF': 'Es gibt kein Etikett für ein PDF',
  'Document {0} of {1}: {2}': 'Dokument {0} von {1}: {2}',
  'The documents cannot be opened now: {0}': 'Die Dokumente lassen sich gerade nicht öffnen: {0}',
  'It was not read': 'Es wurde nicht gelesen',
  'It is ZPL, which cannot be put into a PDF; print it on a label printer':
    'Es ist ZPL, das nicht in ein PDF geht; auf einem Etikettendrucker drucken',
  'The PDF is damaged and cannot be read': 'Das PDF ist beschädigt und nicht lesbar',
  'The PDF is incomplete: its end is missing': 'Das PDF ist unvollständig: das Ende fehlt',
  'The PDF is protected by a password': 'Das PDF ist mit einem Passwort geschützt',
  'The PDF has no page': 'Das PDF hat keine Seite',
  'The PDF has more than {0} pages': 'Das PDF hat mehr als {0} Seiten',
  'The PDF is damaged: a part of page {0} is missing': 'Das PDF ist beschädigt: von Seite {0} fehlt ein Teil',
  'The PDF is encrypted in a way that this program cannot read':
    'Das PDF ist so verschlüsselt, dass dieses Programm es nicht lesen kann',
  'The PNG is damaged or incomplete': 'Das PNG ist beschädigt oder unvollständig',
  'The PNG is too large for a label: {0} x {1} pixels':
    'Das PNG ist für ein Etikett zu groß: {0} x {1} Pixel',
  'The PNG has a palette that cannot be read': 'Das PNG hat eine Palette, die nicht lesbar ist',
  'The PNG cannot be put into a PDF: {0}': 'Das PNG lässt sich nicht in ein PDF bringen: {0}',
  'ZPL is drawn by the printer, not here': 'ZPL zeichnet der Drucker, nicht dieses Programm',
  'The picture of {0} x {1} pixels cannot be drawn at {2} dpi':
    'Das Bild von {0} x {1} Pixel lässt sich nicht mit {2} dpi zeichnen',
  'The PDF is damaged and cannot be drawn': 'Das PDF ist beschädigt und lässt sich nicht zeichnen',
  'The PDF has {0} pages, so there is no page {1}': 'Das PDF hat {0} Seiten, eine Seite {1} gibt es nicht',
  'The page is {0} x {1} points, which cannot be drawn at {2} dpi':
    'Die Seite hat {0} x {1} Punkt und lässt sich nicht mit {2} dpi zeichnen',
  'The sheet has {0} places, so there is no place {1}':
    'Der Bogen hat {0} Plätze, einen Platz {1} gibt es nicht',
  'There is no label to put on a sheet': 'Es gibt kein Etikett für einen Bogen',
  'The PDF is damaged: a page of it is missing': 'Das PDF ist beschädigt: eine Seite fehlt',
  'The drawing of a page is packed in a way that cannot be put on a sheet':
    'Eine Seite ist so gepackt, dass sie nicht auf einen Bogen geht',
  'The drawing of a page is too large for a label': 'Die Zeichnung einer Seite ist für ein Etikett zu groß',
  'The document is empty': 'Das Dokument ist leer',
  'This is a web page or XML, not a label': 'Das ist eine Webseite oder XML, kein Etikett',
  'This is a message of a program (JSON), not a label':
    'Das ist eine Nachricht eines Programms (JSON), kein Etikett',
  'This is neither a PDF, a PNG nor a ZPL document': 'Das ist weder PDF noch PNG noch ZPL',
  'The PDF cannot be written: {0}': 'Das PDF lässt sich nicht schreiben: {0}',
  'This ZPL document has more than {0} labels': 'Dieses ZPL-Dokument hat mehr als {0} Etiketten',
  'This ZPL document holds no label (no ^XA)': 'In diesem ZPL-Dokument ist kein Etikett (kein ^XA)',
  'This ZPL document is incomplete: its labels are not all closed (^XA without ^XZ)':
    'Dieses ZPL-Dokument ist unvollständig: nicht jedes Etikett ist abgeschlossen (^XA ohne ^XZ)',
  'This ZPL document is incomplete: a graphic in it is cut off':
    'Dieses ZPL-Dokument ist unvollständig: ein Bild darin ist abgeschnitten',
  'The paper cannot be written: {0}': 'Das Papier lässt sich nicht schreiben: {0}',
  'A packing slip has at most {0} items; this one has {1}':
    'Ein Lieferschein hat höchstens {0} Artikel; dieser hat {1}',
  'The texts of this packing slip are too long to print':
    'Die Texte dieses Lieferscheins sind zu lang zum Drucken',
  'A test label has sides of {0} to {1} mm, not {2} x {3}':
    'Ein Testetikett hat Seiten von {0} bis {1} mm, nicht {2} x {3}',
  'The font of this program cannot be read': 'Die Schrift dieses Programms ist nicht lesbar',

  // ---- Folders and printers on the network
  'The file {0} is not in {1} any more': 'Die Datei {0} ist nicht mehr in {1}',
  'The file {0} is saved already: delete it in {1}': 'Die Datei {0} ist schon gespeichert: in {1} löschen',
  'There is no folder {0}': 'Den Ordner {0} gibt es nicht',
  '{0} is no folder': '{0} ist kein Ordner',
  'There is no room left in {0}': 'In {0} ist kein Platz mehr',
  'Nothing may be written into {0}': 'In {0} darf nichts gespeichert werden',
  'There are too many files of this name in {0}': 'In {0} gibt es zu viele Dateien dieses Namens',
  'It cannot be saved in {0}: {1}': 'Speichern in {0} geht nicht: {1}',
  'Saving broke off inside this program': 'Das Speichern brach in diesem Programm ab',
  'The printer does not tell its state (no answer to ~HS)':
    'Der Drucker nennt seinen Zustand nicht (keine Antwort auf ~HS)',
  "The printer's buffer is full": 'Der Speicher des Druckers ist voll',
  'The printer at {0} takes ZPL only': 'Der Drucker an {0} nimmt nur ZPL an',
  'it did not take everything within {0} s': 'er nahm nicht alles in {0} s an',
  'The label may have been printed: the printer was given a part of it, but {0}':
    'Das Etikett ist vielleicht schon gedruckt: der Drucker bekam einen Teil, aber {0}',
  'A printer on the network gives nothing back: job {0} is in its buffer':
    'Ein Drucker im Netz gibt nichts zurück: Auftrag {0} ist in seinem Speicher',
  'the connection took no more': 'die Verbindung nahm nichts mehr an',
  'The printer at {0} cannot be reached: {1}': 'Der Drucker an {0} ist nicht erreichbar: {1}',
  'It cannot be told what became of job {0}: look whether the label came out':
    'Was aus Auftrag {0} wurde, ist nicht bekannt: nachsehen, ob das Etikett herauskam',
  'the print head is open': 'der Druckkopf ist offen',
  'out of labels': 'keine Etiketten mehr',
  'out of ribbon': 'kein Farbband mehr',
  'the printer is paused': 'der Drucker ist pausiert',
  'write it as tcp://192.168.0.20 or tcp://zebra.local:9100':
    'so schreiben: tcp://192.168.0.20 oder tcp://zebra.local:9100',
  'is no address of a printer on the network': 'ist keine Adresse eines Druckers im Netz',
  'names no whole path': 'nennt keinen ganzen Ordner',
  'write it as folder:///home/me/labels or folder:///C:/Labels':
    'so schreiben: folder:///home/me/labels oder folder:///C:/Labels',
  'is no address that can be printed to': 'ist keine Adresse zum Drucken',
  'known are tcp:// and folder://': 'bekannt sind tcp:// und folder://',
  '"{0}" {1}: {2}': '„{0}“ {1}: {2}',
  'Printing from this program is not available on this system yet; save the labels as PDF and print that':
    'Drucken geht auf diesem System noch nicht; Etiketten als PDF speichern und das drucken',

  // ---- Windows
  'Windows refused it without a reason': 'Windows hat es ohne Grund abgelehnt',
  'Windows error {0}': 'Windows-Fehler {0}',
  'The print spooler of Windows does not answer': 'Die Druckwarteschlange von Windows antwortet nicht',
  'Printing broke off inside this program': 'Das Drucken brach in diesem Programm ab',
  "The printer's driver did not come back: the label may be printed":
    'Der Treiber des Druckers kam nicht zurück: das Etikett ist vielleicht schon gedruckt',
  'The printer tells nothing of itself': 'Der Drucker sagt nichts über sich',
  '{0} pages may be printed: {1}':
    '{0: # Seite ist vielleicht schon gedruckt | # Seiten sind vielleicht schon gedruckt}: {1}',
  'the spooler takes no more': 'die Druckwarteschlange nimmt nichts mehr an',
  'The label may have been printed: {0}': 'Das Etikett ist vielleicht schon gedruckt: {0}',
  'Windows no longer knows job {0}: it was printed or deleted':
    'Windows kennt Auftrag {0} nicht mehr: gedruckt oder gelöscht',
  'the queue is paused': 'die Warteschlange ist pausiert',
  'the printer reports an error': 'der Drucker meldet einen Fehler',
  'the queue is being removed': 'die Warteschlange wird entfernt',
  'paper is jammed': 'Papierstau',
  'out of paper': 'kein Papier mehr',
  'waits for paper to be fed by hand': 'wartet auf Papier von Hand',
  'there is a problem with the paper': 'es gibt ein Problem mit dem Papier',
  'the printer is offline': 'der Drucker ist offline',
  'the output tray is full': 'das Ausgabefach ist voll',
  'the printer is not available': 'der Drucker ist nicht verfügbar',
  'toner or ribbon is used up': 'Toner oder Farbband ist leer',
  'the printer needs somebody': 'der Drucker braucht jemanden',
  'the printer is out of memory': 'dem Drucker fehlt Speicher',
  'a cover is open': 'eine Klappe ist offen',
  'the print server cannot be told': 'der Druckserver ist nicht bekannt',
  'the print server is offline': 'der Druckserver ist offline',
  'toner or ribbon runs low': 'Toner oder Farbband geht zu Ende',
  'a page could not be printed': 'eine Seite konnte nicht gedruckt werden',
  'the driver needs an update': 'der Treiber braucht ein Update',
  'the job is paused': 'der Auftrag ist pausiert',
  'the job has an error': 'der Auftrag hat einen Fehler',
  'the driver cannot print the job': 'der Treiber kann den Auftrag nicht drucken',
  'The paper would have more than {0} pages': 'Das Papier hätte mehr als {0} Seiten',
  'It was cancelled at the printer': 'Am Drucker abgebrochen',
  'There is no such batch': 'Diesen Batch gibt es nicht',
  'A report has at most {0} rows; this one has {1}': 'Ein Bericht hat höchstens {0} Zeilen; dieser hat {1}',
};
