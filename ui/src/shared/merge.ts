// Puts changed entries into a list by id, keeping the order of the list. The list is replaced, never changed.

export function mergeById<T extends { id: number }>(
  list: readonly T[],
  changed: readonly T[],
  newOnes: 'first' | 'last',
): readonly T[] {
  if (changed.length === 0) return list;
  const byId = new Map(changed.map((entry) => [entry.id, entry]));
  const merged = list.map((entry) => {
    const next = byId.get(entry.id);
    byId.delete(entry.id);
    return next ?? entry;
  });
  const fresh = [...byId.values()];
  return newOnes === 'first' ? [...fresh, ...merged] : [...merged, ...fresh];
}
