// `make run` without a display: what a newcomer would click, in the real window, leaving a picture and the labels.
import { copyFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { saveLabels, shipAll, startPractice } from './practice.mjs';
import { openWindow, ROOT } from './window.mjs';

const out = resolve(ROOT, 'out');
const dataDir = resolve(out, 'demo-station');
const [picture, labels] = [resolve(out, 'packbench.png'), resolve(out, 'labels.pdf')];

rmSync(dataDir, { recursive: true, force: true });
const window = await openWindow({ dataDir });
try {
  await startPractice(window);
  const { batch } = await shipAll(window);
  copyFileSync(await saveLabels(window), labels);
  await window.screenshot(picture);
  const { orders, labelled, refused, left_out: leftOut } = batch.counts;
  console.log(`Shipped ${orders} practice orders: ${labelled} labels, ${refused} refused, ${leftOut} left out by the check.`);
  console.log(`Screenshot: ${picture}`);
  console.log(`Labels:     ${labels}`);
} catch (error) {
  await window.screenshot(resolve(out, 'failed.png')).catch(() => {});
  throw error;
} finally {
  await window.close();
}
