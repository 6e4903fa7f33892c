import { expect, test } from 'vitest';
import type { PlanLine, Problem } from '../ipc/generated';
import { groupLines, knownLabels, mayShipAnyway } from './planGroups';
import { problem } from '../shared/sample';

const line = (id: number, left_out: boolean, problems: Problem[]): PlanLine => ({
  order_id: id,
  number: `#${id}`,
  shop: 'Tuinhuis',
  name: 'Jan',
  left_out,
  problems,
  labels: [],
});

test('an order that stays behind is told once, under what keeps it back', () => {
  const groups = groupLines([line(1, true, [problem('refused_before', false), problem('no_weight', true)])]);
  expect(groups.map((group) => [group.kind, group.leftOut])).toEqual([['no_weight', true]]);
});

test('the commonest reason comes first, and a warning is not mixed with what stays behind', () => {
  const groups = groupLines([
    line(1, false, [problem('refused_before', false)]),
    line(2, true, [problem('no_weight', true)]),
    line(3, true, [problem('no_weight', true)]),
    line(4, false, [problem('no_weight', false)]),
  ]);
  expect(groups.map((group) => [group.kind, group.leftOut, group.lines.length])).toEqual([
    ['no_weight', true, 2],
    ['refused_before', false, 1],
    ['no_weight', false, 1],
  ]);
});

test('an order may be shipped anyway when nothing but a label that is shown keeps it out', () => {
  const label = {
    id: 's1', status: { code: 'ANNOUNCED', message: 'Announced' }, active: true, carrier: 'postnl', shipping_option_code: null,
    tracking_numbers: ['3S1'], tracking_url: null, created_at: null, ours: false, cancellation: null,
  }; // prettier-ignore
  const other = problem('label_elsewhere_possible', true);
  const shown = { ...line(1, true, [other, problem('refused_before', false)]), labels: [label] };
  expect(mayShipAnyway(shown)).toBe(true);
  expect(knownLabels(shown)).toEqual({ order_id: 1, shipments: ['s1'] });
  expect(mayShipAnyway(line(1, true, [other]))).toBe(false);
  expect(mayShipAnyway({ ...shown, problems: [other, problem('address_incomplete', true)] })).toBe(false);
  expect(mayShipAnyway({ ...shown, problems: [problem('no_weight', true)] })).toBe(false);
});
