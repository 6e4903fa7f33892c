import { describe, expect, test } from 'vitest';
import { literals, readsLikeWords, template } from './rust';

const texts = (source: string) => literals(source).map(({ text }) => text);

describe('sentences in Rust', () => {
  test('are found wherever they stand, with their line', () => {
    const source =
      'fn f<\'a>(it: &\'a str) {\n    say("No printer is chosen");\n    let c = \'"\';\n    why("again")\n}';
    expect(literals(source)).toEqual([
      { text: 'No printer is chosen', line: 2 },
      { text: 'again', line: 4 },
    ]);
  });

  test('lose their escapes and the break of a long line', () => {
    expect(texts('"The country \\"{country}\\" is \\\n            not known"')).toEqual([
      'The country "{0}" is not known',
    ]);
    expect(texts('r#"no "escape" here"#')).toEqual(['no "escape" here']);
  });

  test('are not those of comments, the log, tests, attributes or promises', () => {
    const source = `
      // "a comment"
      /* "a longer comment" */
      #[expect(dead_code, reason = "kept for a while")]
      tracing::warn!(%error, "sync failed: {}", words("inside"));
      let all = list.expect("it was counted");
      #[cfg(test)]
      mod tests { fn t() { assert_eq!(a, "in a test", "and why"); } }
      say("heard");
    `;
    expect(texts(source)).toEqual(['heard']);
  });

  test('are not those that stand there in four languages', () => {
    const source = `
      match language {
        Language::Nl | Language::En => format!("Batch {batch}"),
        Language::De => Words { title: "Der Bericht", page: "Seite" },
        Language::Fr => ["Bon de livraison", "Page"],
      }
      let [nl, en, de, fr] = match state {
        Sent => ["Net verstuurd", "Just sent", "Gerade gesendet", "Tout juste envoyée"],
      };
      match language { Language::Nl => nl, Language::En => en }
      say("heard");
    `;
    expect(texts(source)).toEqual(['heard']);
  });

  test('are the words of an error type, too', () => {
    expect(texts('#[derive(Error)]\n#[error("order {0} is in the call twice")]')).toEqual([
      'order {0} is in the call twice',
    ]);
  });

  test('count their places, whatever they are called', () => {
    expect(template('{width:.0} x {height:.0} mm, {}')).toBe('{0} x {1} mm, {2}');
    expect(template('{{stays}}')).toBe('{stays}');
  });

  test('read like words, unlike SQL and codes', () => {
    for (const words of ['is empty', 'Document {0} of {1}: {2}', 'house number']) {
      expect(readsLikeWords(words), words).toBe(true);
    }
    for (const code of ['street', 'SELECT id FROM attempt', '{0} ({1})', "'refused', 'failed'"]) {
      expect(readsLikeWords(code), code).toBe(false);
    }
  });
});
