// Preferences of this window, kept in its own storage as JSON. What stands there may be old or damaged: every reader
// says how it makes a good value of it. No order data belongs here.

export function readKept<T>(key: string, accept: (stored: unknown) => T): T {
  try {
    return accept(JSON.parse(localStorage.getItem(`packbench.${key}`) ?? 'null'));
  } catch {
    return accept(null);
  }
}

/** A full or forbidden storage costs the preference after the next start, never the work. */
export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(`packbench.${key}`, JSON.stringify(value));
  } catch {
    // Nothing to do: the value counts until the window closes.
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
