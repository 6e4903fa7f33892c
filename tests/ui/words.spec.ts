import type { Page } from '@playwright/test';
import { engineEnglish } from './english';
import { expect, test } from './host';
import { Desk, must } from './states/desk';

// The engine writes English, for its log and for support. The packer reads it in the language of the window.

async function noEnglish(page: Page): Promise<void> {
  expect(await engineEnglish(page), 'no sentence of the engine is left in English').toEqual([]);
}

test('what an order lacks is said in the language of the window, and follows it', async ({
  host,
  practice: page,
}) => {
  const { orders } = (await host.call('orders_list')) as {
    orders: { number: string; problems: { kind: string; message: string }[] }[];
  };
  const lacking = must(
    orders.find(({ problems }) => problems.some(({ kind }) => kind === 'address_incomplete')),
    'order with an incomplete address',
  );
  expect(lacking.problems[0]?.message, 'as it crosses').toContain('Missing in the address: ');
  await page.getByTestId('search').fill(lacking.number);
  await page.getByTestId('order-row').first().click();
  const details = page.locator('.details');
  const missing = /Ontbreekt in het adres: (naam|straat|huisnummer|postcode|plaats)/;
  await expect(details).toContainText(missing);
  await page.getByTestId('ship-selected').click();
  await expect(page.getByTestId('left-out').getByTestId('plan-detail'), 'before it is shipped').toContainText(
    missing,
  );
  await noEnglish(page);
  for (const [language, words] of [
    ['de', 'Fehlt in der Adresse: '],
    ['fr', 'Manque dans l’adresse'],
    ['en', 'Missing in the address: '],
  ]) {
    await host.call('settings_set', { ...((await host.call('settings_get')) as object), language });
    await page.reload();
    await page.getByTestId('search').fill(lacking.number);
    await page.getByTestId('order-row').first().click();
    await expect(details).toContainText(words ?? '');
  }
  expect(await engineEnglish(page), 'and English would have been found').toContain('Missing in the address:');
});

test('a refused line of a CSV file is told in Dutch, with what stood there', async ({ practice: page }) => {
  await page.getByTestId('nav-shops').click();
  await page.getByTestId('shop-tab-import').click();
  const head = 'order_number,name,address,postal_code,city,country,description,quantity,item_value,currency';
  const line = 'IMP-1,,Dam 1,1012 JS,Amsterdam,Holland,Thee,0,x,YEN';
  await page.getByTestId('import-file').setInputFiles({
    name: 'orders.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${head}\n${line}`),
  });
  const faults = page.getByTestId('import-trouble');
  await expect(faults.first()).toBeVisible();
  const told = (await faults.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim());
  expect(told.sort()).toEqual([
    'Regel 2, country: “HOLLAND” is geen landcode van twee letters',
    'Regel 2, currency: “YEN”: alleen EUR, USD en GBP kan',
    'Regel 2, item_value: “x” is geen bedrag of getal',
    'Regel 2, name: is leeg',
    'Regel 2, quantity: “0” is geen heel getal boven 0',
  ]);
  await noEnglish(page);
});

test('a queue that stands still says why: our sentence in Dutch, the reason as the system says it', async ({
  host,
  page,
}) => {
  const desk = new Desk(host, page, 'nl', async () => {});
  try {
    await desk.live();
    // Nobody listens there.
    const nowhere = 'tcp://127.0.0.1:9';
    const settings = (await host.call('settings_get')) as { printing: object };
    await host.call('settings_set', { ...settings, printing: { ...settings.printing, own: [nowhere] } });
    await host.call('print_test', { printer: nowhere });
    await desk.go('print');
    const why = page.getByTestId('queue-why');
    await expect(why).toContainText('De printer op 127.0.0.1:9 is niet bereikbaar: ', { timeout: 30_000 });
    await expect(why).toContainText('Connection refused');
    await noEnglish(page);
  } finally {
    desk.stop();
  }
});

test('wrong keys: what to do is ours and Dutch, and support reads what the engine said', async ({
  host,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const desk = new Desk(host, page, 'nl', async () => {});
  try {
    const { url, public_key } = await desk.platform();
    await host.stop();
    await host.start({ PACKBENCH_SENDCLOUD_URL: url });
    await page.goto(host.url);
    await page.getByTestId('start-connect').click();
    await page.getByTestId('public-key').fill(public_key);
    await page.getByTestId('secret-key').fill('wrong');
    await page.getByTestId('connect-submit').click();
    const note = page.getByTestId('error-note');
    await expect(note).toContainText('Kopieer het sleutelpaar opnieuw uit Sendcloud');
    await noEnglish(page);
    await note.getByRole('button', { name: 'Kopieer details' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('Check the key pair in the settings');
  } finally {
    desk.stop();
  }
});
