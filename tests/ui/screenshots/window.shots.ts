// A picture of every state, light and dark: out/screenshots/<language>-<theme>/NAME.png. It fails where a text lies over
// another or a word is broken, after the pictures.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../host';
import { illegible } from '../legible';
import { WALKS } from '../states';
import { Desk } from '../states/desk';

const out = fileURLToPath(new URL('../../../out/screenshots', import.meta.url));
const THEMES = ['light', 'dark'] as const;
const USUAL = { width: 1280, height: 800 };
const WIDE = { width: 1920, height: 1080 };
/** Also seen on a large screen. */
const WIDE_TOO = ['orders', 'orders-selected', 'orders-item-picture', 'batch-failures', 'batch-label'];

for (const [name, walk] of Object.entries(WALKS)) {
  test(name, async ({ host, page }, { project }) => {
    const language = project.name;
    const picture = (theme: string, file: string) => join(out, `${language}-${theme}`, `${file}.png`);
    for (const theme of THEMES) mkdirSync(join(out, `${language}-${theme}`), { recursive: true });
    const shoot = async (file: string) => {
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.screenshot({ path: picture(colorScheme, file) });
      }
    };
    const desk = new Desk(host, page, language, async (state) => {
      await shoot(state);
      expect.soft(await illegible(page), `${state}: every text can be read`).toEqual([]);
      if (!WIDE_TOO.includes(state)) return;
      await page.setViewportSize(WIDE);
      await shoot(`${state}-wide`);
      await page.setViewportSize(USUAL);
    });
    try {
      await walk(desk);
    } finally {
      desk.stop();
    }
  });
}
