// Nothing keeps anybody out: every state of every walk, as far as a program can tell. WCAG 2.2 AA in light, its contrast in
// dark, 7:1 in high contrast; targets that a gloved finger hits; everything within reach at 200 %; nothing that moves for who
// wants no movement; no text over another; one language.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { engineEnglish } from './english';
import { expect, test } from './host';
import { brokenWords, illegible } from './legible';
import { outOfReach } from './reach';
import { WALKS } from './states';
import { Desk } from './states/desk';
import { smallTargets } from './targets';

test.describe.configure({ mode: 'parallel' });

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>;
/** Only shades differ between the themes: in these just the contrast is looked at, in high contrast 7:1. */
const DARK = { media: { colorScheme: 'dark' }, rule: 'color-contrast' } as const;
const HIGH = { media: { contrast: 'more' }, rule: 'color-contrast-enhanced' } as const;
const DARK_HIGH = { media: { ...DARK.media, ...HIGH.media }, rule: HIGH.rule } as const;
/** Every role of the tokens is in one of these. */
const IN_HIGH_CONTRAST = [
  'connect-wrong-keys',
  'orders-problems',
  'orders-offline',
  'confirm-problems',
  'batch-failures',
  'batch-unknown',
  'batch-paused',
  'duplicates-strip',
  'shops-field-error',
  'settings-wemasy',
];

/** The same page as the section before, further down: axe has seen all of it. */
const SCROLLED_ON = /^settings-(live-)?(?!live|connection|shop-fails|wemasy$)/;

/** Each kind of screen and sheet once; the other states are these with other words. */
const AT_200 = [
  'start',
  'connect',
  'first-statuses',
  'orders',
  'orders-selected',
  'orders-filter-dates',
  'columns',
  'palette',
  'help',
  'scanner',
  'confirm',
  'confirm-options',
  'split',
  'batch-failures',
  'printer-sheet',
  'print-standing',
  'label-zoom',
  'printer-setup',
  'history',
  'bookings',
  'settings-connection',
  'shops',
  'shops-orders',
  'shops-correct',
  'shops-import-preview',
];

/** What is set to move, though the person asked for nothing to. */
function moving(): string[] {
  const long = (times: string) => times.split(',').some((time) => parseFloat(time) > 0);
  return [...document.querySelectorAll('*')]
    .filter((element) => {
      const style = getComputedStyle(element);
      const animated = style.animationName !== 'none' && long(style.animationDuration);
      return animated || long(style.transitionDuration);
    })
    .map((element) => element.outerHTML.slice(0, 140));
}

async function complaints(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      // The grid around the box is the tab stop, and its keys scroll the box: a second stop would help nobody.
      .filter(({ target }) => id !== 'scrollable-region-focusable' || !/rowgroup|\.box/.test(String(target)))
      .map(({ target, failureSummary }) => `${id}: ${String(target)} ${failureSummary ?? ''}`),
  );
}

function density(name: string): void {
  document.documentElement.dataset.density = name;
}

async function look(page: Page, where: string): Promise<void> {
  const show = (media: Media) =>
    page.emulateMedia({ colorScheme: 'light', contrast: null, reducedMotion: 'reduce', ...media });
  await show({});
  expect.soft(await page.evaluate(smallTargets, 44), `${where}: targets of 44 px`).toEqual([]);
  await page.evaluate(density, 'packer');
  expect.soft(await page.evaluate(smallTargets, 56), `${where}: 56 px at the packing table`).toEqual([]);
  // The list of orders lays its columns out anew for packers, who have a state of their own.
  if (!where.startsWith('orders'))
    expect.soft(await illegible(page), `${where}: every text can be read from there`).toEqual([]);
  await page.evaluate(density, 'desk');
  expect.soft(await page.evaluate(moving), `${where}: nothing moves`).toEqual([]);
  expect.soft(await illegible(page), `${where}: every text can be read`).toEqual([]);
  expect.soft(await engineEnglish(page), `${where}: in the language of the window`).toEqual([]);
  if (!SCROLLED_ON.test(where)) {
    expect.soft(await complaints(new AxeBuilder({ page }).withTags(RULES)), where).toEqual([]);
    for (const { media, rule } of [DARK, ...(IN_HIGH_CONTRAST.includes(where) ? [HIGH, DARK_HIGH] : [])]) {
      await show(media);
      const found = await complaints(new AxeBuilder({ page }).withRules([rule]));
      expect.soft(found, `${where}, ${JSON.stringify(media)}`).toEqual([]);
    }
  }
  if (!AT_200.includes(where)) return;
  // A window of 1280 x 800 at 200 %.
  await page.setViewportSize({ width: 640, height: 400 });
  expect.soft(await page.evaluate(outOfReach), `${where}: within reach at 200 %`).toEqual([]);
  expect.soft(await page.evaluate(brokenWords), `${where}: no broken word at 200 %`).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
}

for (const [name, walk] of Object.entries(WALKS)) {
  test(`nothing keeps anybody out: ${name}`, async ({ host, page }) => {
    test.setTimeout(180_000);
    const desk = new Desk(host, page, 'nl', (state) => look(page, state));
    try {
      await walk(desk);
    } finally {
      desk.stop();
    }
  });
}
