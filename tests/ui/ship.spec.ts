import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from './host';

interface View {
  orders: { id: number; number: string; problems: { blocks: boolean; kind: string }[] }[];
}

test('25 orders: the sentence, the batch, the labels, and the history after a restart', async ({
  host,
  practice: page,
}) => {
  const view = (await host.call('orders_list')) as View;
  const blocked = view.orders.find((order) => order.problems.some((problem) => problem.kind === 'no_weight'));
  expect(blocked, 'practice has an order without a weight').toBeDefined();

  await page.getByTestId('search').fill(blocked?.number ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('selected-count')).toContainText('1');
  // Others may wait too: for Wemasy, for a weight.
  await page.getByTestId('tab-ready').click();
  await page.getByTestId('orders-grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  for (let step = 0; step < 23; step++) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByTestId('selected-count')).toContainText('25');

  await page.getByTestId('ship-selected').click();
  await expect(page.getByTestId('confirm-sentence')).toHaveText(
    '25 orders verzenden: 24 labels nu, 1 blijft achter.',
  );
  await expect(page.getByTestId('left-out')).toContainText('Geen gewicht');
  await expect(page.getByTestId('confirm-sheet')).toContainText('aanvra');
  await page.getByTestId('confirm-ship').click();

  const progress = page.getByTestId('batch-progress');
  await expect(progress).toHaveAttribute('data-state', 'done', { timeout: 40_000 });
  const counts = page.getByTestId('batch-counts');
  await expect(counts).toHaveAttribute('data-orders', '25');
  await expect(counts).toHaveAttribute('data-left-out', '1');
  const labelled = Number(await counts.getAttribute('data-labelled'));
  const refused = Number(await counts.getAttribute('data-refused'));
  expect(labelled + refused, 'every order ends in words').toBe(24);
  await expect(page.getByTestId('failures')).toContainText(blocked?.number ?? '');

  const picture = page.getByTestId('label-preview').first();
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), {
      message: 'a drawn label',
    })
    .toBeGreaterThan(300);

  await page.getByTestId('save-pdf').click();
  const path = (await page.getByTestId('saved-path').textContent()) ?? '';
  expect(existsSync(path), path).toBe(true);
  expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');

  await page.getByTestId('print-labels').click();
  await expect(page.getByTestId('printer-sheet'), 'the first print asks where').toBeVisible();
  await page.getByLabel('Practice_label_printer').check();
  await page.getByTestId('printer-use').click();
  await expect(page.getByTestId('print-job')).toHaveAttribute('data-state', /queued|printing|done/);
  await expect(page.getByTestId('print-labels'), 'from now on it is a reprint').toContainText('opnieuw', {
    timeout: 30_000,
  });

  await page.goto('about:blank');
  await host.stop();
  await host.start();
  await page.goto(host.url);
  await page.getByTestId('nav-history').click();
  await expect(page.getByTestId('history-batch')).toHaveCount(1);
  await expect(page.getByTestId('batch-counts')).toHaveAttribute('data-labelled', String(labelled));
  await expect(page.getByTestId('label-preview').first(), 'labels are stored here').toBeVisible();

  const shipped = page.locator('[data-testid="batch-order"][data-state="labelled"]').nth(3);
  const number = (await shipped.locator('.number').textContent()) ?? '';
  await page.getByTestId('search').fill(number);
  await expect(page.getByTestId('history-batch'), 'found by order number').toHaveCount(1);
  await page.getByTestId('search').fill('no-such-order');
  await expect(page.getByTestId('history-batch')).toHaveCount(0);
});

test('what the platform refuses is told in its words, once per reason, and the order stays open', async ({
  host,
  practice: page,
}) => {
  await page.getByTestId('select-all').click();
  await page.getByTestId('ship-selected').click();
  await page.getByTestId('confirm-ship').click();
  const counts = page.getByTestId('batch-counts');
  await expect(counts).not.toHaveAttribute('data-refused', '0', { timeout: 40_000 });
  await page.getByTestId('lane-refused').click();
  const refused = page.getByTestId('batch-order').first();
  await expect(refused).toHaveAttribute('data-state', /refused|failed/);
  await refused.click();
  await expect(page.getByTestId('order-panel').locator('.message')).not.toBeEmpty();
  await expect(page.getByTestId('running-batch'), 'the strip tells how far it is').toContainText('Batch 1');

  await page.getByTestId('nav-orders').click();
  await expect(page.getByTestId('search'), 'the list stays usable meanwhile').toBeVisible();
  const number = (await host.call('batch_detail', { batch_id: 1 })) as {
    orders: { order_number: string; state: string }[];
  };
  const stopped = number.orders.find((order) => order.state === 'refused');
  await page.getByTestId('search').fill(stopped?.order_number ?? '');
  await expect(page.getByTestId('order-row').first()).toContainText(/Eerder geweigerd|Douane/);
});
