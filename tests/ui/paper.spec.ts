import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Host } from './host';

// Printing as the window shows it. The practice printers: one for labels, one for the office, one that is paused.

const LABELS = 'Practice_label_printer';
const OFFICE = 'Practice_office_printer';
const PAUSED = 'Practice_paused_printer';

interface Settings {
  label_printer: string | null;
  theme: string;
  printing: { setups: object[]; routes: object[]; own: string[] };
}

const settings = (host: Host) => host.call('settings_get') as Promise<Settings>;

async function printOn(host: Host, page: Page, label_printer: string): Promise<void> {
  await host.call('settings_set', { ...(await settings(host)), label_printer });
  await page.reload();
  await expect(page.getByTestId('orders-grid')).toBeVisible();
}

/** Ships the first orders that are ready and waits for their labels; answers how many came. */
async function ship(page: Page, orders: number): Promise<number> {
  await page.getByTestId('tab-ready').click();
  await page.getByTestId('orders-grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  for (let step = 1; step < orders; step++) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByTestId('selected-count')).toContainText(String(orders));
  await page.getByTestId('ship-selected').click();
  await page.getByTestId('confirm-ship').click();
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 40_000 });
  const labelled = Number(await page.getByTestId('batch-counts').getAttribute('data-labelled'));
  expect(labelled, 'there is something to print').toBeGreaterThan(1);
  return labelled;
}

async function printBatch(page: Page): Promise<void> {
  await page.getByTestId('print-labels').click();
  await expect(page.getByTestId('print-job')).toBeVisible();
}

const queue = (page: Page, printer: string) =>
  page.locator(`[data-testid=print-queue][data-printer=${printer}]`);
const done = (page: Page, printer: string) =>
  page.locator(`[data-testid=print-row][data-printer=${printer}][data-state=done]`);

test('a stopped printer says why, and the rest goes to another one in the same order', async ({
  host,
  practice: page,
}) => {
  await printOn(host, page, PAUSED);
  await ship(page, 6);
  await printBatch(page);
  await expect(page.getByTestId('print-job')).toHaveAttribute('data-state', /waiting|held/);
  await expect(page.getByTestId('print-line'), 'the strip says that it stands').toContainText('staat stil');

  await page.getByTestId('print-line').click();
  const standing = queue(page, PAUSED);
  await expect(standing).toHaveAttribute('data-state', 'stands');
  await expect(standing.getByTestId('queue-why')).toContainText('de wachtrij staat op pauze');
  const waiting = Number(await standing.getByTestId('queue-counts').getAttribute('data-waiting'));
  expect(waiting).toBeGreaterThan(1);
  const titles = await page
    .getByTestId('print-row')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-title')));

  await page.keyboard.press('Alt+y');
  const sheet = page.getByTestId('move-sheet');
  await expect(sheet.getByLabel(LABELS), 'one that works is proposed').toBeChecked();
  await expect(sheet.getByLabel(PAUSED), 'nothing goes where it stands already').toHaveCount(0);
  await page.getByTestId('move-do').click();
  await expect(page.getByTestId('nothing-waits')).toBeVisible({ timeout: 30_000 });
  await expect(done(page, LABELS)).toHaveCount(waiting);
  const printed = await done(page, LABELS).evaluateAll((rows) =>
    rows.map((row) => row.getAttribute('data-title')),
  );
  expect(printed, 'nothing changed places').toEqual(titles);
  await expect(page.getByTestId('print-line')).toHaveCount(0);
});

test('one paper is given to another printer or taken back, the rest stays', async ({
  host,
  practice: page,
}) => {
  await printOn(host, page, PAUSED);
  await ship(page, 4);
  await printBatch(page);
  await page.getByTestId('nav-print').click();
  const counts = queue(page, PAUSED).getByTestId('queue-counts');
  await expect(counts).toHaveAttribute('data-waiting', /[2-9]/);
  const waiting = Number(await counts.getAttribute('data-waiting'));
  const rows = page.getByTestId('print-row');
  await rows.nth(1).click();
  const number = await rows.nth(1).getByRole('gridcell').nth(1).textContent();
  await expect(page.getByTestId('chosen-paper'), 'said in words').toContainText(number?.trim() ?? '-');
  await page.keyboard.press('Alt+Shift+Y');
  await expect(page.getByTestId('move-sheet')).toContainText(number?.trim() ?? '-');
  await page.getByTestId('move-do').click();
  await expect(done(page, LABELS)).toHaveCount(1, { timeout: 20_000 });
  await expect(counts).toHaveAttribute('data-waiting', String(waiting - 1));
  await expect(page.getByTestId('chosen-paper').getByTestId('one-move'), 'what is over stays').toHaveCount(0);

  await page.getByTestId('print-jobs').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByTestId('one-take-back')).toBeVisible();
  await page.keyboard.press('Alt+Shift+U');
  await expect(counts).toHaveAttribute('data-waiting', String(waiting - 2));
  await expect(page.getByText('Teruggenomen')).toHaveCount(2);
});

test('before money is spent every printer that these orders need is looked at', async ({
  host,
  practice: page,
}) => {
  const now = await settings(host);
  const routes = [
    { kind: 'customs', printer: PAUSED },
    { kind: 'large_label', printer: 'Gone' },
  ];
  const changed = { ...now, label_printer: LABELS, printing: { ...now.printing, routes } };
  await host.call('settings_set', changed);
  await page.reload();
  await page.getByTestId('tab-ready').click();
  await page.getByTestId('orders-grid').focus();
  await page.keyboard.press('Control+a');
  await page.getByTestId('ship-selected').click();
  const ahead = (name: string) => page.locator(`[data-testid=printer-ahead][data-printer="${name}"]`);
  await expect(ahead(LABELS)).toBeVisible();
  await expect(ahead(LABELS)).not.toHaveAttribute('data-trouble');
  await expect(ahead(PAUSED), 'some of them leave the union').toHaveAttribute('data-trouble', 'stopped');
  await expect(ahead(PAUSED)).toContainText('Douanepapieren');
  await expect(ahead('Gone')).toHaveAttribute('data-trouble', 'missing');
  await expect(page.getByText('2 printers niet klaar')).toBeVisible();
  await page.keyboard.press('Escape');

  await host.call('settings_set', { ...changed, label_printer: OFFICE, printing: now.printing });
  await page.reload();
  await page.getByTestId('tab-ready').click();
  await page.getByTestId('orders-grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.getByTestId('ship-selected').click();
  await expect(ahead(OFFICE), 'only the printers that are needed').toBeVisible();
  await expect(page.getByTestId('printer-ahead')).toHaveCount(1);
});

test('older print jobs come as somebody scrolls', async ({ host, practice: page }) => {
  for (let job = 0; job < 210; job++) await host.call('print_test', { printer: PAUSED });
  await page.reload();
  await page.getByTestId('nav-print').click();
  const list = page.getByTestId('print-jobs');
  await expect(list).toHaveAttribute('aria-rowcount', '201');
  expect(await page.getByTestId('print-row').count(), 'only what is seen is drawn').toBeLessThan(60);
  await list.getByRole('rowgroup').evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(list, 'with the head').toHaveAttribute('aria-rowcount', '211');
  await list.getByRole('rowgroup').evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(page.locator('[data-testid=print-row][aria-rowindex="211"]')).toBeVisible();
});

test('the rest of a queue is taken back after one more question', async ({ host, practice: page }) => {
  await printOn(host, page, PAUSED);
  await ship(page, 3);
  await printBatch(page);
  await page.keyboard.press('Alt+7');
  await expect(queue(page, PAUSED)).toBeVisible();
  await page.getByTestId('queue-take-back').click();
  await page.keyboard.press('Escape');
  await expect(queue(page, PAUSED), 'nothing happened yet').toBeVisible();
  await page.getByTestId('queue-take-back').click();
  await page.getByTestId('take-back-do').click();
  await expect(page.getByTestId('nothing-waits')).toBeVisible();
  await expect(page.locator('[data-testid=print-row]:not([data-state=cancelled])')).toHaveCount(0);
});

test('what nobody can tell is asked, in one place, and holds what is behind it', async ({
  host,
  practice: page,
}) => {
  test.setTimeout(90_000);
  await printOn(host, page, LABELS);
  await ship(page, 16);
  await printBatch(page);
  await expect(page.getByTestId('print-job')).toHaveAttribute('data-state', /queued|printing/);
  await page.goto('about:blank');
  await host.stop();
  // The practice printers forget their jobs with the program, as a print service may.
  await host.start();
  await page.goto(host.url);
  const line = page.getByTestId('print-line');
  await expect(line).toContainText('Kijk bij printer', { timeout: 20_000 });
  await line.click();
  const questions = page.getByTestId('print-question');
  await expect(questions.first()).toContainText('eruit?');
  await expect(queue(page, LABELS)).toHaveAttribute('data-state', 'asks');
  const asked = await questions.count();
  await expect(page.getByTestId('nav-print'), 'the rail counts them').toContainText(String(asked));
  const first = await questions.first().getAttribute('data-job');
  const title = ((await host.call('print_queues')) as { asking: { title: string }[] }[])[0]?.asking[0]?.title;

  await questions.first().getByTestId('answer-again').click();
  await expect(page.locator(`[data-testid=print-question][data-job="${first ?? ''}"]`)).toHaveCount(0);
  for (let left = asked - 1; left > 0; left--) {
    await expect(questions).toHaveCount(left);
    // A key that is held must not answer the next question too.
    await page.waitForTimeout(600);
    await page.keyboard.press('Alt+j');
  }
  await expect(page.getByTestId('nothing-waits'), 'the rest goes on').toBeVisible({ timeout: 30_000 });
  const again = page.locator(`[data-testid=print-row][data-title="${title ?? ''}"][data-state=done]`);
  await expect(again, 'what was missing came out once').toHaveCount(1);
});

test('a batch on office paper begins at the first free place', async ({ host, practice: page }) => {
  await printOn(host, page, LABELS);
  const labels = await ship(page, 4);
  await page.keyboard.press('Alt+a');
  const sentence = page.getByTestId('sheets-sentence');
  await expect(sentence).toContainText('A4');
  const before = await sentence.textContent();
  await page.getByTestId('sheets-place-0').focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('sheets-place-3')).toBeChecked();
  if (labels > 1) await expect(sentence, 'three places are used up').not.toHaveText(before ?? '');
  await page.getByTestId('choice-two_a5').click();
  await expect(page.getByTestId('sheets-place-1'), 'this sheet has two').toBeChecked();
  await expect(page.getByTestId('sheets-printer'), 'not where the labels are').toHaveValue(OFFICE);
  await page.getByTestId('sheets-print').click();
  await page.getByTestId('nav-print').click();
  await expect(done(page, OFFICE), 'all sheets are one job').toHaveCount(1, { timeout: 30_000 });
});

test('a packing slip of the order at hand', async ({ host, practice: page }) => {
  await printOn(host, page, LABELS);
  await page.getByTestId('order-row').nth(1).click();
  await page.keyboard.press('Alt+i');
  await expect(page.getByText('1 opdracht naar de printer')).toBeVisible();
  await page.getByTestId('print-slip').click();
  await page.getByTestId('nav-print').click();
  await expect(done(page, LABELS)).toHaveCount(2, { timeout: 30_000 });
  await expect(page.getByTestId('print-row').first()).toContainText('Pakbon');
});

test('printers keep what was said about them, and nothing else', async ({ host, practice: page }) => {
  const before = (await settings(host)).printing;
  await page.getByTestId('nav-settings').click();
  await page.locator(`[data-testid=printer-setup][data-printer=${LABELS}]`).click();
  const sheet = page.getByTestId('setup-sheet');
  await sheet.getByTestId('choice-zpl').first().click();
  await sheet.getByTestId('choice-300').click();
  await sheet.getByTestId('choice-2').click();
  await sheet.getByTestId('setup-paper').selectOption('own');
  await sheet.getByTestId('setup-width').fill('100');
  await sheet.getByTestId('setup-width').press('Tab');
  await sheet.getByTestId('setup-down').fill('-2.5');
  await sheet.getByTestId('setup-down').press('Tab');
  await sheet.getByTestId('setup-right').fill('900');
  await sheet.getByTestId('setup-right').press('Tab');
  await expect(sheet.getByTestId('setup-right'), 'no paper is that wide').toHaveValue('0');
  await sheet.getByTestId('setup-copies').selectOption('2');
  await sheet.getByTestId('setup-test').click();
  await expect(page.getByText('1 opdracht naar de printer')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await page.getByTestId('route-slip').selectOption(OFFICE);
  await page.getByTestId('own-address').fill('printer');
  await page.getByTestId('own-add').click();
  await expect(page.getByTestId('own-said')).toContainText('tcp://');
  await page.getByTestId('own-address').fill('tcp://127.0.0.1:9');
  await page.getByTestId('own-add').click();
  await expect(page.getByTestId('own-remove')).toBeVisible();
  await page.getByTestId('option-separator').check();

  await page.reload();
  await page.getByTestId('nav-settings').click();
  await expect(page.getByTestId('route-slip')).toHaveValue(OFFICE);
  await expect(page.getByTestId('option-separator')).toBeChecked();
  await page.locator(`[data-testid=printer-setup][data-printer=${LABELS}]`).click();
  await expect(sheet.getByTestId('setup-paper')).toHaveValue('own');
  await expect(sheet.getByTestId('setup-width')).toHaveValue('100');
  await expect(sheet.getByTestId('setup-down')).toHaveValue('-2.5');
  await expect(sheet.getByTestId('setup-copies')).toHaveValue('2');
  await expect(sheet.getByTestId('choice-300')).toHaveAttribute('aria-pressed', 'true');

  await sheet.getByTestId('setup-unset').click();
  await sheet.getByTestId('setup-close').click();
  await page.getByTestId('own-remove').click();
  await page.getByTestId('route-slip').selectOption('');
  await page.getByTestId('option-separator').uncheck();
  await expect
    .poll(async () => (await settings(host)).printing, { message: 'as if nobody had been here' })
    .toEqual(before);

  await page.getByTestId('nav-print').click();
  await expect(page.getByTestId('print-row').first(), 'the test label came').toContainText('Testlabel');
});

test('what a printer says of itself is offered, and what it does not name is doubted in words', async ({
  practice: page,
}) => {
  await page.getByTestId('nav-settings').click();
  await page.locator(`[data-testid=printer-setup][data-printer=${LABELS}]`).click();
  const sheet = page.getByTestId('setup-sheet');
  await expect(sheet.getByTestId('printer-told')).toContainText('203 dpi');
  const doubt = (kind: string) => sheet.locator(`[data-testid=setup-doubt][data-doubt=${kind}]`);
  await sheet.getByTestId('setup-paper').selectOption('a4');
  await expect(doubt('paper'), 'it has rolls only').toBeVisible();
  await sheet.getByTestId('setup-paper').selectOption('a6');
  await expect(doubt('paper')).toHaveCount(0);
  await sheet.getByTestId('choice-zpl').first().click();
  await sheet.getByTestId('choice-600').click();
  await expect(doubt('dpi')).toContainText('dpi');
  await sheet.getByTestId('setup-paper').selectOption({ label: 'Roll 57 x 32 (57 × 32 mm)' });
  await page.keyboard.press('Escape');
  await page.locator(`[data-testid=printer-setup][data-printer=${LABELS}]`).click();
  await expect(sheet.getByTestId('setup-paper').locator('option:checked')).toContainText('57 × 32 mm');
  await sheet.getByTestId('abilities-again').click();
  await expect(sheet.getByTestId('printer-told')).toContainText('zojuist');
  await sheet.getByTestId('setup-paper').selectOption('own');
  await sheet.getByTestId('setup-width').fill('70');
  await sheet.getByTestId('setup-width').press('Tab');
  await expect(doubt('paper'), 'typing stays possible').toBeVisible();
});

test('what became of a batch, on office paper and as a file', async ({ host, practice: page }) => {
  await printOn(host, page, LABELS);
  await ship(page, 3);
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('route-report').selectOption(OFFICE);
  await page.getByTestId('nav-batches').click();
  await page.getByTestId('print-report').click();
  await expect(page.getByText('1 opdracht naar de printer')).toBeVisible();
  await page.keyboard.press('Control+Shift+S');
  await expect(page.getByText('packbench-report-1.pdf')).toBeVisible();
  await page.getByTestId('nav-print').click();
  await expect(done(page, OFFICE)).toHaveCount(1, { timeout: 20_000 });
  await expect(done(page, OFFICE)).toContainText('Rapport');
});

test('rows show their label, small, and only those that are looked at are drawn', async ({
  host,
  practice: page,
}) => {
  await printOn(host, page, PAUSED);
  const drawn = new Set<number>();
  page.on('request', (request) => {
    const body = request.url().endsWith('/rpc/label_preview') ? request.postDataJSON() : null;
    if (body?.dpi === 36) drawn.add(Number(body.label_id));
  });
  const labelled = await ship(page, 40);
  const pictures = page.getByTestId('batch-orders').getByTestId('label-thumb').locator('img');
  await expect(pictures.first()).toBeVisible();
  await expect(pictures.first()).toHaveJSProperty('complete', true);
  const seen = await page.getByTestId('batch-order').count();
  await expect.poll(() => drawn.size).toBeGreaterThan(3);
  await page.waitForTimeout(1_000);
  expect(drawn.size, 'the rows that exist, not the whole batch').toBeLessThanOrEqual(seen);
  expect(drawn.size).toBeLessThan(labelled);

  await printBatch(page);
  await page.getByTestId('nav-print').click();
  const rows = page.getByTestId('print-row');
  await expect(rows.first().getByTestId('label-thumb').locator('img')).toBeVisible();
  const place = async () => (await rows.first().getByRole('gridcell').nth(1).boundingBox())?.x;
  const before = await place();
  await host.call('print_test', { printer: PAUSED });
  await expect(rows.first()).toContainText('Testlabel');
  await expect(rows.first().getByTestId('label-thumb').locator('img'), 'it is not stored').toHaveCount(0);
  expect(await place(), 'a row without a picture stands as the others').toBe(before);
});

test('a label is looked at large: each step is drawn as finely as the screen', async ({
  host,
  practice: page,
}) => {
  await printOn(host, page, LABELS);
  await ship(page, 3);
  const small = page.getByTestId('label-enlarge').first();
  await small.click();
  const zoom = page.getByTestId('label-zoom');
  const picture = zoom.getByTestId('zoom-picture');
  await expect(picture).toBeVisible();
  const box = await zoom.locator('.stage').boundingBox();
  const whole = await picture.boundingBox();
  expect(whole && box && whole.height <= box.height && whole.width <= box.width, 'it fits').toBe(true);
  for (const [keys, dpi] of [
    ['0', null],
    ['+', null],
    ['choice-1', 96],
    ['+', 192],
    ['+', 384],
    ['+', 384],
    ['-', 192],
  ] as const) {
    if (keys.startsWith('choice')) await zoom.getByTestId(keys).click();
    else await page.keyboard.press(keys);
    // As a person presses keys: signs that follow within milliseconds are a scanner's.
    await page.waitForTimeout(150);
    if (dpi !== null) await expect(picture).toHaveAttribute('data-dpi', String(dpi));
  }
  const exact = await picture.evaluate((img: HTMLImageElement) => [img.clientWidth, img.naturalWidth]);
  expect(exact[0], 'a dot of the label is a dot of the screen').toBe(exact[1]);
  const stage = zoom.locator('.stage');
  await page.keyboard.press('+');
  await expect(picture).toHaveAttribute('data-dpi', '384');
  const at = () => stage.evaluate((element) => [element.scrollLeft, element.scrollTop]);
  const middle = await stage.boundingBox();
  if (!middle) throw new Error('the stage is there');
  const before = await at();
  await page.mouse.move(middle.x + 400, middle.y + 300);
  await page.mouse.down();
  await page.mouse.move(middle.x + 350, middle.y + 180, { steps: 4 });
  await page.mouse.up();
  expect((await at())[1], 'dragging moves it').toBe((before[1] ?? 0) + 120);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(zoom).toHaveCount(0);
  await expect(small, 'back where it was').toBeFocused();
  await page.keyboard.press('Alt+Shift+L');
  await expect(zoom).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the print screen keeps nobody out: ${theme}`, async ({ host, practice: page }) => {
    const check = async (where: string) => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze();
      expect
        .soft(
          violations.map(({ id, nodes }) => `${id}: ${String(nodes[0]?.target)}`),
          where,
        )
        .toEqual([]);
    };
    await host.call('settings_set', { ...(await settings(host)), theme });
    await printOn(host, page, PAUSED);
    await page.getByTestId('nav-print').click();
    await check('empty');
    await page.getByTestId('nav-orders').click();
    await ship(page, 3);
    await page.keyboard.press('Alt+a');
    await check('sheets');
    await page.keyboard.press('Escape');
    await printBatch(page);
    await page.getByTestId('nav-print').click();
    await expect(page.getByTestId('queue-why')).toBeVisible();
    await check('standing');
    await page.getByTestId('queue-move').click();
    await check('giving away');
    await page.keyboard.press('Escape');
    await page.getByTestId('print-row').first().click();
    await check('one paper');
    await page.getByTestId('nav-settings').click();
    await check('settings');
    await page.locator(`[data-testid=printer-setup][data-printer=${LABELS}]`).click();
    await check('setting up');
  });
}
