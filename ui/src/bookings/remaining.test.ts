import { describe, expect, it } from 'vitest';
import { timeLeft } from './remaining';

describe('how long the queue still takes', () => {
  const now = Date.parse('2026-11-02T09:00:00Z');
  const left = (end: string | null) => timeLeft(end, now);

  it('counts seconds, then whole minutes', () => {
    expect(left('2026-11-02T09:00:12Z')).toEqual({ unit: 'seconds', n: 12 });
    expect(left('2026-11-02T09:00:59.2Z')).toEqual({ unit: 'minutes', n: 1 });
    expect(left('2026-11-02T09:10:01Z')).toEqual({ unit: 'minutes', n: 11 });
  });

  it('never counts below nothing', () => {
    expect(left('2026-11-02T08:59:00Z')).toEqual({ unit: 'seconds', n: 0 });
    expect(left(null)).toBeNull();
    expect(left('soon')).toBeNull();
  });
});
