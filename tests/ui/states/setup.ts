// Settings and shops: what the owner looks at once a day or once a year.
import { expect } from '../host';
import { must, type Desk, type Walk } from './desk';

const SECTIONS = [
  'connection',
  'wemasy',
  'shops',
  'printer',
  'scanner',
  'shipping',
  'looks',
  'limits',
  'platform',
  'owner',
];

export async function sections(desk: Desk, names: readonly string[], prefix: string): Promise<void> {
  await desk.go('settings');
  for (const name of names) {
    await desk.page.locator(`#settings-${name}`).evaluate((title) => {
      title.scrollIntoView({ block: 'start' });
    });
    await desk.seen(`${prefix}-${name}`);
  }
}

export const settings: Walk = async (desk) => {
  const { host, page, at, seen } = desk;
  await desk.practise();
  await sections(desk, SECTIONS, 'settings');
  await at('practice-reset').click();
  await expect(at('practice-reset-sure')).toBeVisible();
  await sections(desk, ['connection'], 'settings-practice-reset');
  await host.call('pin_set', { pin: '2468' });
  await at('choice-420').click();
  await expect(at('pin-sheet')).toBeVisible();
  await at('pin').fill('1111');
  await at('pin-enter').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await seen('pin');
  await page.keyboard.press('Escape');
  await expect(at('toast').first()).toBeVisible();
  await seen('toast-error');
};

const CSV = [
  'order_number,name,address,house_number,postal_code,city,country,description,quantity,item_value',
  'IMP-1,Jan,Dam,1,1012 JS,Amsterdam,NL,Thee,2,3.50',
  'IMP-2,,Dam,1,1012 JS,Amsterdam,NL,Thee,2,3.50',
  'IMP-3,Ann,Dam,1,1012 JS,Amsterdam,Holland,Thee,0,x',
  'IMP-4,Zoë,Dam,1,1012 JS,Amsterdam,NL,Thee,1,3.50',
];

export const shops: Walk = async (desk) => {
  const { page, at, seen, peek } = desk;
  await desk.practise();
  await desk.go('shops');
  await at('shop').first().click();
  await expect(at('shop-health')).toBeVisible();
  await seen('shops');
  await at('shop-name').fill('');
  await at('shop-save').click();
  await expect(at('field-error')).toBeVisible();
  await seen('shops-field-error');
  await at('shop-delete').click();
  await expect(at('delete-shop')).toBeVisible();
  await peek('shops-delete');

  await at('shop-tab-orders').click();
  await expect(at('shop-order').first()).toBeVisible();
  await seen('shops-orders');
  await at('order-correct').first().click();
  await expect(at('correct-save')).toBeEnabled();
  await peek('shops-correct');
  await at('order-delete').first().click();
  await expect(at('delete-order')).toBeVisible();
  await peek('shops-take-out');

  await at('shop-tab-import').click();
  await seen('shops-import');
  const buffer = Buffer.from(CSV.join('\n'));
  await at('import-file').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer });
  await expect(at('import-preview')).toBeVisible();
  await seen('shops-import-preview');
  await at('import-run').click();
  await expect(at('import-created')).toHaveAttribute('data-n', '2');
  await seen('shops-import-done');

  const { integrations } = (await desk.host.call('integrations_list')) as {
    integrations: { integration_id: number; failing_since: string | null }[];
  };
  const failing = integrations.find((shop) => shop.failing_since !== null)?.integration_id;
  await page.locator(`[data-shop="${must(failing, 'shop that fails')}"]`).click();
  await at('shop-tab-logs').click();
  await expect(at('log').first()).toBeVisible();
  await at('log').first().locator('summary').click();
  await seen('shops-log');
  await page.keyboard.press('Escape');
};
