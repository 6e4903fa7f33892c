// Turns a sentence that the engine has filled in already back into its template, and fills the translation instead. Pure.
import { choosers, fill } from '../messages/template';

/** From English templates to those of another language, with the same placeholders. */
export type Catalogue = Readonly<Record<string, string>>;

interface Pattern {
  whole: RegExp;
  translation: string;
  /** Places that choose between forms: only a number can stand there. */
  numbers: readonly number[];
  /** Nothing but signs between its places, such as `{0}: {1}`: what it holds has to be ours, or the sentence is not. */
  joins: boolean;
}

/** A refusal inside a reason inside a sentence. */
const DEPTH_MAX = 3;
/** Sentences that are remembered; lists ask for the same few again and again. */
const KNOWN_MAX = 2_000;

/** Answers what the catalogue does not know as it is: those are the words of a platform, a carrier or a system. */
export function translator(
  catalogue: Catalogue,
  count: (value: number) => string,
): (english: string) => string {
  const exact = new Map(Object.entries(catalogue));
  const patterns = [...exact.keys()]
    .filter((english) => english.includes('{0}'))
    .sort((a, b) => literal(b).length - literal(a).length)
    .map((english) => patternOf(english, exact.get(english) ?? english));
  const known = new Map<string, string>();

  /** `null`: not ours. Single words, such as the name of a field, are ours only where a sentence of ours has them. */
  function told(english: string, depth: number, single: boolean): string | null {
    // Numbers, codes and names of one word: most of what a sentence is filled with.
    const isWord = !english.includes(' ');
    if (single || !isWord) {
      const found = exact.get(english);
      if (found !== undefined) return found;
    }
    if (isWord) return null;
    if (depth < DEPTH_MAX) {
      for (const pattern of patterns) {
        const found = filled(pattern, english, depth);
        if (found !== null) return found;
      }
    }
    return listed(english, depth, single);
  }

  function filled(pattern: Pattern, english: string, depth: number): string | null {
    const places = pattern.whole.exec(english)?.slice(1);
    if (!places || pattern.numbers.some((at) => !/^\d+$/.test(places[at] ?? ''))) return null;
    const words = places.map((place) => told(place, depth + 1, !pattern.joins));
    if (pattern.joins && words.every((word) => word === null)) return null;
    const params = places.map((place, at) =>
      pattern.numbers.includes(at) ? Number(place) : (words[at] ?? place),
    );
    return fill(pattern.translation, Object.fromEntries(params.entries()), count);
  }

  /** "street, house number". */
  function listed(english: string, depth: number, single: boolean): string | null {
    const parts = english.split(', ');
    if (parts.length === 1) return null;
    const words = parts.map((part) => told(part, depth, single));
    return words.includes(null) ? null : words.join(', ');
  }

  return (english) => {
    let words = known.get(english);
    if (words === undefined) {
      words = told(english, 0, false) ?? english;
      if (known.size >= KNOWN_MAX) known.clear();
      known.set(english, words);
    }
    return words;
  };
}

const PLACE = /\{\d+\}/;

function literal(english: string): string {
  return english.split(PLACE).join('');
}

function patternOf(english: string, translation: string): Pattern {
  const parts = english.split(PLACE).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return {
    whole: new RegExp(`^${parts.join('(.+?)')}$`, 's'),
    translation,
    numbers: choosers(translation).map(Number),
    joins: !/\p{L}/u.test(literal(english)),
  };
}
