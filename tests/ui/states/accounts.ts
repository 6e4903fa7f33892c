// The first reading, and two accounts on one station: which of them the window shows, and what can be done with each.
import { expect, hasKeychain, test } from '../host';
import { connect } from '../platform';
import { must, type Walk } from './desk';
import { sections } from './setup';

export const accounts: Walk = async (desk) => {
  test.skip(!hasKeychain(), 'no Secret Service on this machine');
  const { host, page, at, seen } = desk;
  // Slow enough to be seen at its first reading.
  const config = { wemasy: null, read_ms: [500, 500], v2_page_size: 2 };
  const platform = await desk.platform({ orders: 20, accounts: 2, config });
  await page.goto('about:blank');
  await host.stop();
  await host.start({ PACKBENCH_SENDCLOUD_URL: platform.url }, { keychain: true });
  await page.goto(host.url);
  await at(`choice-${desk.language}`).click();
  await at('start-connect').click();
  await connect(page, platform);
  await expect(at('empty')).toBeVisible();
  await seen('orders-reading');
  await expect(at('statuses-save')).toBeVisible({ timeout: 30_000 });
  await desk.speak();
  await desk.chooseStatuses();
  await page.reload();
  await expect(at('orders-grid')).toBeVisible();

  await desk.go('settings');
  await at('account-add').click();
  await seen('settings-account-add');
  await connect(page, must(platform.more_accounts[0], 'second account'));
  await expect(at('account')).toHaveCount(2);
  await at('account-enable').nth(1).click();
  await at('account-test').first().click();
  await expect(at('account-found')).toBeVisible();
  await at('account-forget').nth(1).click();
  await expect(at('account-forget-sure')).toBeVisible();
  await sections(desk, ['connection'], 'settings-accounts');

  await at('account-choice').selectOption({ index: 0 });
  await desk.go('orders');
  await expect(at('orders-grid')).toBeVisible();
  await seen('orders-two-accounts');
};
