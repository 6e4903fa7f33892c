import { expect, test, type Host } from './host';
import type { Page } from '@playwright/test';

// The screen of the person who runs the shops, on the practice account.

interface Shop {
  integration_id: number;
  name: string;
}

async function shopsOf(host: Host): Promise<Shop[]> {
  return ((await host.call('integrations_list')) as { integrations: Shop[] }).integrations;
}

async function open(page: Page, tab?: 'orders' | 'import' | 'logs'): Promise<void> {
  await page.getByTestId('nav-shops').click();
  await expect(page.getByTestId('shop').first()).toBeVisible();
  if (tab) await page.getByTestId(`shop-tab-${tab}`).click();
}

test('a shop shows its health and is edited; what is not right is said at its field', async ({
  host,
  practice: page,
}) => {
  await open(page);
  await expect(page.getByTestId('shop')).toHaveCount(4);
  await expect(
    page
      .locator('main')
      .getByText(/Storing sinds/)
      .first(),
    'one of them fails',
  ).toBeVisible();
  await page.getByTestId('shop').first().click();
  await page.getByTestId('shop-name').fill('');
  await page.getByTestId('shop-save').click();
  await expect(page.getByTestId('field-error')).toContainText('250');
  await page.getByTestId('shop-name').fill('Bloemen & Bollen');
  await page.getByTestId('shop-url').fill('no address');
  await page.getByTestId('shop-save').click();
  await expect(page.getByTestId('field-error')).toContainText('https://');
  await page.getByTestId('shop-url').fill('https://bollen.example.com');
  await page.getByTestId('shop-points').setChecked(true);
  await page.getByTestId('shop-carriers').fill('postnl, dhl');
  await page.getByTestId('shop-webhook-url').fill('https://bollen.example.com/hook');
  await page.getByTestId('shop-save').click();
  await expect(page.getByTestId('shop').filter({ hasText: 'Bloemen & Bollen' })).toBeVisible();
  const stored = (await shopsOf(host)).find((shop) => shop.name === 'Bloemen & Bollen');
  expect(stored, 'the platform has it').toMatchObject({
    url: 'https://bollen.example.com',
    service_point_carriers: ['postnl', 'dhl'],
  });
  const before = (stored as { webhook_active?: boolean } | undefined)?.webhook_active;
  await page.getByTestId('webhook-switch').click();
  await expect
    .poll(
      async () =>
        (
          (await shopsOf(host)).find((shop) => shop.name === 'Bloemen & Bollen') as {
            webhook_active?: boolean;
          }
        ).webhook_active,
    )
    .toBe(!before);
});

test('disconnecting a shop needs its name', async ({ host, practice: page }) => {
  await open(page);
  const last = page.getByTestId('shop').last();
  await last.click();
  const name = (await last.locator('strong').textContent()) ?? '';
  await page.getByTestId('shop-delete').click();
  await expect(page.getByTestId('delete-shop-confirm')).toBeDisabled();
  await page.getByTestId('typed-name').fill(name);
  await page.getByTestId('delete-shop-confirm').click();
  await expect(page.getByTestId('shop')).toHaveCount(3);
  expect((await shopsOf(host)).map((shop) => shop.name)).not.toContain(name);
});

test('an order is looked up, corrected, and taken out with a warning', async ({ practice: page }) => {
  await open(page, 'orders');
  const row = page.getByTestId('shop-order').first();
  await expect(row).toBeVisible();
  const number = (await row.getAttribute('data-number')) ?? '';
  await page.getByTestId('shop-order-number').fill(number);
  await page.getByTestId('shop-orders-look').click();
  await expect(page.getByTestId('shop-order')).toHaveCount(1);
  await page.getByTestId('order-correct').click();
  await page.getByTestId('form-city').fill('');
  await page.getByTestId('correct-save').click();
  await expect(page.getByTestId('field-error')).toBeVisible();
  await page.getByTestId('form-city').fill('Schiedam');
  await page.getByTestId('form-weight').fill('1,5');
  await page.getByTestId('correct-save').click();
  await expect(page.getByTestId('correct-order')).toHaveCount(0);
  await expect(page.getByTestId('shop-order').first()).toContainText('Schiedam');
  await expect(page.getByTestId('shop-order').first()).toContainText('1,5');
  await page.getByTestId('order-delete').click();
  await expect(page.getByTestId('delete-order')).toContainText('komt hij bij de volgende import terug');
  await page.getByTestId('delete-order-confirm').click();
  await expect(page.getByTestId('shop-order')).toHaveCount(0);
});

test('orders are imported from a CSV file with bad rows', async ({ practice: page }) => {
  await open(page, 'import');
  const head =
    'order_number,name,address,house_number,postal_code,city,country,description,quantity,item_value';
  const rows = [
    'IMP-1,Jan,Dam,1,1012 JS,Amsterdam,NL,Thee,2,3.50',
    'IMP-2,,Dam,1,1012 JS,Amsterdam,NL,Thee,2,3.50',
    'IMP-3,Ann,Dam,1,1012 JS,Amsterdam,Holland,Thee,0,x',
    'IMP-4,Zoë,Dam,1,1012 JS,Amsterdam,NL,Thee,1,3.50',
  ];
  await page.getByTestId('import-file').setInputFiles({
    name: 'orders.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([head, ...rows].join('\n')),
  });
  const preview = page.getByTestId('import-preview');
  await expect(preview).toHaveAttribute('data-orders', '2');
  await expect(page.getByTestId('import-trouble').first()).toContainText('Regel 3, name');
  await page.getByTestId('import-run').click();
  await expect(page.getByTestId('import-created')).toHaveAttribute('data-n', '2');
  await expect(page.getByTestId('import-row')).toHaveCount(2);
  await page.getByTestId('import-template').click();
  await expect(page.getByTestId('toast').first()).toContainText('packbench-orders.csv');
});

test('the log of a failing shop is read, without secrets, and written', async ({ practice: page }) => {
  await open(page);
  await page.getByTestId('shop').filter({ hasText: 'Storing' }).click();
  await page.getByTestId('shop-tab-logs').click();
  const log = page.getByTestId('log');
  await expect(log.first()).toBeVisible();
  const count = await log.count();
  await log.first().locator('summary').click();
  await expect(log.first().locator('pre').first()).toBeVisible();
  await expect(page.locator('body')).not.toContainText('Bearer ');
  await page.getByTestId('log-words').fill('Labels van deze winkel missen een huisnummer');
  await page.getByTestId('log-report').click();
  await expect(log.first()).toContainText('missen een huisnummer');
  await page.getByTestId('logs-text').fill('huisnummer');
  await page.getByTestId('logs-text').press('Enter');
  await expect(log).toHaveCount(1);
  expect(count).toBeGreaterThan(0);
});
