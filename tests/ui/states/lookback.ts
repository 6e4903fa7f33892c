// What was shipped: batches, labels, papers, bookings.
import { expect } from '../host';
import type { Walk } from './desk';

export const lookback: Walk = async (desk) => {
  const { page, at, seen, peek } = desk;
  await desk.practise();
  for (const screen of ['batches', 'history', 'bookings']) {
    await desk.go(screen);
    await expect(at('empty').first()).toBeVisible();
    await seen(`${screen}-empty`);
  }
  // Everything without a blocking problem: some of it is refused.
  const open = (await desk.orders()).filter((one) => !one.problems.some((problem) => problem.blocks));
  const first = await desk.ship(open.filter((one) => one.integration_id > 0).slice(0, 120), 'many');
  await desk.go('batches');
  await expect(at('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 60_000 });
  await expect(at('failures')).toBeVisible();
  await seen('batch-failures');
  await at('lane-stored').click();
  await at('batch-order').nth(2).click();
  await expect
    .poll(() =>
      at('label-preview')
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(300);
  await seen('batch-label');
  await at('label-cancel').locator('summary').click();
  await seen('batch-cancel-label');
  await at('save-pdf').click();
  await expect(at('saved-path')).toBeVisible();
  await at('print-labels').click();
  await expect(at('printer-sheet')).toBeVisible();
  await expect(at('printer-sheet').getByRole('radio')).toHaveCount(3);
  await seen('printer-sheet');
  await at('printer-sheet').getByRole('radio').nth(2).check();
  await at('printer-use').click();
  await expect(at('print-job').first()).toHaveAttribute('data-state', 'waiting', { timeout: 20_000 });
  await expect(at('print-line')).toContainText(/staat stil|standing still|steht|arrêt/);
  await seen('batch-printer-stopped');
  await at('book-batch').click();
  await expect(at('toast').first()).toBeVisible();

  await desk.go('bookings');
  // One leaves every twelve seconds: the last one is taken out before anybody looks around.
  await at('booking-withdraw').last().click();
  await expect(at('bookings-withdrawn')).toHaveAttribute('data-n', '1');
  // Good news leaves by itself.
  await expect(at('toast')).toHaveCount(0, { timeout: 20_000 });
  await seen('bookings');
  await at('bookings-withdrawn').click();
  await at('booking-again').click();
  await expect(at('book-again')).toBeVisible();
  await peek('booking-again');
  await page.keyboard.press('Alt+n');
  await peek('notices');

  await desk.go('history');
  await at('history-batch').first().click();
  await expect(at('batch-progress')).toHaveAttribute('data-batch', String(first));
  await seen('history');

  await desk.go('batches');
  await at('lane-stored').click();
  await at('batch-order').nth(2).click();
  await at('label-cancel').locator('summary').click();
  await at('label-cancel-confirm').click();
  await expect(at('cancellation')).toHaveAttribute('data-state', 'queued');
  await seen('batch-label-cancelling');
  await expect(async () => {
    await desk.host.call('sync_now');
    await expect(at('cancellation')).toHaveAttribute('data-state', 'cancelled', { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await seen('batch-label-cancelled');
};
