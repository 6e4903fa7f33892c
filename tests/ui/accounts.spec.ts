import { expect, hasKeychain, rowCount, test, type Host } from './host';
import { connect, SimulatedPlatform, type Platform } from './platform';
import type { Page } from '@playwright/test';

// Accounts and Wemasy shops connected in the window: keys and tokens go into a real keychain, the platforms are simulated
// over loopback HTTP.

let simulator: SimulatedPlatform;
let platform: Platform;

test.skip(!hasKeychain(), 'no Secret Service on this machine');

test.beforeAll(async () => {
  simulator = await SimulatedPlatform.start('--orders', '40', '--seed', '7', '--accounts', '2');
  platform = simulator.told;
});

test.afterAll(() => simulator.stop());

async function live(host: Host, page: Page): Promise<void> {
  // An open window would complain about its host's end.
  await page.goto('about:blank');
  await host.stop();
  const environment = { PACKBENCH_SENDCLOUD_URL: platform.url, PACKBENCH_WEMASY_URL: platform.url };
  await host.start(environment, { keychain: true });
  await page.goto(host.url);
}

async function connectFirst(host: Host, page: Page): Promise<void> {
  await live(host, page);
  await page.getByTestId('start-connect').click();
  await connect(page, platform);
  await expect(page.getByTestId('statuses-save')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId('toast'), 'who has just connected is told of no trouble').toHaveCount(0);
  await page.getByTestId('statuses-save').click();
  await expect(page.getByTestId('orders-grid')).toBeVisible();
}

test('two accounts on one station: each keeps its orders, its name and its switch', async ({
  host,
  page,
}) => {
  await connectFirst(host, page);
  const first = await rowCount(page);
  await page.getByTestId('nav-settings').click();
  await expect(page.getByTestId('account')).toHaveCount(1);
  await page.getByTestId('account-add').click();
  await connect(page, platform.more_accounts[0] ?? platform);
  await expect(page.getByTestId('account')).toHaveCount(2);
  const second = page.getByTestId('account').nth(1);
  await second.getByTestId('account-name').fill('Pop-up');
  await second.getByTestId('account-name').blur();
  const choice = page.getByTestId('account-choice');
  await expect(choice.locator('option:checked'), 'the new one is shown').toHaveText('Pop-up');
  await second.getByTestId('account-test').click();
  await expect(second.getByTestId('account-found')).toContainText('de sleutels werken');

  await page.getByTestId('nav-orders').click();
  await page.getByTestId('statuses-save').click({ timeout: 30_000 });
  await expect(page.getByTestId('orders-grid')).toBeVisible();
  await page.getByTestId('tab-ready').click();
  await page.getByTestId('order-row').first().click();
  await page.getByTestId('ship-selected').click();
  await expect(page.getByTestId('confirm-sheet')).toBeVisible();
  await page.getByTestId('confirm-ship').click();
  await expect(page.getByTestId('confirm-sheet')).toHaveCount(0);

  await choice.selectOption({ index: 0 });
  await page.getByTestId('nav-orders').click();
  await page.getByTestId('tab-all').click();
  await expect.poll(() => rowCount(page), 'the first account shows its own orders').toBe(first);
  await page.getByTestId('nav-batches').click();
  const labelled = async () =>
    ((await host.call('batches_list')) as { counts: { labelled: number } }[])[0]?.counts.labelled;
  await expect.poll(labelled, { message: 'the other account works on', timeout: 30_000 }).toBe(1);

  await page.getByTestId('nav-settings').click();
  await second.getByTestId('account-enable').click();
  await expect(second).toContainText('staat uit');
  await second.getByTestId('account-enable').click();
  await expect(second).toContainText('werkt mee');
  await second.getByTestId('account-forget').click();
  await second.getByTestId('account-forget-sure').click();
  await expect(page.getByTestId('account')).toHaveCount(1);
  await expect(choice, 'with one account there is nothing to choose').toHaveCount(0);

  await live(host, page);
  await expect(page.getByTestId('orders-grid'), 'the keys are still in the keychain').toBeVisible();
});

test('a Wemasy shop is connected with its token, and forgotten', async ({ host, page }) => {
  await connectFirst(host, page);
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('wemasy-add').click();
  await page.getByTestId('wemasy-name').fill('Bloemenhuis');
  await page.getByTestId('wemasy-token').fill('wrong');
  await page.getByTestId('wemasy-test').click();
  await expect(page.getByTestId('error-note')).toHaveAttribute('data-code', 'credentials');
  await page.getByTestId('wemasy-token').fill(platform.wemasy_token);
  await page.getByTestId('wemasy-test').click();
  await expect(page.getByTestId('wemasy-found')).toContainText('Sendcloud');
  await page.getByTestId('wemasy-save').click();
  await expect(page.getByTestId('wemasy-shop')).toHaveCount(1);
  const shops = async () => (await host.call('wemasy_shops')) as { name: string; connected: boolean }[];
  expect(await shops()).toMatchObject([{ name: 'Bloemenhuis', connected: true }]);

  await host.call('sync_now');
  const { orders } = (await host.call('orders_list')) as { orders: { shop: string }[] };
  const listed = JSON.stringify(await host.call('statuses_list'));
  expect(orders.some((order) => order.shop === 'Bloemenhuis') || listed.includes('paid')).toBe(true);

  await page.getByTestId('wemasy-test-stored').click();
  await expect(page.getByTestId('toast').last()).toContainText('Bloemenhuis');
  await page.getByTestId('wemasy-rename').fill('Bloemen');
  await page.getByTestId('wemasy-rename').blur();
  await expect.poll(shops).toMatchObject([{ name: 'Bloemen', connected: true }]);
  await page.getByTestId('wemasy-enable').click();
  await expect(page.getByTestId('wemasy-shop')).toContainText('staat uit');

  await page.getByTestId('wemasy-forget').click();
  await page.getByTestId('wemasy-forget-sure').click();
  await expect(page.getByTestId('wemasy-shop')).toHaveCount(0);
});
