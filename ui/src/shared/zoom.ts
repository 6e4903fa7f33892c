// How large a label is shown, and how finely it has to be drawn for that. Pure.

/** 1 is the label's own size. */
export type Zoom = 'fit' | 1 | 2 | 4;
export const ZOOMS: readonly Zoom[] = ['fit', 1, 2, 4];

export interface Size {
  width: number;
  height: number;
}

/** CSS pixels per inch. */
const CSS_PER_INCH = 96;
/** What the engine draws. */
const DPI = { least: 36, most: 600 };

/** A page in inches, from a picture of it. */
export const pageOf = (picture: { width_px: number; height_px: number }, dpi: number): Size => ({
  width: picture.width_px / dpi,
  height: picture.height_px / dpi,
});

/** The scale at which a page stands whole in a box of CSS pixels; never larger than the largest step. */
export function scaleOf(zoom: Zoom, page: Size, box: Size): number {
  if (zoom !== 'fit') return zoom;
  const fits = Math.min(box.width / page.width, box.height / page.height) / CSS_PER_INCH;
  return Math.min(4, Math.max(0.1, fits));
}

/** One dot of the drawing is one dot of the screen, as far as the engine draws so finely. */
export const dpiFor = (scale: number, dotsPerPixel: number): number =>
  Math.min(DPI.most, Math.max(DPI.least, Math.round(CSS_PER_INCH * scale * dotsPerPixel)));

/** In CSS pixels: as wide as its dots are on the screen, so that nothing is drawn between them. */
export function shownWidth(widthPx: number, dpi: number, scale: number, dotsPerPixel: number): number {
  const exact = dpi === Math.round(CSS_PER_INCH * scale * dotsPerPixel);
  return exact ? widthPx / dotsPerPixel : (widthPx / dpi) * CSS_PER_INCH * scale;
}

/** The next step from what is seen now: what fits may lie between two. */
export function step(zoom: Zoom, scale: number, up: boolean): Zoom {
  const steps = ZOOMS.filter((known) => known !== 'fit');
  const next = up ? steps.find((known) => known > scale) : steps.findLast((known) => known < scale);
  return next ?? (up ? zoom : 'fit');
}
