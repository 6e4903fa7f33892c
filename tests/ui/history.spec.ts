import { expect, test } from './host';

test('the history is narrowed to where parcels are, and labels are kept as set', async ({
  host,
  practice: page,
}) => {
  const { orders } = (await host.call('orders_list')) as {
    orders: { id: number; integration_id: number; problems: unknown[] }[];
  };
  const ready = orders.filter((order) => order.integration_id > 0 && order.problems.length === 0);
  const ship = (from: number, to: number) =>
    host.call('ship', { orders: ready.slice(from, to).map((o) => o.id), options: {}, request_id: `${from}` });
  await ship(0, 3);
  interface Detail {
    batch: { state: string };
    orders: { shipment_id: string | null }[];
  }
  const detail = async () => (await host.call('batch_detail', { batch_id: 1 })) as Detail;
  await expect.poll(async () => (await detail()).batch.state, { timeout: 30_000 }).toBe('done');
  const shipment = (await detail()).orders[0]?.shipment_id;
  await host.call('shipment_cancel', { shipment_id: shipment });
  await host.call('sync_now');
  await ship(3, 5);

  await page.getByTestId('nav-history').click();
  const status = page.getByTestId('parcel-status');
  await expect(page.getByTestId('history-batch')).toHaveCount(2);
  await expect(status.locator('option').first()).toHaveText('Alle pakketten');
  await expect(status).toContainText('Klaar om mee te geven');
  const cancelled = status.locator('option').filter({ hasText: /geannuleerd/i });
  await status.selectOption(await cancelled.first().getAttribute('value'));
  await expect(page.getByTestId('history-batch')).toHaveCount(1);
  await expect(page.getByTestId('history-batch')).toHaveAttribute('data-batch', '1');
  await expect(page.getByRole('heading', { name: 'Batch 1' }), 'it is shown too').toBeVisible();
  await page.getByTestId('batch-order').nth(1).click();
  await expect(page.getByTestId('parcel-where')).toHaveText('Klaar om mee te geven');

  await page.getByTestId('nav-settings').click();
  await page.getByTestId('choice-90').click();
  await page.getByTestId('slip-with-label').check();
  const kept = async () => (await host.call('settings_get')) as Record<string, unknown>;
  await expect.poll(kept).toMatchObject({ keep_labels_days: 90, slip_with_label: true });
});
