// The real window without a mouse: once by the keyboard alone, from the first start to the saved labels; once by scans at
// a scanner's speed.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Key } from 'selenium-webdriver';
import { newestBatch, startPractice } from './practice.mjs';
import { openWindow, ROOT } from './window.mjs';

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

async function tabTo(testId) {
  for (let tries = 0; tries < 20; tries++) {
    if ((await focused()) === testId) return;
    await press(Key.TAB);
  }
  assert.fail(`Tab never reaches "${testId}"`);
}

/** As a scanner types: 8 ms between the characters, and an Enter. WebDriver waits until the page has taken each key, which
 * on a busy machine is slower than any scanner: the burst is dispatched inside the page instead. What a burst leaves in
 * text fields is for the tests in Chromium, whose keys are fast. */
async function scan(text) {
  await pause(PERSON_MS);
  await window.driver.executeScript(
    `for (const key of [...arguments[0], 'Enter']) {
       const next = performance.now() + 8;
       const code = key === 'Enter' ? key : /[0-9]/.test(key) ? 'Digit' + key : /[a-z]/i.test(key) ? 'Key' + key.toUpperCase() : '';
       const event = { key, code, shiftKey: /[A-Z]/.test(key), bubbles: true, cancelable: true };
       (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', event));
       while (performance.now() < next);
     }`,
    text,
  );
}

async function openOrders() {
  const { orders } = await window.rpc('orders_list');
  return orders.filter(
    (order) => order.problems.length === 0 && orders.filter((other) => other.number === order.number).length === 1,
  );
}

const noted = (kind, limitMs = 10_000) =>
  window.until(
    async () => (await window.isThere('scan-note')) && kind.test(await window.attribute('scan-note', 'data-kind')),
    `no answer ${kind} to the scan`,
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
      for (const key of order.number) await press(key);
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
    const [first, second, third] = await openOrders();

    await scan(first.number);
    await noted(/^selected$/);
    await scan('PBDOSHIP');
    await window.see('confirm-sheet');
    await window.until(async () => (await window.see('confirm-ship')).isEnabled(), 'the plan was drawn');
    await pause(2_500);
    await scan('PBDOSHIP');
    await batchIsDone();
    assert.equal((await newestBatch(window)).batch.counts.labelled, 1);

    // One scan, one label: the mode is set once, by a person at the keyboard.
    await press(Key.ESCAPE);
    await press('c', Key.ALT);
    await window.click('choice-ship');
    await press(Key.ESCAPE);
    await window.see('ships-on-scan');
    for (const order of [second, third]) {
      await scan(order.number);
      await noted(/^labelled$/, 60_000);
    }
    const batches = await window.rpc('batches_list', { text: null, before: null, limit: null });
    assert.deepEqual(batches.map(({ counts }) => [counts.orders, counts.labelled]), [[1, 1], [1, 1], [1, 1]], 'three scans, three labels');

    await scan('4006381333931');
    await noted(/^unknown$/);
    await pause(3_000);
    await noted(/^unknown$/);
    assert.match((await (await window.see('scan-note')).getAttribute('class')) ?? '', /stop|warn/, 'it looks wrong from afar');
    assert.equal(await window.attribute('scan-note', 'role'), 'alert');
    assert.match(await window.text('scan-read'), /4006381333931/, 'and says what was read');
    assert.equal((await window.rpc('batches_list', { text: null, before: null, limit: null })).length, 3, 'nothing was bought by it');
  });
});
