import { expect, test } from 'vitest';
import type { StatusChoice } from '../ipc/generated';
import { preselected } from './openStatuses';

const status = (code: string, open: boolean | null, never = false): StatusChoice => ({
  integration_id: 1,
  kind: 'order',
  code,
  label: code,
  orders: 1,
  open,
  never_preselected: never,
});

test('the first time everything but finished and unpaid is ticked', () => {
  expect(
    preselected([status('new', null), status('cancelled', null, true)]).map((entry) => entry.code),
  ).toEqual(['new']);
});

test('once somebody chose, a new status is not ticked by itself', () => {
  expect(
    preselected([status('new', true), status('odd', null), status('done', false)]).map((entry) => entry.code),
  ).toEqual(['new']);
});
