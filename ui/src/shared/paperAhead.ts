// Which printers the papers of orders will go to, and what keeps each of them from printing. Pure: said before money is
// spent. Where a paper goes is decided by the engine (print/route.rs); this follows the same settings.
import type {
  OrderRow,
  PaperKind,
  PrinterInfo,
  PrintJobInfo,
  PrintQueue,
  PrintSettings,
  Settings,
} from '../ipc/generated';

export type PrinterTrouble = 'missing' | 'stopped' | 'rejecting' | 'asks' | 'stands';

export interface PaperAhead {
  printer: string;
  kinds: readonly PaperKind[];
  /** As the spooler lists it; `undefined`: it does not, or was not asked. */
  info: PrinterInfo | undefined;
  trouble: PrinterTrouble | null;
  /** The spooler's own words for it. */
  words: string | null;
}

/** Missing or failed papers hold those behind them; one that may be doubled holds nothing. */
export const holds = (job: PrintJobInfo): boolean => job.asks === 'failed' || job.asks === 'missing';

/** What these orders can need. How large a label is shows when it comes: its other printer counts too. */
export function kindsFor(
  settings: Settings,
  orders: readonly Pick<OrderRow, 'customs' | 'wemasy'>[],
): PaperKind[] {
  const { routes, slips } = settings.printing;
  const kinds: PaperKind[] = ['label'];
  if (routes.some((route) => route.kind === 'large_label')) kinds.push('large_label');
  if (orders.some((order) => order.customs)) kinds.push('customs');
  const ownSlips = settings.auto_print && slips !== 'none';
  if (ownSlips || (settings.slip_with_label && orders.some((order) => order.wemasy))) kinds.push('slip');
  return kinds;
}

/** The printer of the settings for this kind of paper; `null`: nobody chose one. */
export function routed(
  settings: { printing: Pick<PrintSettings, 'routes'>; label_printer: string | null },
  kind: PaperKind,
): string | null {
  const own = (of: PaperKind) => settings.printing.routes.find((route) => route.kind === of)?.printer;
  // A page of office paper: with the customs papers rather than on a roll of labels.
  const printer = own(kind) ?? (kind === 'report' ? own('customs') : undefined);
  return printer ?? settings.label_printer;
}

/** `printers` of `null`: not asked yet, so none of them is missing. */
export function papersAhead(
  settings: Settings,
  orders: readonly Pick<OrderRow, 'customs' | 'wemasy'>[],
  printers: readonly PrinterInfo[] | null,
  queues: readonly PrintQueue[],
): PaperAhead[] {
  const kindsOf = new Map<string, PaperKind[]>();
  for (const kind of kindsFor(settings, orders)) {
    const printer = routed(settings, kind);
    if (printer !== null) kindsOf.set(printer, [...(kindsOf.get(printer) ?? []), kind]);
  }
  return [...kindsOf].map(([printer, kinds]) => {
    const info = printers?.find((known) => known.name === printer);
    const queue = queues.find((known) => known.printer === printer);
    const trouble = printers !== null && !info ? 'missing' : troubleOf(info, queue);
    const words = trouble === 'stands' ? (queue?.stands ?? null) : (info?.message ?? null);
    return { printer, kinds, info, trouble, words };
  });
}

function troubleOf(info: PrinterInfo | undefined, queue: PrintQueue | undefined): PrinterTrouble | null {
  if (info?.state === 'stopped') return 'stopped';
  if (info && !info.accepts_jobs) return 'rejecting';
  if (queue?.asking.some(holds)) return 'asks';
  return queue && queue.stands !== null ? 'stands' : null;
}
