// Keeps the rows that did not change when a list is read again: what was worked out for them (search text, sort keys,
// drawn cells) stays good, and only what changed is worked out anew.

export function keepSame<T extends { id: number }>(before: readonly T[], next: readonly T[]): readonly T[] {
  if (before.length === 0) return next;
  const known = new Map(before.map((row) => [row.id, row]));
  let changed = before.length !== next.length;
  const rows = next.map((row, index) => {
    const old = known.get(row.id);
    const kept = old !== undefined && equal(old, row) ? old : row;
    if (kept !== before[index]) changed = true;
    return kept;
  });
  return changed ? rows : before;
}

type Plain = Record<string, unknown>;

/** Plain data only: what came out of JSON. Thousands of rows are compared at once: no lists of keys are made. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  for (const key in a) if (!(key in b) || !equal((a as Plain)[key], (b as Plain)[key])) return false;
  for (const key in b) if (!(key in a)) return false;
  return true;
}
