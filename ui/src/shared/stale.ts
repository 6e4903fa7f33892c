/** A list older than this is called old, in words and colour. */
const STALE_MS = 15 * 60_000;

export function isStale(readAt: string, nowMs: number): boolean {
  return nowMs - Date.parse(readAt) > STALE_MS;
}
