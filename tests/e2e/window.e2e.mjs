// The real window ships practice orders; other programs (pdfinfo, pdftotext) say whether the labels are what History says.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { newestBatch, saveLabels, shipAll, startPractice } from './practice.mjs';
import { openWindow, ROOT } from './window.mjs';

const dataDir = mkdtempSync(join(tmpdir(), 'packbench-e2e-'));
let window;
let shipped;

before(async () => {
  window = await openWindow({ dataDir });
});

after(async () => {
  await window?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Carriers' label fonts have no pictures. */
function onPaper(orderNumber) {
  return orderNumber.replace(/\p{Extended_Pictographic}/gu, '').trim();
}

/** A picture of the window where a test failed. */
async function seen(name, scenario) {
  try {
    await scenario();
  } catch (error) {
    await window.screenshot(resolve(ROOT, `out/e2e-${name}.png`)).catch(() => {});
    throw error;
  }
}

test('ships every practice order and says what became of each', () =>
  seen('ship', async () => {
    await startPractice(window);
    shipped = await shipAll(window);
    const { counts } = shipped.batch;
    assert.ok(counts.orders >= 200, `about 240 practice orders, not ${counts.orders}`);
    assert.equal(counts.labelled + counts.refused + counts.left_out, counts.orders, 'nothing is waiting, nothing unknown');
    assert.ok(counts.labelled > 0 && counts.refused + counts.left_out > 0, 'practice shows both, labels and refusals');
    assert.equal(
      Number(await window.attribute('batch-counts', 'data-labelled')),
      counts.labelled,
      'the screen says what the station says',
    );
    for (const order of shipped.orders.filter((one) => one.state === 'refused')) {
      assert.ok(order.message, `${order.order_number} was refused: the packer is told why`);
    }
  }));

test('the saved PDF holds exactly the labels of the history', () =>
  seen('labels', async () => {
    const pdf = await saveLabels(window);
    const labelled = shipped.orders.filter((order) => order.state === 'labelled');
    const expected = labelled.flatMap((order) => order.labels.flatMap((label) => Array(label.pages).fill(onPaper(order.order_number))));

    const pages = Number(/^Pages:\s+(\d+)$/m.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))?.[1]);
    assert.equal(pages, expected.length, 'one page for each page of each stored label');

    const texts = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
    const numbers = texts.map((text) => /^ *Order (.*)$/m.exec(text)?.[1].trim());
    assert.deepEqual(numbers, expected, 'each page bears its order number, in the order of the batch');
  }));

test('the window may call the station and nothing else', () =>
  seen('fence', async () => {
    const info = await window.rpc('station_info');
    assert.equal(info.mode, 'practice');
    for (const command of ['plugin:window|close', 'plugin:event|emit', 'plugin:webview|create_webview_window', 'plugin:path|resolve_directory']) {
      const { error } = await window.invokeRaw(command);
      assert.match(error ?? 'it was allowed', /not allowed|denied/i, command);
    }
  }));

test('after a restart the batch is in History with its labels', async () => {
  await window.close();
  window = await openWindow({ dataDir });
  await seen('history', async () => {
    await window.click('nav-history');
    await window.see('history-batch');
    assert.equal(await window.attribute('history-batch', 'data-batch'), `${shipped.batch.id}`, 'the batch is listed');
    await window.see('label-preview');
    const again = await newestBatch(window);
    assert.deepEqual(again.batch.counts, shipped.batch.counts, 'nothing was lost by closing');
  });
});

test('a data folder that cannot be used is said in words', async () => {
  await window.close();
  const file = join(dataDir, 'a-file');
  writeFileSync(file, 'not a folder');
  window = await openWindow({ dataDir: file });
  await seen('no-folder', async () => {
    await window.see('error-note');
    assert.ok((await window.text('error-note')).includes(file), 'the folder is named');
  });
});
