import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { de } from './de';
import { en } from './en';
import { fr } from './fr';
import { nl } from './nl';
import { choosers, fill, parameters } from './template';

const tables = { nl, en, de, fr } as const;
const source = fileURLToPath(new URL('../..', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) =>
    /\.(ts|svelte)$/.test(name) &&
    !/messages[\\/](\w+\.)?(nl|en|de|fr)\.ts$/.test(name) &&
    !name.endsWith('.test.ts'),
);
const code = files.map((name) => readFileSync(source + name, 'utf8')).join('\n');

describe('messages', () => {
  test.each(Object.entries(tables))(
    '%s has every message, with the same parameters and choices by number',
    (_, table) => {
      expect(Object.keys(table).sort()).toEqual(Object.keys(nl).sort());
      for (const key of Object.keys(nl) as (keyof typeof nl)[]) {
        expect(parameters(table[key]), key).toEqual(parameters(nl[key]));
        expect(choosers(table[key]), key).toEqual(choosers(nl[key]));
        expect(table[key].trim(), key).not.toBe('');
      }
    },
  );

  test('German and French write their own quotation marks and spaces', () => {
    for (const [key, text] of Object.entries(de)) expect(text, key).not.toMatch(/["«»‘”]|“(?=\p{L})/u);
    for (const [key, text] of Object.entries(fr)) {
      expect(text, key).not.toMatch(/["'“”„‘]|[^\u202f][;!?»]|«[^\u202f]| :/);
    }
  });

  test('every message is used', () => {
    const families = [...code.matchAll(/`([a-z_]+(?:\.[a-z_]+)*)\.\$\{/g)].map((match) => `${match[1]}.`);
    const unused = Object.keys(nl).filter((key) => {
      if (code.includes(`'${key}'`)) return false;
      return !families.some((family) => key.startsWith(family));
    });
    expect(unused).toEqual([]);
  });

  test('no component holds words of its own', () => {
    const findings: string[] = [];
    for (const name of files.filter((file) => file.endsWith('.svelte'))) {
      const text = readFileSync(source + name, 'utf8');
      const markup = text.replace(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '');
      const bare = markup.replace(/\{[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}/g, ' ');
      for (const match of bare.matchAll(/>([^<>]*\p{L}{2,}[^<>]*)</gu)) {
        const words = (match[1] ?? '').trim();
        if (words !== 'Packbench' && !/[=()]/.test(words)) findings.push(`${name}: ${words}`);
      }
      for (const match of markup.matchAll(/\s(?:aria-label|title|placeholder|alt)="([^"]+)"/g)) {
        findings.push(`${name}: ${match[1]}`);
      }
    }
    expect(findings).toEqual([]);
  });

  test('numbers choose the form, and stand where # is', () => {
    const count = (value: number) => String(value);
    expect(fill('{n: één order | # orders}', { n: 1 }, count)).toBe('één order');
    expect(fill('{n: één order | # orders}', { n: 1200 }, count)).toBe('1200 orders');
    expect(fill('{who} en {n}', { who: 'Jan', n: 2 }, count)).toBe('Jan en 2');
    expect(fill('{missing}', {}, count), 'a forgotten parameter is seen, not hidden').toBe('{missing}');
  });

  test('every language fills without a rest', () => {
    for (const table of Object.values(tables)) {
      for (const template of Object.values(table)) {
        const params = Object.fromEntries(parameters(template).map((name) => [name, 3]));
        expect(fill(template, params, String)).not.toMatch(/[{}|#]/);
      }
    }
  });
});
