/** Runs in the page: what can be pressed and cannot be brought into view by scrolling, or lies under something else. What only
 * a program can scroll counts as cut off. */
export function outOfReach(): string[] {
  // What lies under an open sheet or menu is not to be reached.
  const above = [...document.querySelectorAll<HTMLElement>('dialog[open], .menu')];
  const place = above.at(-1) ?? document.body;
  const selector = 'button, a[href], input:not([type="file"]), select, textarea, summary';
  const found: string[] = [];
  const say = (element: Element, why: string) => found.push(`${why}: ${element.outerHTML.slice(0, 140)}`);
  for (const element of place.querySelectorAll<HTMLElement>(selector)) {
    const target = element.closest('label') ?? element;
    if (target.closest('[popover]') || !element.checkVisibility()) continue;
    target.scrollIntoView({ block: 'center', inline: 'nearest' });
    for (let box: HTMLElement | null = target.parentElement; box; box = box.parentElement) {
      const style = getComputedStyle(box);
      const moved =
        (style.overflowY === 'hidden' && box.scrollTop > 0) ||
        (style.overflowX === 'hidden' && box.scrollLeft > 0);
      if (moved && !box.matches('.cut')) {
        box.scrollTo(0, 0);
        say(element, 'no scroll bar leads to');
      }
    }
    const rect = target.getBoundingClientRect();
    const [x, y] = [
      rect.x + Math.min(rect.width, innerWidth) / 2,
      rect.y + Math.min(rect.height, innerHeight) / 2,
    ];
    if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) {
      say(element, 'outside the window');
      continue;
    }
    const hit = document.elementFromPoint(x, y);
    if (!element.matches(':disabled') && !target.contains(hit))
      say(element, `under ${hit?.className ?? 'nothing'}`);
  }
  return found;
}
