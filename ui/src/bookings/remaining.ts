// How long the queue still takes, in words. Pure.

export interface Left {
  unit: 'seconds' | 'minutes';
  n: number;
}

/** Minutes are rounded up: nobody minds that it is done early. `null`: nothing is on its way, or the time is no time. */
export function timeLeft(endsAt: string | null, nowMs: number): Left | null {
  const end = endsAt === null ? Number.NaN : Date.parse(endsAt);
  if (!Number.isFinite(end)) return null;
  const seconds = Math.max(0, Math.ceil((end - nowMs) / 1_000));
  return seconds < 60 ? { unit: 'seconds', n: seconds } : { unit: 'minutes', n: Math.ceil(seconds / 60) };
}
