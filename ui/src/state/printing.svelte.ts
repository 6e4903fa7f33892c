// Printers and print jobs as the engine sees them.
import { call } from '../ipc/api';
import type { PrinterInfo, PrintJobInfo, RowId } from '../ipc/generated';
import { mergeById } from '../shared/merge';
import { attempt, outcome } from './notices.svelte';
import { changeSettings, station } from './station.svelte';
import { view } from './view.svelte';

let printers = $state.raw<readonly PrinterInfo[] | null>(null);
let trouble = $state<string | null>(null);
/** What is printed as soon as a printer is chosen. */
let waiting: { batch: RowId; labels: RowId[] | null } | null = null;
let jobs = $state.raw<readonly PrintJobInfo[]>([]);

export const printing = {
  /** `null`: not asked yet. */
  get printers() {
    return printers;
  },
  get trouble() {
    return trouble;
  },
  get jobs() {
    return jobs;
  },
  get chosenName() {
    return station.settings?.label_printer ?? null;
  },
  /** The label printer of the settings, as the spooler lists it now. */
  get chosen() {
    return printers?.find((printer) => printer.name === this.chosenName);
  },
  jobsOf(batch: RowId) {
    return jobs.filter((job) => job.batch_id === batch);
  },
};

/** Asked in the background: trouble is shown where the printer's state is, not as a toast every half minute. */
export async function loadPrinters(): Promise<void> {
  const answer = await outcome(call('printers_list'));
  if (answer.ok) printers = answer.value;
  trouble = answer.ok ? null : answer.error.message;
}

export async function loadJobs(): Promise<void> {
  const list = await attempt(call('print_jobs'));
  if (list) jobs = list;
}

export function applyJobs(changed: readonly PrintJobInfo[]): void {
  jobs = mergeById(jobs, changed, 'first');
}

export function forgetPrinting(): void {
  printers = null;
  trouble = null;
  jobs = [];
}

/** `labels` of `null` prints the whole batch in its order. */
export async function printLabels(batch: RowId, labels: RowId[] | null): Promise<number | undefined> {
  if (station.settings && printing.chosenName === null) {
    // The first print of a station: ask where the labels come out, then go on.
    waiting = { batch, labels };
    view.open('printer');
    return undefined;
  }
  const sent = await attempt(call('print', { batch_id: batch, labels, printer: null, sheet: null }));
  if (!sent) return undefined;
  applyJobs(sent);
  void loadPrinters();
  return sent.length;
}

/** Keeps the printer and prints what waited for it. */
export async function choosePrinter(name: string): Promise<number | undefined> {
  const next = waiting;
  waiting = null;
  await changeSettings({ label_printer: name });
  if (!next || printing.chosenName === null) return undefined;
  return printLabels(next.batch, next.labels);
}
