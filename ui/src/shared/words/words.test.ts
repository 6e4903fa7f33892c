import { afterEach, describe, expect, test } from 'vitest';
import { setLanguage } from '../messages/index.svelte';
import { fill } from '../messages/template';
import { de } from './de';
import { fr } from './fr';
import { inWords } from '.';
import { nl } from './nl';
import { translator } from './translate';

const plain = translator(
  {
    'Refused before: {0}': 'Eerder geweigerd: {0}',
    'Refused before: a part of page {0} is missing': 'Eerder geweigerd: van pagina {0} ontbreekt een deel',
    'Missing in the address: {0}': 'Ontbreekt in het adres: {0}',
    'It is empty': 'Het is leeg',
    '{0}: {1}': '{0}: {1}',
    '{0} of {1} parcels got no label': '{0: # pakket | # pakketten} van {1} zonder label',
    'house number': 'huisnummer',
    name: 'naam',
  },
  (value) => `<${value}>`,
);

describe('a sentence of the engine', () => {
  test('is found as it stands, or with its places filled', () => {
    expect(plain('It is empty')).toBe('Het is leeg');
    expect(plain('Refused before: PO boxes are not served')).toBe(
      'Eerder geweigerd: PO boxes are not served',
    );
    expect(plain('Refused before: two\nlines')).toBe('Eerder geweigerd: two\nlines');
  });

  test('is the one that says most', () => {
    expect(plain('Refused before: a part of page 3 is missing')).toBe(
      'Eerder geweigerd: van pagina 3 ontbreekt een deel',
    );
  });

  test('may hold another one, a word of ours or a list of them', () => {
    expect(plain('Refused before: It is empty')).toBe('Eerder geweigerd: Het is leeg');
    expect(plain('Missing in the address: name')).toBe('Ontbreekt in het adres: naam');
    expect(plain('Missing in the address: name, house number')).toBe(
      'Ontbreekt in het adres: naam, huisnummer',
    );
    expect(plain('Missing in the address: name, planet')).toBe('Ontbreekt in het adres: name, planet');
  });

  test('chooses by number, where a number stands', () => {
    expect(plain('1 of 3 parcels got no label')).toBe('<1> pakket van 3 zonder label');
    expect(plain('2 of 3 parcels got no label')).toBe('<2> pakketten van 3 zonder label');
    expect(plain('Some of 3 parcels got no label')).toBe('Some of 3 parcels got no label');
  });

  test('is not seen in what others say', () => {
    for (const words of [
      'name',
      'Required: name',
      'Weight: too high',
      'Refused before:',
      '',
      'constructor',
    ]) {
      expect(plain(words), words).toBe(words);
    }
    expect(plain('My shop: It is empty'), 'a name before a sentence of ours').toBe('My shop: Het is leeg');
  });

  test('keeps what it was filled with, whatever signs are in it', () => {
    expect(plain('Refused before: {0} $1 (a+b)')).toBe('Eerder geweigerd: {0} $1 (a+b)');
  });
});

describe('in the language of the window', () => {
  afterEach(() => setLanguage('nl'));

  test.each([
    ['nl', 'Ontbreekt in het adres: straat, postcode'],
    ['en', 'Missing in the address: street, postal code'],
    ['de', 'Fehlt in der Adresse: Straße, PLZ'],
    ['fr', 'Manque dans l’adresse\u202f: rue, code postal'],
  ] as const)('%s', (language, words) => {
    setLanguage(language);
    expect(inWords('Missing in the address: street, postal code')).toBe(words);
    expect(inWords(null)).toBeNull();
  });

  test.each(Object.entries({ nl, de, fr }))('%s finds every sentence by its own template', (_, table) => {
    const translate = translator(table, String);
    for (const [english, translation] of Object.entries(table)) {
      // A word is ours only inside a sentence, and what two templates join decides whether they are.
      if (!english.includes(' ') || english === '{0}: {1}' || english === '"{0}" {1}: {2}') continue;
      const params = { 0: 41, 1: 42, 2: 43, 3: 44 };
      expect(translate(fill(english, params, String)), english).toBe(fill(translation, params, String));
    }
  });

  test.each([
    [
      'Wemasy has taken it on and makes the label; it is awaited at Sendcloud (of this call: 3 new, 1 skipped)',
      'Wemasy maakt het label; we wachten tot het bij Sendcloud staat (van deze aanvraag: 3 nieuw, 1 overgeslagen)',
    ],
    [
      'None of these orders can be shipped. The country "Holland" is not known',
      'Geen van deze orders kan verzonden worden. Het land “Holland” is niet bekend',
    ],
    [
      'The document is not usable (The PDF is damaged: a part of page 2 is missing); it is asked for again',
      'Het document is niet te gebruiken (De PDF is beschadigd: van pagina 2 ontbreekt een deel); het wordt opnieuw opgehaald',
    ],
    [
      'The print service (CUPS) does not answer at localhost:631: no connection within 5 s',
      'De printservice (CUPS) antwoordt niet op localhost:631: geen verbinding binnen 5 s',
    ],
    ['out of labels, the print head is open', 'labels zijn op, de printkop staat open'],
    [
      'Theo’s tulips: The token is no longer valid; enter a new one',
      'Theo’s tulips: Het token werkt niet meer; vul een nieuw in',
    ],
    ['the platform has a problem (HTTP 503)', 'het platform heeft een storing (HTTP 503)'],
    ['Label made elsewhere, tracking 3SABC123', 'Label ergens anders gemaakt, volgnummer 3SABC123'],
    [
      '2 other order(s) have the same number; this one is addressed by its id',
      'Nog 2 orders hebben hetzelfde nummer; deze wordt met zijn id aangevraagd',
    ],
    ['"12,x" is no weight in kilograms', '“12,x” is geen gewicht in kilo’s'],
    [
      '"tcp://" is no address of a printer on the network: write it as tcp://192.168.0.20 or tcp://zebra.local:9100',
      '“tcp://” is geen adres van een printer in het netwerk: schrijf het als tcp://192.168.0.20 of tcp://zebra.local:9100',
    ],
    ['Zone 4 is not covered by the contract', 'Zone 4 is not covered by the contract'],
  ])('%s', (english, words) => {
    expect(inWords(english)).toBe(words);
  });
});
