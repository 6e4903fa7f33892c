// Every sentence of the Rust sources that a window may show has a translation, and every translation still has its sentence.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { choosers, parameters } from '../messages/template';
import { de } from './de';
import { fr } from './fr';
import { nl } from './nl';
import { literals, readsLikeWords } from './rust';

const catalogues = { nl, de, fr } as const;
const rust = fileURLToPath(new URL('../../../../src-tauri/', import.meta.url));

/** Where sentences for the window are written. The simulator speaks as the platforms do: its words are not ours. */
const SPEAKERS = [
  'src',
  'crates/engine/src',
  'crates/station/src',
  'crates/printing/src',
  'crates/api-client/src',
  'crates/sendcloud/src',
  'crates/wemasy/src',
];

/** Texts that read like words, but that no window shows: each with the reason. */
const NOT_SHOWN: Readonly<Record<string, readonly string[]>> = {
  'the title of a job at the spooler; the window words the paper itself': [
    'Order {0}',
    'Order {0} {1}',
    'Packbench test label',
  ],
  'printed on a paper that nobody chose a language for': [
    'Numbers: mm from the edges. Frame: 2 mm inside.',
    'Packing slip',
    'Ship to',
    '{0} x {1} mm, {2} dpi',
  ],
  'said about the answer to a purchase, for the log and the journal': [
    'accepted, yet the platform also says: {0}',
    'an entry that is no object',
    'order {0}: BOUGHT MORE THAN ONCE: shipment {1} and shipment {2} with parcels {3}',
    'order {0}: accepted, yet the platform also says: {1}',
    'order {0}: an entry without a shipment id, parcels {1}',
    'order {0}: known again by its number, the answer gives another order id',
    'row {0}: an order that was told of already',
    'row {0}: none of the orders that were sent',
    'shipment {0} with parcels {1}',
    'the answer names something that matches no order of the call: {0}',
  ],
  'stands behind the words of the platform': [' (and {0} more)'],
  'there is no window': ['Packbench could not open its window: {0}'],
  'the name of a folder': ['Application Support'],
  'part of a request': ['Basic {0}', 'Bearer {0}', 'GET {0}', 'POST {0}'],
};

/** No sentence at all: drawing operators of a PDF, columns of a table, lines of a CSV file, lists of codes. */
const NO_SENTENCE = /^q \{0\}|^trailer\n|^\{order_number |^w\.id, |^1001,1001,|^(?:[A-Z]{2} ){9}/;

const sources = SPEAKERS.flatMap((speaker) => {
  const folder = `${rust}${speaker}/`;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.rs') && !/(?:^|[\\/])tests(?:\.rs$|[\\/])/.test(name))
    .map((name) => ({ name: `${speaker}/${name}`, found: literals(readFileSync(folder + name, 'utf8')) }));
});
const said = new Set(sources.flatMap(({ found }) => found.map(({ text }) => text)));
const notShown = new Set(Object.values(NOT_SHOWN).flat());

describe('the words of the engine', () => {
  test('are read from the sources', () => {
    for (const speaker of SPEAKERS) {
      const words = sources.filter(({ name, found }) => name.startsWith(`${speaker}/`) && found.length > 0);
      expect(words.length, `${speaker} says something`).toBeGreaterThan(0);
    }
  });

  test.each(Object.entries(catalogues))(
    'are all in %s, or on the list of what no window shows',
    (_, table) => {
      const missing = sources.flatMap(({ name, found }) =>
        found
          .filter(({ text }) => readsLikeWords(text) && !NO_SENTENCE.test(text))
          .filter(({ text }) => !notShown.has(text) && !Object.hasOwn(table, text))
          .map(({ text, line }) => `${name}:${line}: ${text}`),
      );
      expect(missing).toEqual([]);
    },
  );

  test.each(Object.entries(catalogues))('in %s are still said by the engine', (_, table) => {
    expect(Object.keys(table).filter((english) => !said.has(english))).toEqual([]);
  });

  test('that no window shows are still said, and have no translation to keep up', () => {
    expect([...notShown].filter((english) => !said.has(english))).toEqual([]);
    expect([...notShown].filter((english) => Object.hasOwn(nl, english))).toEqual([]);
  });

  test.each(Object.entries(catalogues))('keep their places in %s', (_, table) => {
    for (const [english, translation] of Object.entries(table)) {
      expect(parameters(translation), english).toEqual(parameters(english));
      expect(choosers(translation), english).toEqual(choosers(nl[english] ?? ''));
      expect(translation.trim(), english).not.toBe('');
      expect(/[.?!]$/.test(translation), `${english}: ends as the English does`).toBe(/[.?!]$/.test(english));
    }
  });

  test('have the quotation marks and spaces of their language', () => {
    for (const text of Object.values(nl)) expect(text).not.toMatch(/["'„]/u);
    for (const text of Object.values(de)) expect(text).not.toMatch(/["'«»‘’”]|“(?=\p{L})/u);
    for (const text of Object.values(fr)) {
      expect(text).not.toMatch(/["'“”„‘]|[^\u202f][;!?»]|«[^\u202f]| :(?!\/)/);
    }
  });
});
