// The real window without a mouse: once by the keyboard alone, from the first start to the saved labels; once by scans alone,
// typed into the display at a scanner's speed.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Key } from 'selenium-webdriver';
import { newestBatch, startPractice } from './practice.mjs';
import { openWindow, ROOT } from './window.mjs';
import { focusWindow, key, slowestGap, typeAsScanner } from './xkeys.mjs';

let dataDir;
let window;

async function open() {
  dataDir = mkdtempSync(join(tmpdir(), 'packbench-e2e-'));
  window = await openWindow({ dataDir });
}

afterEach(async () => {
  await window?.close();
  window = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

async function seen(name, scenario) {
  try {
    await scenario();
  } catch (error) {
    await window.screenshot(resolve(ROOT, `out/e2e-${name}.png`)).catch(() => {});
    throw error;
  }
}

/** Longer than a slow scanner's lag: an Enter after this is a person's, and a scan is no echo of the one before. */
const PERSON_MS = 600;

const focused = () =>
  window.driver.executeScript(
    `const at = document.activeElement;
     return at === null || at === document.body ? null : (at.dataset.testid ?? at.closest('[data-testid]')?.dataset.testid ?? at.tagName);`,
  );

/** One key of a person, and the focus is somewhere afterwards. */
async function press(key, modifier) {
  const actions = window.driver.actions({ async: true });
  await (modifier
    ? actions.keyDown(modifier).sendKeys(key).keyUp(modifier)
    : actions.sendKeys(key)
  ).perform();
  const lost = 'the focus is lost';
  await window.until(async () => (await focused()) !== null, lost, 2_000);
}

async function tabTo(testId, pressTab = () => press(Key.TAB)) {
  for (let tries = 0; tries < 20; tries++) {
    if ((await focused()) === testId) return;
    await pressTab();
  }
  assert.fail(`Tab never reaches "${testId}"`);
}

/** With shorter gaps between the keys going down and up, what is typed is a scan by any of the product's limits
 * (ui/src/shared/scan.ts). */
const SURELY_A_SCAN_MS = 15;
const SCANS_MAX = 5;

/** A scan of its own (no echo of the one before, and nobody typed just now), and what must come of it. A machine that is
 * too busy to type it at a scanner's speed scans again, as a person would; one that did has no excuse. */
async function scan(text, comesOfIt) {
  for (let tries = 1; ; tries++) {
    await pause(PERSON_MS);
    const gap = await slowestGap(window, () => typeAsScanner(text));
    try {
      return await comesOfIt();
    } catch (error) {
      if (gap <= SURELY_A_SCAN_MS || tries === SCANS_MAX) throw error;
    }
    while (!(await window.isThere('confirm-sheet')) && (await window.attribute('search', 'value')) !== '') {
      await key('Escape');
      await pause(PERSON_MS);
    }
  }
}

async function openOrders() {
  const { orders } = await window.rpc('orders_list');
  return orders.filter(
    (order) => order.problems.length === 0 && orders.filter((other) => other.number === order.number).length === 1,
  );
}

/** The answer to the scan of `text`: what was said about the one before may still stand there. */
const noted = (kind, text, limitMs = 10_000) =>
  window.until(
    () =>
      window.driver.executeScript(
        `const note = document.querySelector('[data-testid="scan-note"]');
         return note?.dataset.kind === arguments[0] && note.textContent.includes(arguments[1]);`,
        kind,
        text,
      ),
    `no answer "${kind}" to the scan of ${text}`,
    limitMs,
  );

const batchIsDone = () =>
  window.until(
    async () => (await window.isThere('batch-progress')) && (await window.attribute('batch-progress', 'data-state')) === 'done',
    'the batch did not finish',
    90_000,
  );

test('from the first start to saved labels by the keyboard alone', async () => {
  await open();
  await seen('keyboard', async () => {
    await window.see('start-practice');
    await tabTo('start-practice');
    await press(Key.ENTER);
    await window.until(() => window.isThere('order-row'), 'practice has no orders');
    await window.until(async () => (await focused()) === 'search', 'the search field has the focus', 10_000);

    // Two orders of the list, looked at and chosen.
    const [first, second] = await openOrders();
    for (const order of [first, second]) {
      for (const sign of order.number) await press(sign);
      await pause(PERSON_MS);
      await press(Key.ENTER);
      await window.until(async () => (await window.attribute('search', 'value')) === '', 'the order was chosen');
    }
    assert.match(await window.text('selected-count'), /2/);
    await pause(PERSON_MS);
    await press(Key.ENTER);
    await window.see('confirm-sheet');
    await window.until(async () => (await window.see('confirm-ship')).isEnabled(), 'the plan was drawn');
    await pause(PERSON_MS);
    await press(Key.ENTER);
    await batchIsDone();
    const { batch } = await newestBatch(window);
    assert.deepEqual([batch.counts.orders, batch.counts.labelled], [2, 2]);

    await press('s', Key.CONTROL);
    const path = await window.attribute('saved-path', 'title');
    assert.ok(existsSync(path), 'the labels are in the file that the screen names');
    await press(Key.ESCAPE);
    await window.see('orders-grid');
    assert.equal(await focused(), 'search', 'ready for the next order');
  });
});

test('scans alone: choose, ship by card, one scan one label, and a wrong scan stays', async () => {
  await open();
  await seen('scanner', async () => {
    await startPractice(window);
    await focusWindow();
    const [first, second, third] = await openOrders();

    await scan(first.number, () => noted('selected', first.number));
    await scan('PBDOSHIP', () => window.see('confirm-sheet', 10_000));
    await window.until(async () => (await window.see('confirm-ship')).isEnabled(), 'the plan was drawn');
    await pause(2_500);
    await scan('PBDOSHIP', () => window.see('batch-progress', 10_000));
    await batchIsDone();
    assert.equal((await newestBatch(window)).batch.counts.labelled, 1);

    // One scan, one label. No card sets this: it makes every scan cost money, so a person does, once, at the keyboard.
    await pause(PERSON_MS);
    await key('Escape');
    await key('ctrl+alt+s');
    await window.see('scanner-sheet');
    await tabTo('choice-ship', () => key('Tab'));
    await key('space');
    await key('Escape');
    await window.see('ships-on-scan');
    for (const order of [second, third]) {
      await scan(order.number, () => noted('labelled', order.number, 30_000));
    }
    const batches = await window.rpc('batches_list', { text: null, before: null, limit: null });
    assert.deepEqual(batches.map(({ counts }) => [counts.orders, counts.labelled]), [[1, 1], [1, 1], [1, 1]], 'three scans, three labels');

    await scan('4006381333931', () => noted('unknown', '4006381333931'));
    await pause(3_000);
    await noted('unknown', '4006381333931');
    assert.match((await (await window.see('scan-note')).getAttribute('class')) ?? '', /stop|warn/, 'it looks wrong from afar');
    assert.equal(await window.attribute('scan-note', 'role'), 'alert');
    assert.match(await window.text('scan-read'), /4006381333931/, 'and says what was read');
    assert.equal((await window.rpc('batches_list', { text: null, before: null, limit: null })).length, 3, 'nothing was bought by it');
  });
});
