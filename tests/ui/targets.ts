/** Runs in the page: what can be pressed and is lower than `least` pixels. What an element adds around itself counts, a
 * box counts with its label, and what is not wholly in view is not judged. */
export function smallTargets(least: number): string[] {
  // Half a pixel of rounding.
  const reach = least / 2 - 0.75;
  const selector =
    'button, a[href], input, select, textarea, summary, [role="tab"], [role="menuitem"], [role="option"]';
  const found: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>(selector)) {
    const target = element.closest('label') ?? element;
    const box = target.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const mine = (dx: number, dy: number) => {
      const hit = document.elementFromPoint(x + dx, y + dy);
      return hit !== null && (target.contains(hit) || hit.closest('label') === target);
    };
    const inView = [box.top, box.bottom].every((edge) => edge >= 0 && edge <= innerHeight);
    if (box.width === 0 || !inView || !mine(0, 0) || target.matches(':disabled')) continue;
    if (box.height >= least - 0.5 || (mine(0, -reach) && mine(0, reach))) continue;
    found.push(`${Math.round(box.width)} x ${Math.round(box.height)}: ${target.outerHTML.slice(0, 160)}`);
  }
  return found;
}
