// Which of a batch's print jobs tells how its papers stand. Pure.
import type { PrintJobInfo, PrintState } from '../ipc/generated';

/** What is nearest to the paper says most about where the batch is. */
const UNDER_WAY: readonly PrintState[] = ['printing', 'held', 'queued', 'handing', 'waiting'];

export interface Leading {
  job: PrintJobInfo | undefined;
  /** Papers that wait for a person's word. */
  asking: number;
  /** Papers that are still to come out. */
  toGo: number;
}

export function leadingJob(jobs: readonly PrintJobInfo[]): Leading {
  const asked = jobs.filter((job) => job.asks !== null);
  const underWay = jobs.filter((job) => job.asks === null && UNDER_WAY.includes(job.state));
  const rank = (job: PrintJobInfo) => UNDER_WAY.indexOf(job.state);
  const ahead = underWay.reduce<PrintJobInfo | undefined>(
    (a, b) => (a && rank(a) <= rank(b) ? a : b),
    undefined,
  );
  const newest = jobs.reduce<PrintJobInfo | undefined>((a, b) => (a && a.id >= b.id ? a : b), undefined);
  return { job: asked[0] ?? ahead ?? newest, asking: asked.length, toGo: underWay.length };
}
