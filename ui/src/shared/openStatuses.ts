// What is ticked when a shop's statuses are shown: the choice made before, else everything that is not finished,
// cancelled or unpaid. Pure.
import type { StatusChoice, StatusRef } from '../ipc/generated';

export function preselected(statuses: readonly StatusChoice[]): StatusRef[] {
  const decided = statuses.some((status) => status.open !== null);
  return statuses
    .filter((status) => (decided ? status.open === true : !status.never_preselected))
    .map(({ kind, code }) => ({ kind, code }));
}

export function sameStatus(a: StatusRef, b: StatusRef): boolean {
  return a.kind === b.kind && a.code === b.code;
}
