import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, rowCount, test } from './host';
import { SimulatedPlatform, type Platform } from './platform';

// A live station against the simulated platform over loopback HTTP, with keys from the environment.

let simulator: SimulatedPlatform;
let platform: Platform;

test.beforeAll(async () => {
  simulator = await SimulatedPlatform.start('--orders', '40', '--seed', '7');
  platform = simulator.told;
});

test.afterAll(() => simulator.stop());

test('wrong keys are called wrong, and nothing is stored', async ({ host, page }) => {
  await host.stop();
  await host.start({ PACKBENCH_SENDCLOUD_URL: platform.url });
  await page.goto(host.url);
  await page.getByTestId('start-connect').click();
  await page.getByTestId('public-key').fill(platform.public_key);
  await page.getByTestId('secret-key').fill('wrong');
  await page.getByTestId('connect-submit').click();
  await expect(page.getByTestId('error-note')).toHaveAttribute('data-code', 'credentials');
  await expect(page.getByTestId('connection-found')).toHaveCount(0);

  await page.getByTestId('secret-key').fill(platform.secret_key);
  await page.getByTestId('connect-submit').click();
  await expect(page.getByTestId('connection-found'), 'the name of the organisation').not.toBeEmpty();
  await page.getByTestId('secret-key').fill('another');
  await expect(page.getByTestId('connection-found'), 'a changed key must be tested again').toHaveCount(0);
});

test('the first live start asks which statuses are open, and says that labels cost money', async ({
  host,
  page,
}) => {
  await host.stop();
  await host.start({
    PACKBENCH_SENDCLOUD_URL: platform.url,
    PACKBENCH_SENDCLOUD_PUBLIC_KEY: platform.public_key,
    PACKBENCH_SENDCLOUD_SECRET_KEY: platform.secret_key,
  });
  await page.goto(host.url);
  await expect(page.getByTestId('practice-band')).toHaveCount(0);
  const shops = page.getByTestId('shop-statuses');
  await expect(shops.first()).toBeVisible({ timeout: 30_000 });
  await expect(shops.first().getByRole('checkbox', { checked: true }).first()).toBeVisible();
  for (const never of ['cancelled', 'fulfilled', 'refunded']) {
    const ticked = shops.getByRole('checkbox', { name: new RegExp(`^${never}`, 'i'), checked: true });
    await expect(ticked, `${never} is never preselected`).toHaveCount(0);
  }
  await page.getByTestId('statuses-save').click();
  await expect(page.getByTestId('orders-grid')).toBeVisible();
  expect(await rowCount(page)).toBeGreaterThan(10);

  await page.getByTestId('order-row').first().click();
  await page.getByTestId('ship-selected').click();
  await expect(page.getByTestId('confirm-sheet')).toContainText('Labels kosten geld');
});

test('the first live start asks for all shops at once, however long their statuses take to come', async ({
  host,
  page,
}) => {
  const profile = join(host.dataDir, 'slow.json');
  writeFileSync(profile, JSON.stringify({ read_ms: [600, 600], v2_page_size: 5, wemasy: null }));
  const slow = await SimulatedPlatform.start('--orders', '40', '--profile', profile);
  await host.stop();
  await host.start({
    PACKBENCH_SENDCLOUD_URL: slow.told.url,
    PACKBENCH_SENDCLOUD_PUBLIC_KEY: slow.told.public_key,
    PACKBENCH_SENDCLOUD_SECRET_KEY: slow.told.secret_key,
  });
  const known = async () => ((await host.call('statuses_list')) as unknown[]).length;
  await expect.poll(known, { message: 'one shop was read', timeout: 30_000 }).toBeGreaterThan(0);
  // As an answer with thousands of orders: what it holds is older than when it comes.
  await page.route('**/rpc/statuses_list', async (route) => {
    const response = await route.fetch();
    await page.waitForTimeout(800);
    await route.fulfill({ response });
  });
  await page.goto(host.url);
  await expect(page.getByTestId('statuses-save')).toBeVisible({ timeout: 30_000 });
  expect(await page.getByTestId('shop-statuses').count()).toBe(4);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.goto('about:blank');
  slow.stop();
});

test('an account without v2 works by v3, and says so', async ({ host, page }) => {
  const profile = join(host.dataDir, 'no-v2.json');
  writeFileSync(profile, JSON.stringify({ v2_available: false, wemasy: null }));
  const newer = await SimulatedPlatform.start('--orders', '20', '--seed', '3', '--profile', profile);
  await host.stop();
  await host.start({
    PACKBENCH_SENDCLOUD_URL: newer.told.url,
    PACKBENCH_SENDCLOUD_PUBLIC_KEY: newer.told.public_key,
    PACKBENCH_SENDCLOUD_SECRET_KEY: newer.told.secret_key,
  });
  await page.goto(host.url);
  await page.getByTestId('statuses-save').click({ timeout: 30_000 });
  await expect(page.getByTestId('orders-grid')).toBeVisible();
  expect(await rowCount(page), 'the orders come from v3').toBeGreaterThan(10);
  await page.getByTestId('nav-shops').click();
  await expect(page.getByTestId('orders-api-v3')).toBeVisible();
  await page.getByTestId('nav-settings').click();
  await expect(page.getByTestId('account')).toContainText('v3');
  await page.goto('about:blank');
  newer.stop();
});
