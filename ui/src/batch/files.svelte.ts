// Where the PDF of a batch was saved, as long as the window is open.
import type { RowId, SavedFile } from '../ipc/generated';

let saved = $state.raw<ReadonlyMap<RowId, SavedFile>>(new Map());

export const files = {
  of(batch: RowId): SavedFile | undefined {
    return saved.get(batch);
  },
  keep(batch: RowId, file: SavedFile) {
    saved = new Map(saved).set(batch, file);
  },
};
