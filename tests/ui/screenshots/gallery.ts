// out/screenshots/index.html: every state in a row, its variants side by side.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const out = fileURLToPath(new URL('../../../out/screenshots', import.meta.url));

export default function gallery(): void {
  if (!existsSync(out)) return;
  const variants = readdirSync(out, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const names = [...new Set(variants.flatMap((variant) => readdirSync(join(out, variant))))].sort();
  const picture = (variant: string, name: string) =>
    existsSync(join(out, variant, name))
      ? `<a href="${variant}/${name}"><img loading="lazy" src="${variant}/${name}" alt="${variant}"></a>`
      : '';
  const rows = names.map(
    (name) =>
      `<section><h2>${name.replace('.png', '')}</h2>${variants.map((variant) => picture(variant, name)).join('')}</section>`,
  );
  const style =
    'body{font:15px system-ui;margin:24px}section{display:grid;grid-template-columns:repeat(2,1fr);gap:8px;margin-bottom:32px}h2{grid-column:1/-1;margin:0}img{width:100%;border:1px solid #8888}';
  writeFileSync(
    join(out, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>Packbench</title><style>${style}</style>\n${rows.join('\n')}\n`,
  );
}
