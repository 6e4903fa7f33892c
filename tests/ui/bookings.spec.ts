import { existsSync, readFileSync } from 'node:fs';
import { expect, test, type Host } from './host';
import type { Page } from '@playwright/test';

// The outbox of the shops' accounts and Wemasy's papers, on the practice account.

interface Row {
  id: number;
  number: string;
  integration_id: number;
  wemasy: { shop: string } | null;
  problems: { blocks: boolean }[];
}

/** Orders that stand at Wemasy and at Sendcloud, ready to be shipped. */
async function joined(host: Host): Promise<Row[]> {
  const ready = async () => {
    const view = (await host.call('orders_list')) as { orders: Row[] };
    return view.orders.filter(
      (row) => row.wemasy && row.integration_id > 0 && !row.problems.some((problem) => problem.blocks),
    );
  };
  await expect
    .poll(
      async () => {
        await host.call('sync_now');
        return (await ready()).length;
      },
      { message: 'practice has orders that both platforms know' },
    )
    .toBeGreaterThan(1);
  return ready();
}

/** A batch of them with all its labels, open on the screen. */
async function ship(host: Host, page: Page): Promise<number> {
  const rows = await joined(host);
  const settings = (await host.call('settings_get')) as { ship: unknown };
  const { batch_id } = (await host.call('ship', {
    orders: rows.map((row) => row.id),
    options: settings.ship,
    request_id: 'bookings',
  })) as { batch_id: number };
  await page.getByTestId('nav-history').click();
  await page.getByTestId('history-batch').first().click();
  await expect(page.getByTestId('batch-progress')).toHaveAttribute('data-state', 'done', { timeout: 40_000 });
  return batch_id;
}

test('a batch is booked by hand, one after the other; what waits is taken out and sent again with a reason', async ({
  host,
  practice: page,
}) => {
  await expect(page.getByTestId('nav-bookings')).toBeVisible();
  await page.getByTestId('nav-bookings').click();
  await expect(page.getByTestId('empty')).toContainText('Nog niets geboekt');
  await ship(host, page);
  await page.getByTestId('book-batch').click();
  await expect(page.getByTestId('toast').first()).toContainText('naar SnelStart');
  await page.getByTestId('book-batch').click();
  await expect(page.getByTestId('toast').last()).toContainText('al', { timeout: 5_000 });

  await page.getByTestId('nav-bookings').click();
  await expect(page.getByTestId('bookings-progress')).toContainText('nog');
  const sent = page.locator(
    '[data-testid=booking][data-state=done], [data-testid=booking][data-state=refused]',
  );
  await expect(sent.first(), 'the first one goes out at once').toBeVisible();
  const waiting = page.locator('[data-testid=booking][data-state=queued]').last();
  const number = (await waiting.getAttribute('data-number')) ?? '';
  await waiting.getByTestId('booking-withdraw').click();
  await expect(page.getByTestId('bookings-withdrawn')).toHaveAttribute('data-n', '1');

  await page.getByTestId('bookings-withdrawn').click();
  await expect(page.getByTestId('booking')).toHaveCount(1);
  await page.getByTestId('booking-again').click();
  await expect(page.getByTestId('book-again')).toContainText('Kijk eerst in SnelStart');
  await expect(page.getByTestId('book-again-confirm')).toBeDisabled();
  await page.getByTestId('book-again-reason').fill('Toch boeken, staat er niet');
  await page.getByTestId('book-again-confirm').click();
  await expect(page.getByTestId('book-again')).toHaveCount(0);
  await page.getByTestId('bookings-withdrawn').click();
  await page.getByTestId('search').fill(number);
  await expect(page.getByTestId('booking'), 'the old row and the new one').toHaveCount(2);
  await expect(page.getByTestId('booking').filter({ hasText: 'Toch boeken' }).first()).toBeVisible();
  await page.getByTestId('search').fill('');
  await expect(sent, 'the next one goes out after its pause').not.toHaveCount(1, { timeout: 20_000 });
});

test('a shop books by itself when it is told to', async ({ host, practice: page }) => {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('wemasy-shop').getByTestId('choice-by_itself').click();
  await expect(page.getByTestId('wemasy-shop').getByTestId('choice-by_itself')).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await ship(host, page);
  await page.getByTestId('nav-bookings').click();
  await expect(page.getByTestId('booking').first()).toBeVisible();
});

test('packing slip and invoice are saved as files', async ({ host, practice: page }) => {
  const [row] = await joined(host);
  await page.getByTestId('search').fill(row?.number ?? '');
  await expect(page.getByTestId('order-row')).toHaveCount(1);
  await page.getByTestId('order-row').click();
  await page.getByTestId('document-package_slip').click();
  await expect(page.getByTestId('document-package_slip')).toBeDisabled();
  const toast = page.getByTestId('toast').filter({ hasText: 'Pakbon' });
  await expect(toast).toContainText('.pdf', { timeout: 30_000 });
  const path = /\/\S+\.pdf/.exec((await toast.textContent()) ?? '')?.[0] ?? '';
  expect(existsSync(path), path).toBe(true);
  expect(readFileSync(path).subarray(0, 5).toString()).toBe('%PDF-');
  await page.getByTestId('document-invoice').click();
  await expect(page.getByTestId('toast').filter({ hasText: 'Factuur' })).toBeVisible({ timeout: 30_000 });
});
