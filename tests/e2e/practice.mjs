// The main job in practice mode, as a packer does it: choose practice, select, ship, confirm, wait, save the labels.

/** About 240 orders against the simulator's pace and limits. */
const BATCH_LIMIT_MS = 180_000;

export async function startPractice(window) {
  await window.click('start-practice');
  await window.see('orders-grid');
  await window.until(() => window.isThere('order-row'), 'practice has no orders');
}

/** Selects every order, ships, and gives the finished batch as the station reports it. */
export async function shipAll(window) {
  await window.click('select-all');
  await window.click('ship-selected');
  await window.click('confirm-ship');
  await window.until(
    async () => (await window.isThere('batch-progress')) && (await window.attribute('batch-progress', 'data-state')) === 'done',
    'the batch did not finish',
    BATCH_LIMIT_MS,
  );
  return newestBatch(window);
}

export async function newestBatch(window) {
  const [newest] = await window.rpc('batches_list', { text: null, before: null, limit: 1 });
  return window.rpc('batch_detail', { batch_id: newest.id });
}

/** Saves the labels of the batch on the screen and gives the PDF's path. */
export async function saveLabels(window) {
  await window.click('save-pdf');
  // Not the text: WebDriver calls a text that is cut off on the screen invisible.
  return window.attribute('saved-path', 'title');
}
