// The language with the longest words: no text lies over another or is broken in a word, in any state, at 1280 x 800. Dutch
// is looked at with the checks of access, every language that is photographed by the screenshots.
import { expect, test } from './host';
import { illegible } from './legible';
import { WALKS } from './states';
import { Desk } from './states/desk';

test.describe.configure({ mode: 'parallel' });

test('what cannot be read is seen', async ({ page }) => {
  await page.setContent(`
    <style>body { font: 16px sans-serif } p { margin: 0; height: 8px } i { display: block; margin-top: 60px }</style>
    <p>one line</p><p>over another</p>
    <i>apart</i>
    <div style="width: 40px; overflow-wrap: anywhere">Gebroken</div>
    <div style="width: 90px; overflow: hidden">whole words wrap</div>
    <div style="height: 10px; overflow: hidden">cut<br />off</div><b>below</b>`);
  const found = await illegible(page);
  expect(found[0]).toContain('broken: Gebroken');
  expect(found.slice(1)).toEqual(['over one another: one line | over another']);
});

for (const [name, walk] of Object.entries(WALKS)) {
  test(`every text can be read in German: ${name}`, async ({ host, page }) => {
    test.setTimeout(120_000);
    const desk = new Desk(host, page, 'de', async (state) => {
      expect.soft(await illegible(page), state).toEqual([]);
    });
    try {
      await walk(desk);
    } finally {
      desk.stop();
    }
  });
}
