// The first minutes: two choices, keys that work and keys that do not, and which statuses are open.
import { expect } from '../host';
import type { Walk } from './desk';

export const start: Walk = async (desk) => {
  const { host, page, at, seen } = desk;
  const platform = await desk.platform({ orders: 20, config: { wemasy: null } });
  await host.stop();
  await host.start({ PACKBENCH_SENDCLOUD_URL: platform.url });
  await page.goto(host.url);
  await at(`choice-${desk.language}`).click();
  await seen('start');
  await at('start-connect').click();
  await seen('connect');
  await at('public-key').fill(platform.public_key);
  await at('secret-key').fill('wrong');
  await at('connect-submit').click();
  await expect(at('error-note')).toHaveAttribute('data-code', 'credentials');
  await seen('connect-wrong-keys');
  await at('secret-key').fill(platform.secret_key);
  await at('connect-submit').click();
  await expect(at('connection-found')).toBeVisible();
  await seen('connect-found');

  await desk.restart(platform);
  await host.call('sync_now');
  await desk.speak();
  await page.goto(host.url);
  await expect(at('shop-statuses').first()).toBeVisible({ timeout: 30_000 });
  await seen('first-statuses');
};
