import type { Page } from '@playwright/test';

/** Texts that lie over one another, and words that are broken in their midst. Only what is in view is judged, and under an
 * open sheet nothing is. */
export async function illegible(page: Page): Promise<string[]> {
  return [...(await page.evaluate(brokenWords)), ...(await page.evaluate(overlaps))];
}

/** Runs in the page. Identifiers with signs in them may go on anywhere. */
export function brokenWords(): string[] {
  const above = [...document.querySelectorAll<HTMLElement>('dialog[open], .menu')];
  const found: string[] = [];
  const walker = document.createTreeWalker(above.at(-1) ?? document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    if (!owner?.checkVisibility() || owner.closest('[popover], .sr-only')) continue;
    for (const word of (node.textContent ?? '').matchAll(/(?<![^\s(])\p{L}{4,}(?![^\s),.:;])/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
      if (lines.size > 1) found.push(`broken: ${word[0]} in ${owner.outerHTML.slice(0, 140)}`);
    }
  }
  return found;
}

/** Runs in the page. */
function overlaps(): string[] {
  interface Piece {
    text: string;
    owner: Element;
    boxes: DOMRect[];
  }
  // Letters and their descenders may touch the line above.
  const SLACK = 3;
  const above = [...document.querySelectorAll<HTMLElement>('dialog[open], .menu')];
  const place = above.at(-1) ?? document.body;
  const found: string[] = [];

  /** What of the box is left by everything around it that cuts. */
  const clipped = (box: DOMRect, owner: Element): DOMRect => {
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
    for (let around: Element | null = owner; around; around = around.parentElement) {
      if (getComputedStyle(around).overflow === 'visible') continue;
      const edge = around.getBoundingClientRect();
      [left, top] = [Math.max(left, edge.left), Math.max(top, edge.top)];
      [right, bottom] = [Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };

  const pieces: Piece[] = [];
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (!owner || text === '' || owner.closest('[popover], .sr-only, option') || !owner.checkVisibility())
      continue;
    // What floats over the page on purpose.
    if (above.length === 0 && owner.closest('[data-testid="toast"]')) continue;
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()]
      .map((box) => clipped(box, owner))
      .filter((box) => box.width > SLACK && box.height > SLACK);
    if (boxes.length > 0) pieces.push({ text, owner, boxes });
  }

  pieces.forEach((one, index) => {
    for (const other of pieces.slice(index + 1)) {
      if (one.owner === other.owner) continue;
      const overlap = one.boxes.some((a) =>
        other.boxes.some(
          (b) =>
            Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK,
        ),
      );
      if (overlap) found.push(`over one another: ${one.text.slice(0, 60)} | ${other.text.slice(0, 60)}`);
    }
  });
  return found;
}
