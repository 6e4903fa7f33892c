// Pictures of labels. A label never changes, so what was drawn once is kept for a while.
import { call } from '../ipc/api';
import type { Preview, RowId } from '../ipc/generated';
import { Wishes } from '../shared/wishes';
import { outcome, type Outcome } from './notices.svelte';

/** Sharp enough to read the address on screen; about 60 KB a picture. */
export const PREVIEW_DPI = 150;
const PICTURES_MAX = 40;

/** As small as the engine draws; 38 px high it is sharp on a fine screen too. About 3 KB a picture. */
const THUMB_DPI = 36;
const THUMBS_MAX = 400;
/** The engine draws while labels are bought and printed: pictures take turns. */
const THUMBS_AT_ONCE = 2;
const THUMB_PATIENCE_MS = 90;

const pictures = new Map<string, Promise<Outcome<Preview>>>();

/** By their fineness too: each step of a zoom is drawn anew, so that bars stay sharp. */
export function labelPicture(label: RowId, page: number, dpi = PREVIEW_DPI): Promise<Outcome<Preview>> {
  const key = `${label}/${page}/${dpi}`;
  const known = pictures.get(key);
  if (known) return known;
  const wanted = outcome(call('label_preview', { label_id: label, page, dpi }));
  pictures.set(key, wanted);
  void wanted.then((answer) => {
    if (!answer.ok) pictures.delete(key);
  });
  const oldest = pictures.keys().next().value;
  if (pictures.size > PICTURES_MAX && oldest !== undefined) pictures.delete(oldest);
  return wanted;
}

/** For rows of lists. */
export const thumbs = new Wishes<RowId, string>({
  load: async (label) => {
    const answer = await outcome(call('label_preview', { label_id: label, page: 0, dpi: THUMB_DPI }));
    return answer.ok ? `data:image/png;base64,${answer.value.png_base64}` : undefined;
  },
  atOnce: THUMBS_AT_ONCE,
  keep: THUMBS_MAX,
  patienceMs: THUMB_PATIENCE_MS,
  after: (ms, work) => setTimeout(work, ms),
});

export function forgetPictures(): void {
  pictures.clear();
  thumbs.forget();
}
