// Components show the engine's sentences in the window's language: none slips through as it crossed.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../..', import.meta.url));

/** What is shown as it is: the words of others, and what was put into words when it was said. */
const AS_IT_IS: Readonly<Record<string, RegExp>> = {
  'frame/Notices.svelte': /\bmessage\.hint\b/,
  'frame/Toaster.svelte': /\btoast\.hint\b/,
  // The platform's log of a shop, and the carrier's own story of a parcel.
  'shops/ShopLogs.svelte': /\blog\.message\b/,
  'shared/Tracking.svelte': /\bevent\.words\b/,
};

test('the words of the engine are shown in the language of the window', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svelte'))
    .map((name) => name.replaceAll('\\', '/'));
  const findings: string[] = [];
  let shown = 0;
  for (const name of files) {
    const markup = readFileSync(source + name, 'utf8')
      .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
      // Keys of messages name such words, too.
      .replace(/'[^'\n]*'/g, "''");
    for (const [output] of markup.matchAll(
      /\{(?![#:/@])(?:[^{}]|\{[^{}]*\})*\.(?:message|hint|stands|words|buying_blocked)\b(?:[^{}]|\{[^{}]*\})*\}/g,
    )) {
      shown += 1;
      if (!output.includes('inWords(') && !AS_IT_IS[name]?.test(output)) findings.push(`${name}: ${output}`);
    }
  }
  expect(shown, 'this finds what it looks for').toBeGreaterThan(20);
  expect(findings).toEqual([]);
});
