// What the window shows of the engine's English while it is set to another language.
import type { Page } from '@playwright/test';
import { nl } from '../../ui/src/shared/words/nl';

/** Of every sentence the longest piece between its places; a word or two may be anybody's. */
const PIECES = Object.keys(nl)
  .map((english) =>
    english.split(/\{\d+\}/).reduce((a, b) => (b.trim().length > a.length ? b.trim() : a), ''),
  )
  .filter((piece) => piece.length >= 12 && piece.includes(' '));

export async function engineEnglish(page: Page): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const named = [...document.querySelectorAll<HTMLElement>('[title], [aria-label]')];
    return [
      document.body.innerText,
      ...named.flatMap((element) => [element.title, element.ariaLabel ?? '']),
    ].join('\n');
  });
  return PIECES.filter((piece) => shown.includes(piece));
}
