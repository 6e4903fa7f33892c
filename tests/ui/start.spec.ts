import { expect, rowCount, test } from './host';

test('first start: two choices, then practice orders, in the language that was chosen', async ({
  host,
  page,
}) => {
  await page.goto(host.url);
  await expect(
    page.getByRole('heading', { name: 'Welkom bij Packbench' }),
    'Dutch comes first',
  ).toBeVisible();
  await page.getByTestId('choice-en').click();
  await expect(page.getByRole('heading', { name: 'Welcome to Packbench' })).toBeVisible();
  await page.getByTestId('start-practice').click();

  await expect(page.getByTestId('practice-band')).toContainText('Practice');
  await expect(page.getByTestId('orders-grid')).toBeVisible();
  expect(await rowCount(page), 'about 240 believable orders').toBeGreaterThan(200);
  await expect(page.getByTestId('search'), 'a scan works at once').toBeFocused();

  await page.reload();
  await expect(page.getByTestId('ship-selected'), 'mode and language are kept').toContainText(
    'Ship selected',
  );
});

test('without a network the connection test says so and stores nothing', async ({ host, page }) => {
  await host.stop();
  // A port of this machine that nobody listens on stands for a network that is down.
  await host.start({ PACKBENCH_SENDCLOUD_URL: 'http://127.0.0.1:9' });
  await page.goto(host.url);
  await page.getByTestId('start-connect').click();
  await expect(page.getByTestId('connect-submit'), 'nothing to test yet').toBeDisabled();
  await page.getByTestId('public-key').fill('public');
  await page.getByTestId('secret-key').fill('secret');
  await page.getByTestId('connect-submit').click();
  const note = page.getByTestId('error-note');
  await expect(note).toHaveAttribute('data-code', 'offline');
  await expect(note).toContainText('Geen verbinding');
  await page.reload();
  await expect(page.getByTestId('start-practice'), 'still the first start').toBeVisible();
});

test('four languages, light and dark, large and small rows; each is kept', async ({ practice: page }) => {
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('choice-en').click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByTestId('choice-dark').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByTestId('choice-packer').click();
  await page.reload();
  await expect(page.getByTestId('order-row').first()).toHaveCSS('height', '56px');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByTestId('nav-history')).toContainText('History');
});

test('nothing is wider than the window, on any screen, in any language and size', async ({
  host,
  practice: page,
}) => {
  test.setTimeout(120_000);
  const { orders } = (await host.call('orders_list')) as {
    orders: { id: number; integration_id: number; problems: unknown[] }[];
  };
  const ready = orders.filter((order) => order.integration_id > 0 && order.problems.length === 0);
  const some = ready.slice(0, 3).map((order) => order.id);
  await host.call('ship', { orders: some, options: {}, request_id: 'wide' });
  for (const language of ['nl', 'en', 'de', 'fr']) {
    for (const density of ['desk', 'packer']) {
      await page.getByTestId('nav-settings').click();
      await page.getByTestId(`choice-${language}`).click();
      await page.getByTestId(`choice-${density}`).click();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      for (const screen of ['orders', 'batches', 'history', 'print', 'bookings', 'shops', 'settings']) {
        await page.getByTestId(`nav-${screen}`).click();
        if (screen === 'orders') await page.getByTestId('select-all').click();
        if (screen === 'history') await page.getByTestId('history-batch').click();
        if (screen === 'history') await expect(page.getByTestId('print-labels')).toBeVisible();
        const wider = await page.evaluate(() => {
          const edge = window.innerWidth;
          const all = [...document.querySelectorAll<HTMLElement>('body *')];
          return all
            .filter((element) => element.getBoundingClientRect().right > edge + 1)
            .map((element) => element.outerHTML.slice(0, 120));
        });
        expect(wider, `${screen} in ${language}, ${density}`).toEqual([]);
        if (screen === 'orders') await page.getByTestId('select-all').click();
      }
    }
  }
});
