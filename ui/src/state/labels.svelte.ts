// Pictures of labels. A label never changes, so what was drawn once is kept for a while.
import { call } from '../ipc/api';
import type { Preview, RowId } from '../ipc/generated';
import { outcome, type Outcome } from './notices.svelte';

/** Sharp enough to read the address on screen; about 60 KB a picture. */
export const PREVIEW_DPI = 150;
const PICTURES_MAX = 40;

const pictures = new Map<string, Promise<Outcome<Preview>>>();

export function labelPicture(label: RowId, page: number): Promise<Outcome<Preview>> {
  const key = `${label}/${page}`;
  const known = pictures.get(key);
  if (known) return known;
  const wanted = outcome(call('label_preview', { label_id: label, page, dpi: PREVIEW_DPI }));
  pictures.set(key, wanted);
  void wanted.then((answer) => {
    if (!answer.ok) pictures.delete(key);
  });
  const oldest = pictures.keys().next().value;
  if (pictures.size > PICTURES_MAX && oldest !== undefined) pictures.delete(oldest);
  return wanted;
}

export function forgetPictures(): void {
  pictures.clear();
}
