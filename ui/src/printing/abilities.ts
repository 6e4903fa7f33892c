// What a printer says it can do, beside how it was set up. Pure.
import type { PrinterAbilities, PrinterMedia, PrinterSetup } from '../ipc/generated';
import { PAPERS } from './setup';

type Size = readonly [number, number];

/** Drivers round. */
const SAME_MM = 1;
/** A head of 8 dots per mm is called 200 or 203. */
const SAME_DPI = 5;

const near = (a: Size, b: Size) => Math.abs(a[0] - b[0]) <= SAME_MM && Math.abs(a[1] - b[1]) <= SAME_MM;
const isSamePaper = (a: Size, b: Size) => near(a, b) || near(a, [b[1], b[0]]);

/** Papers of the printer that have no name of ours yet. */
export const ownMedia = (told: PrinterAbilities | null): PrinterMedia[] =>
  (told?.media ?? []).filter((paper) => !Object.values(PAPERS).some((known) => near(known, paper.mm)));

/** The printer's own paper that was chosen, by its place in [`ownMedia`]; -1: none of them. */
export const chosenMedia = (media: readonly PrinterMedia[], paper: PrinterSetup['paper_mm']): number =>
  paper === null ? -1 : media.findIndex(({ mm }) => mm[0] === paper[0] && mm[1] === paper[1]);

export type SetupDoubt = 'paper' | 'dpi' | 'format';

/** What was chosen and the printer does not name. Where it names nothing there is no doubt. */
export function doubts(setup: PrinterSetup, told: PrinterAbilities | null): SetupDoubt[] {
  if (told === null) return [];
  const found: SetupDoubt[] = [];
  const { paper_mm } = setup;
  const papers = told.media.map(({ mm }) => mm);
  if (paper_mm && papers.length > 0 && !papers.some((mm) => isSamePaper(mm, paper_mm))) found.push('paper');
  // Its driver draws at its own fineness; ZPL is drawn here.
  const zpl = setup.language === 'zpl';
  if (zpl && told.dpi.length > 0 && !told.dpi.some((dpi) => Math.abs(dpi - setup.dpi) <= SAME_DPI))
    found.push('dpi');
  const mime = setup.asks_for === 'png' ? 'image/png' : 'application/pdf';
  if (!zpl && told.formats.length > 0 && !told.formats.includes(mime)) found.push('format');
  return found;
}
