// A period of one's own among the values of the date filter: "2026-11-01..2026-11-15", open at either end. Saved views keep
// it as any other value. Pure.
import { isDay, midnight } from '../shared/days';

export interface Period {
  from: string;
  to: string;
}

export const NO_PERIOD: Period = { from: '', to: '' };

/** Null where neither end is given. Ends that are the wrong way round are turned. */
export function periodValue({ from, to }: Period): string | null {
  if (from === '' && to === '') return null;
  const turned = from !== '' && to !== '' && to < from;
  return turned ? `${to}..${from}` : `${from}..${to}`;
}

export function readPeriod(value: string): Period | null {
  const [from, to, ...more] = value.split('..');
  if (from === undefined || to === undefined || more.length > 0 || value === '..') return null;
  return [from, to].every((day) => day === '' || isDay(day)) ? { from, to } : null;
}

export const periodOf = (values: ReadonlySet<string> | undefined): Period =>
  [...(values ?? [])].map(readPeriod).find((period) => period !== null) ?? NO_PERIOD;

/** Both days belong to it. */
export function inPeriod(atMs: number, { from, to }: Period): boolean {
  return (from === '' || atMs >= midnight(from)) && (to === '' || atMs < midnight(to, 1));
}
