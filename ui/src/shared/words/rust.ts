// Finds the sentences in Rust sources, so that a test can tell which of them nobody has translated. Pure; only tests use it.

export interface Literal {
  /** As it is written down in the catalogue: placeholders are {0}, {1}, ... in order. */
  text: string;
  line: number;
}

/** Comments, texts with and without escapes, signs. A lifetime (`'a`) is none of them. */
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|\bb?r(#*)"([\s\S]*?)"\1|\bb"((?:\\[\s\S]|[^"\\])*)"|"((?:\\[\s\S]|[^"\\])*)"|'(?:\\[^']+|[^'\\])'/g;

/** What no person reads: tests, attributes (but the words of an error type), the log, broken promises to ourselves. */
const SILENT =
  /#\[cfg\(test\)\]|#!?\[(?!error\()|\b(?:tracing::\w+|debug_assert\w*|assert\w*|unreachable|panic)!\(|\.expect\(/g;

/** What is printed on paper is written in all four languages where it is printed: an arm for each, or four in a row. */
const IN_FOUR = /Language::\w+(?: \| Language::\w+)* => (?=\{?\s*[\w:!]*\s?[[({])|\[nl, en, de, fr\] = /g;

/** Every text of a source that is to be translated: without those of its tests, its log and its papers. */
export function literals(source: string): Literal[] {
  const found: { at: number; text: string }[] = [];
  const code = source.replace(
    TOKEN,
    (whole, _hashes, raw?: string, bytes?: string, text?: string, at?: number) => {
      const content = raw ?? text;
      if (content !== undefined && bytes === undefined) {
        found.push({ at: at ?? 0, text: raw === undefined ? unescaped(content) : content });
      }
      return whole.replace(/[^\n]/g, ' ');
    },
  );
  const silent = [
    ...[...code.matchAll(SILENT)].map(({ index, 0: found }) =>
      found.startsWith('#[cfg') ? [index, itemEnd(code, index)] : [index, closing(code, index)],
    ),
    ...[...code.matchAll(IN_FOUR)].map(({ index, 0: found }) => [index, closing(code, index + found.length)]),
  ];
  return found
    .filter(({ at }) => !silent.some(([from = 0, to = 0]) => from < at && at < to))
    .map(({ at, text }) => ({ text: template(text), line: source.slice(0, at).split('\n').length }));
}

/** Where the bracket that opens next is closed again. Texts and comments are blank by now. */
function closing(code: string, from: number): number {
  let depth = 0;
  for (let at = from; at < code.length; at += 1) {
    if ('([{'.includes(code[at] ?? '')) depth += 1;
    else if (')]}'.includes(code[at] ?? '')) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return code.length;
}

/** The end of the item behind an attribute: `;`, or the brace that closes its body. */
function itemEnd(code: string, attribute: number): number {
  const from = closing(code, attribute) + 1;
  const semicolon = code.indexOf(';', from);
  const brace = code.indexOf('{', from);
  return semicolon !== -1 && (brace === -1 || semicolon < brace) ? semicolon : closing(code, brace);
}

function unescaped(text: string): string {
  return text
    .replace(/\\\r?\n\s*/g, '')
    .replace(/\\u\{(\w+)\}/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/\\n/g, '\n')
    .replace(/\\(.)/g, '$1');
}

/** `{name}`, `{}` and `{width:.0}` become {0}, {1}, ...: two Rust sentences that differ only in their names are one. */
export function template(text: string): string {
  let next = 0;
  return text.replace(/\{\{|\}\}|\{[^{}]*\}/g, (place) =>
    place === '{{' ? '{' : place === '}}' ? '}' : `{${next++}}`,
  );
}

const SQL = /\b(?:SELECT|FROM|WHERE|AND|JOIN|ORDER BY|EXISTS|INSERT|UPDATE|DELETE|PRAGMA|CASE|NULL)\b/;

/** Two words with a blank between them, and no SQL: somebody is meant to read it. */
export function readsLikeWords(text: string): boolean {
  return /\p{L}{2,}[,;:)]* [\p{L}\d({"]/u.test(text) && !SQL.test(text);
}
