import { expect, pressEnterDeliberately, scan, test } from './host';

interface Row {
  id: number;
  number: string;
  integration_id: number;
  items: { quantity: number }[];
  problems: { blocks: boolean }[];
}

const ready = (row: Row) => row.integration_id > 0 && row.problems.length === 0;

test('an order is divided among two parcels, each with its label', async ({ host, practice: page }) => {
  const { orders } = (await host.call('orders_list')) as { orders: Row[] };
  const row = orders.find((one) => ready(one) && one.items.length === 2);
  if (!row) throw new Error('no order with two lines');
  await page.getByTestId('search').fill(row.number);
  await page.getByTestId('order-row').filter({ hasText: row.number }).first().click();
  await page.getByTestId('split-order').click();
  const sheet = page.getByTestId('split-sheet');
  await expect(page.getByTestId('split-fault')).toContainText('leeg pakket');
  await expect(page.getByTestId('split-ship')).toBeDisabled();
  await page.getByTestId('pieces-1-0').fill('0');
  await expect(page.getByTestId('split-fault')).toContainText('Nog niet alles');
  await page.getByTestId('pieces-1-1').fill(String(row.items[1]?.quantity ?? 1));
  await expect(page.getByTestId('split-fault')).toBeEmpty();
  await page.getByTestId('kg-0').fill('1,5');
  await page.getByTestId('kg-1').fill('zwaar');
  await expect(page.getByTestId('split-fault')).toContainText('gewicht');
  await page.getByTestId('kg-1').fill('0,75');
  await page.getByTestId('split-ship').click();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByTestId('confirm-parcels')).toContainText('Pakket 2');
  await expect(page.getByTestId('confirm-ship')).toBeEnabled();
  await pressEnterDeliberately(page);
  await expect(page.getByTestId('confirm-sheet')).toHaveCount(0);
  interface Detail {
    orders: { labels: { kind: string }[] }[];
  }
  const labels = async () => {
    const [batch] = (await host.call('batches_list')) as { id: number }[];
    if (!batch) return 0;
    const detail = (await host.call('batch_detail', { batch_id: batch.id })) as Detail;
    return detail.orders[0]?.labels.filter((label) => label.kind === 'label').length ?? 0;
  };
  await expect.poll(labels, { timeout: 30_000 }).toBe(2);
});

test('a scanned order is shipped with its label in the answer', async ({ host, practice: page }) => {
  const { orders } = (await host.call('orders_list')) as { orders: Row[] };
  const row = orders.find((one) => ready(one) && orders.filter((o) => o.number === one.number).length === 1);
  if (!row) throw new Error('no order that is ready');
  await scan(page, row.number);
  await expect(page.getByTestId('scan-note')).toHaveAttribute('data-kind', 'selected');
  const asked = page.waitForRequest((request) => request.url().endsWith('/rpc/ship'));
  await page.getByTestId('ship-selected').click();
  await expect(page.getByTestId('confirm-ship')).toBeEnabled();
  await page.getByTestId('confirm-ship').click();
  expect((await asked).postDataJSON()).toMatchObject({ orders: [row.id], at_once: true });
  const labelled = async () =>
    ((await host.call('batches_list')) as { counts: { labelled: number } }[])[0]?.counts.labelled;
  await expect.poll(labelled, { timeout: 30_000 }).toBe(1);
});
