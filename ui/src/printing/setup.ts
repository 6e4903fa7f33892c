// How printers are set up, as the settings keep it: nothing is kept of what nobody changed. Pure.
import type { PaperKind, PrinterSetup, PrintSettings } from '../ipc/generated';

/** As the engine feeds a printer that nobody said anything about. */
export const unset = (printer: string): PrinterSetup => ({
  printer,
  language: 'driver',
  dpi: 203,
  paper_mm: null,
  turns: 0,
  offset_mm: [0, 0],
  copies: 1,
  asks_for: 'pdf',
});

export const setupOf = (printing: PrintSettings, printer: string): PrinterSetup =>
  printing.setups.find((setup) => setup.printer === printer) ?? unset(printer);

export const isUnset = (setup: PrinterSetup): boolean => {
  const plain = unset(setup.printer);
  return (
    setup.language === plain.language &&
    setup.dpi === plain.dpi &&
    setup.paper_mm === null &&
    setup.turns === plain.turns &&
    setup.offset_mm.every((offset) => offset === 0) &&
    setup.copies === plain.copies &&
    setup.asks_for === plain.asks_for
  );
};

export function withSetup(printing: PrintSettings, setup: PrinterSetup): PrintSettings {
  const others = printing.setups.filter((known) => known.printer !== setup.printer);
  return { ...printing, setups: isUnset(setup) ? others : [...others, setup] };
}

/** `null`: with the labels. */
export function withRoute(printing: PrintSettings, kind: PaperKind, printer: string | null): PrintSettings {
  const others = printing.routes.filter((route) => route.kind !== kind);
  return { ...printing, routes: printer === null ? others : [...others, { kind, printer }] };
}

/** What was said about the printer goes with it. */
export function withoutOwn(printing: PrintSettings, address: string): PrintSettings {
  return {
    ...printing,
    own: printing.own.filter((known) => known !== address),
    setups: printing.setups.filter((setup) => setup.printer !== address),
    routes: printing.routes.filter((route) => route.printer !== address),
  };
}

export const PAPERS = {
  a6: [105, 148],
  four_by_six: [101.6, 152.4],
  roll: [102, 210],
  a5: [148, 210],
  a4: [210, 297],
} as const satisfies Record<string, readonly [number, number]>;

export type PaperChoice = keyof typeof PAPERS | 'queue' | 'own';

export function paperChoice(paper: PrinterSetup['paper_mm']): PaperChoice {
  if (paper === null) return 'queue';
  const found = Object.entries(PAPERS).find(([, size]) => size[0] === paper[0] && size[1] === paper[1]);
  return found ? (found[0] as keyof typeof PAPERS) : 'own';
}

export type AddressTrouble = 'kind' | 'host' | 'port' | 'path' | 'known';

/** The address of a printer of the station's own, or what is wrong with it. */
export function ownAddress(text: string, known: readonly string[]): { address: string } | AddressTrouble {
  const address = text.trim();
  if (known.includes(address)) return 'known';
  const folder = /^folder:\/\/(.*)$/.exec(address)?.[1];
  if (folder !== undefined) return /^\/[^/]/.test(folder) ? { address } : 'path';
  const place = /^tcp:\/\/(.*)$/.exec(address)?.[1];
  if (place === undefined) return 'kind';
  const [, host = '', port = ''] = /^(.*?)(?::([^:\]]*))?$/.exec(place) ?? [];
  if (!/^([\w.-]+|\[[\da-f:.]+\])$/i.test(host)) return 'host';
  return /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535 ? { address } : 'port';
}
