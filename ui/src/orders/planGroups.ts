// The plan's lines by reason, so that forty orders without a weight are one thing to read. Pure.
import type { PlanLine, ProblemKind } from '../ipc/generated';
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
