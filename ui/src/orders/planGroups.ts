// The plan's lines by reason, so that forty orders without a weight are one thing to read. Pure.
import type { KnownLabels, PlanLine, ProblemKind } from '../ipc/generated';
import { problemRole, type Role } from '../shared/status';

export interface PlanGroup {
  kind: ProblemKind;
  leftOut: boolean;
  role: Role;
  /** The engine's words, where they are the same for all orders of the group. */
  message: string | null;
  lines: PlanLine[];
}

/** An order that is left out is listed under its first blocking problem only; a warned one under each warning. */
export function groupLines(lines: readonly PlanLine[]): PlanGroup[] {
  const groups = new Map<string, PlanGroup>();
  for (const line of lines) {
    const blocking = line.problems.find((problem) => problem.blocks) ?? line.problems[0];
    const problems = line.left_out ? (blocking ? [blocking] : []) : line.problems;
    for (const problem of problems) {
      const key = `${line.left_out} ${problem.kind}`;
      const group = groups.get(key);
      if (group) {
        group.lines.push(line);
        if (group.message !== problem.message) group.message = null;
      } else {
        groups.set(key, {
          kind: problem.kind,
          leftOut: line.left_out,
          role: problemRole(problem),
          message: problem.message,
          lines: [line],
        });
      }
    }
  }
  return [...groups.values()].sort((a, b) => b.lines.length - a.lines.length);
}

/** Labels with the order's number stand in its way. */
export const isOtherLabel = (kind: ProblemKind): boolean =>
  kind === 'label_elsewhere' || kind === 'label_elsewhere_possible';

/** Nothing but a label that is shown keeps the order out. */
export function mayShipAnyway(line: PlanLine): boolean {
  const blocking = line.problems.filter((problem) => problem.blocks);
  return line.labels.length > 0 && blocking.length > 0 && blocking.every(({ kind }) => isOtherLabel(kind));
}

/** What a tick says: this order, in spite of exactly the labels that stood beside it. */
export const knownLabels = (line: PlanLine): KnownLabels => ({
  order_id: line.order_id,
  shipments: line.labels.map((label) => label.id),
});
