// What can be done with a batch. Its buttons, the keys and the palette call these.
import type { RowId } from '../ipc/generated';
import { t } from '../shared/messages/index.svelte';
import type { Action } from '../state/actions.svelte';
import { queueBatch } from '../state/bookings.svelte';
import {
  batches,
  continueBatch,
  pauseBatch,
  retryBatch,
  saveLabels,
  saveReport,
} from '../state/batches.svelte';
import { say } from '../state/notices.svelte';
import { printLabels, printReport as sendReport } from '../state/printing.svelte';
import { view } from '../state/view.svelte';
import { wemasy } from '../state/wemasy.svelte';
import { files } from './files.svelte';
import { failureReport, failures, retryable, sameReason, type FailureGroup } from './groups';
import { stopping } from './stopping.svelte';

const shown = () => (view.screen === 'batches' || view.screen === 'history' ? view.batchId : null);
const detail = () => {
  const id = shown();
  return id === null ? undefined : batches.detail(id);
};
const hasLabels = () => detail()?.orders.some((order) => order.labels.length > 0) ?? false;

function withBatch(work: (id: RowId) => Promise<void>): void {
  const id = shown();
  if (id !== null) void work(id);
}

export const printBatch: Action = {
  id: 'batch.print',
  title: 'action.print_labels',
  keys: 'Ctrl+P',
  enabled: hasLabels,
  run: () =>
    withBatch(async (id) => {
      const jobs = await printLabels(id, null);
      if (jobs !== undefined) say('done', t('print.sent', { n: jobs }));
    }),
};

/** Opens the choice of sheet and first place. */
export const printSheets: Action = {
  id: 'batch.print_sheets',
  title: 'action.print_sheets',
  keys: 'Alt+A',
  enabled: hasLabels,
  run: () => view.open('sheets'),
};

export const savePdf: Action = {
  id: 'batch.save_pdf',
  title: 'action.save_pdf',
  keys: 'Ctrl+S',
  enabled: hasLabels,
  run: () =>
    withBatch(async (id) => {
      const saved = await saveLabels(id);
      if (saved) files.keep(id, saved);
    }),
};

/** What became of the batch, on office paper. */
export const printReport: Action = {
  id: 'batch.print_report',
  title: 'action.print_report',
  keys: 'Alt+J',
  enabled: () => detail() !== undefined,
  run: () =>
    withBatch(async (id) => {
      const jobs = await sendReport(id);
      if (jobs !== undefined) say('done', t('print.sent', { n: jobs }));
    }),
};

export const saveReportPdf: Action = {
  id: 'batch.save_report',
  title: 'action.save_report',
  keys: 'Ctrl+Shift+S',
  enabled: () => detail() !== undefined,
  run: () =>
    withBatch(async (id) => {
      const saved = await saveReport(id);
      if (saved) say('done', t('report.saved', { path: saved.path }));
    }),
};

export const bookBatch: Action = {
  id: 'batch.book',
  title: 'bookings.batch',
  keys: 'Alt+B',
  enabled: () => wemasy.shops.length > 0 && hasLabels(),
  run: () => withBatch(queueBatch),
};

export const continuePaused: Action = {
  id: 'batch.continue',
  title: 'action.continue',
  keys: 'Alt+G',
  enabled: () => detail()?.batch.state === 'paused',
  run: () => withBatch(continueBatch),
};

export const pauseRunning: Action = {
  id: 'batch.pause',
  title: 'action.pause',
  keys: 'Alt+H',
  enabled: () => detail()?.batch.state === 'running' && (detail()?.batch.counts.planned ?? 0) > 0,
  run: () => withBatch(pauseBatch),
};

/** Opens the question; the answer is the batch's own business. */
export const stopUnsent: Action = {
  id: 'batch.stop',
  title: 'action.stop',
  keys: 'Alt+X',
  enabled: () => (detail()?.batch.counts.planned ?? 0) > 0,
  run: () => stopping.ask(shown()),
};

export const retryRefused: Action = {
  id: 'batch.retry',
  title: 'action.retry',
  keys: 'Alt+R',
  enabled: () => retryable(detail()?.orders ?? []).length > 0,
  run: () => withBatch((id) => retryBatch(id)),
};

const asShown = () => sameReason(detail()?.orders ?? [], view.batchOrderId ?? undefined);

/** The orders that failed as the one that is open beside the list. */
export const retryReason: Action = {
  id: 'batch.retry_reason',
  title: 'action.retry_reason',
  keys: 'Alt+Shift+R',
  enabled: () => asShown().length > 0,
  run: () => withBatch((id) => retryBatch(id, asShown())),
};

/** What went wrong, for whoever helps. */
export async function copyForSupport(groups: readonly FailureGroup[]): Promise<void> {
  const batch = groups[0]?.orders[0]?.batch_id;
  if (batch === undefined) return;
  await navigator.clipboard.writeText(failureReport(batch, groups));
  say('done', t('details.copied'));
}

const wentWrong = () => failures(detail()?.orders ?? []);

export const copyFailures: Action = {
  id: 'batch.copy_failures',
  title: 'batch.copy_failures',
  keys: 'Alt+Shift+C',
  enabled: () => wentWrong().length > 0,
  run: () => void copyForSupport(wentWrong()),
};

export const batchActions: readonly Action[] = [
  printBatch,
  printSheets,
  savePdf,
  printReport,
  saveReportPdf,
  bookBatch,
  continuePaused,
  pauseRunning,
  stopUnsent,
  retryRefused,
  retryReason,
  copyFailures,
];
