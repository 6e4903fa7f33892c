// Printers, their queues and print jobs as the engine sees them.
import { call } from '../ipc/api';
import type {
  PaperKind,
  PrinterAbilities,
  PrinterInfo,
  PrintJobInfo,
  PrintQueue,
  PrintSettings,
  PrintWord,
  RowId,
  SheetChoice,
} from '../ipc/generated';
import { mergeById } from '../shared/merge';
import { routed } from '../shared/paperAhead';
import { attempt, outcome, type Outcome } from './notices.svelte';
import { changeSettings, station } from './station.svelte';
import { view } from './view.svelte';

/** Jobs that are kept while the window is open: who looks further back finds them in their batch. */
const JOBS_MAX = 20_000;

let printers = $state.raw<readonly PrinterInfo[] | null>(null);
let trouble = $state<string | null>(null);
/** What is printed as soon as a printer is chosen. */
let waiting: (() => Promise<number | undefined>) | null = null;
let jobs = $state.raw<readonly PrintJobInfo[]>([]);
let queues = $state.raw<readonly PrintQueue[]>([]);
/** Up to here all jobs are read; older ones are known as far as something happened to them. `null`: there are none. */
let readTo = $state<RowId | null>(null);

export const printing = {
  /** `null`: not asked yet. */
  get printers() {
    return printers;
  },
  get trouble() {
    return trouble;
  },
  /** Newest first. */
  get jobs() {
    return jobs;
  },
  /** Of the printers that have something to do. */
  get queues() {
    return queues;
  },
  /** Papers that wait for a person's word. */
  get questions() {
    return queues.reduce((sum, queue) => sum + queue.asking.length, 0);
  },
  /** Papers that are not at a printer yet. */
  get waiting() {
    return queues.reduce((sum, queue) => sum + queue.waiting, 0);
  },
  get stands() {
    return queues.some((queue) => queue.stands !== null);
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
  const page = await attempt(call('print_jobs', { before: null }));
  if (!page) return;
  jobs = page.jobs;
  readTo = page.more ? (page.jobs.at(-1)?.id ?? null) : null;
}

let reading = false;

/** The next older ones, when somebody looks for them. */
export async function loadOlderJobs(): Promise<void> {
  if (reading || readTo === null || jobs.length >= JOBS_MAX) return;
  reading = true;
  const page = await attempt(call('print_jobs', { before: readTo }));
  reading = false;
  if (!page) return;
  jobs = inOrder(mergeById(jobs, page.jobs, 'last'));
  readTo = page.more ? (page.jobs.at(-1)?.id ?? null) : null;
}

const inOrder = (list: readonly PrintJobInfo[]) => [...list].sort((a, b) => b.id - a.id).slice(0, JOBS_MAX);

/** Where jobs changed, their queues did too. */
export function applyJobs(changed: readonly PrintJobInfo[]): void {
  jobs = inOrder(mergeById(jobs, changed, 'first'));
  void loadQueues();
}

let loading: Promise<void> | null = null;
let again = false;

/** One look at a time; changes that arrive meanwhile lead to one more, not to many. */
export function loadQueues(): Promise<void> {
  if (loading) {
    again = true;
    return loading;
  }
  loading = (async () => {
    do {
      again = false;
      const list = await attempt(call('print_queues'));
      if (list) queues = list;
    } while (again);
  })().finally(() => (loading = null));
  return loading;
}

export function forgetPrinting(): void {
  printers = null;
  trouble = null;
  jobs = [];
  readTo = null;
  queues = [];
}

/** The printer of the settings for this kind of paper; `null`: nobody chose one. */
export function printerFor(kind: PaperKind): string | null {
  return station.settings ? routed(station.settings, kind) : null;
}

/** The first print of a station: ask where papers come out, then go on. */
async function whenChosen(
  kind: PaperKind,
  print: () => Promise<PrintJobInfo[]>,
): Promise<number | undefined> {
  if (station.settings && printerFor(kind) === null) {
    waiting = () => send(print);
    view.open('printer');
    return undefined;
  }
  return send(print);
}

async function send(print: () => Promise<PrintJobInfo[]>): Promise<number | undefined> {
  const sent = await attempt(print());
  if (!sent) return undefined;
  applyJobs(sent);
  void loadPrinters();
  return sent.length;
}

/** `labels` of `null` prints the whole batch in its order. */
export const printLabels = (batch: RowId, labels: RowId[] | null): Promise<number | undefined> =>
  whenChosen('label', () => call('print', { batch_id: batch, labels, printer: null, sheet: null }));

/** The whole batch on sheets of office paper. */
export const printSheets = (batch: RowId, printer: string, sheet: SheetChoice): Promise<number | undefined> =>
  send(() => call('print', { batch_id: batch, labels: null, printer, sheet }));

export const printSlip = (order: RowId): Promise<number | undefined> =>
  whenChosen('slip', () => call('print_slip', { order_id: order }));

export const printReport = (batch: RowId): Promise<number | undefined> =>
  whenChosen('report', () => call('print_report', { batch_id: batch }));

export const printTest = (printer: string): Promise<number | undefined> =>
  send(() => call('print_test', { printer }));

/** Keeps the printer and prints what waited for it. */
export async function choosePrinter(name: string): Promise<number | undefined> {
  const next = waiting;
  waiting = null;
  await changeSettings({ label_printer: name });
  if (!next || printing.chosenName === null) return undefined;
  return next();
}

/** What a printer can do: as it said last, or asked once more. Only for people who look at its setup. */
export const printerAbilities = (printer: string, again: boolean): Promise<Outcome<PrinterAbilities>> =>
  outcome(call('printer_abilities', { printer, again }));

/** The answer tells all queues; what changes while it is on its way comes as an event. */
async function change(answer: Promise<PrintQueue[]>): Promise<boolean> {
  const list = await attempt(answer);
  if (list) queues = list;
  return list !== undefined;
}

export const answerPrint = (job: RowId, answer: PrintWord): Promise<boolean> =>
  change(call('print_answer', { job_id: job, answer }));

/** `jobs` of `null`: everything that is not over. */
export const takeBack = (printer: string, jobs: RowId[] | null): Promise<boolean> =>
  change(call('print_cancel', { printer, jobs }));

export const movePapers = (from: string, to: string, jobs: RowId[] | null): Promise<boolean> =>
  change(call('print_move', { from, to, jobs }));

let changing: Promise<void> = Promise.resolve();

/** One change after the other, each of what the one before it left. */
export function changePrinting(next: (now: PrintSettings) => PrintSettings): Promise<void> {
  changing = changing.then(async () => {
    if (station.settings) await changeSettings({ printing: next(station.settings.printing) });
  });
  return changing;
}
