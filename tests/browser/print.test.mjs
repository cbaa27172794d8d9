// A lab on paper: story, inputs and results in light colours, and nothing to press.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openLab, openSite, tell } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** A lab that has trained for some steps, on paper once the page has what that takes. */
async function onPaper(path, options) {
  const page = await site.page(options);
  await openLab(page, `${site.url}${path}`);
  await tell(page, 'step', 20);
  await page.waitForFunction(() => document.adoptedStyleSheets.length > 0);
  for (const part of ['canvas', 'button']) {
    await page.locator(`unfold-chart ${part}`).first().waitFor();
    await page.locator(`unfold-lab [data-group=results] ${part}`).first().waitFor();
  }
  await page.emulateMedia({ media: 'print' });
  await page.locator('.on-paper').waitFor();
  return page;
}

/** What the eye sees of these, inside of the lab too. */
const visible = async (page, selector) => {
  const all = await page.locator(selector).all();
  const seen = await Promise.all(all.map((each) => each.isVisible()));
  return seen.filter(Boolean).length;
};

test('a lab is printed with its inputs, its results and its story, and without controls', async () => {
  const page = await onPaper('lab/hihello/?lang=ko#v=1&hidden=8&cell=gru');
  const rows = await page.locator('.on-paper tr').allInnerTexts();
  assert.ok(rows.some((row) => /\b8$/.test(row)));
  assert.ok(rows.some((row) => /GRU$/.test(row)));
  assert.match(await page.locator('.on-paper').innerText(), /20.*50|50.*20/);
  assert.match(await page.locator('.on-paper .address').innerText(), /hidden=8/);
  for (const panel of ['unfold-chart', 'unfold-heat-map']) {
    assert.ok((await visible(page, `unfold-lab ${panel}`)) > 0, panel);
  }
  for (const control of ['button', 'input', 'select', 'nav', 'header', 'footer']) {
    assert.equal(await visible(page, control), 0, control);
  }
  const fold = page.locator('[data-fold=notebook]');
  assert.equal(await fold.locator('> :not(summary)').first().isVisible(), true);
  assert.equal(await visible(page, '[data-fold^=answer] > :not(summary)'), 0);
  assertNoProblems(page);
  await page.context().close();
});

/** How light the points of a canvas are that are painted. */
const lightness = (page, selector) =>
  page
    .locator(selector)
    .first()
    .evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const light = [];
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] > 200) light.push((data[i] + data[i + 1] + data[i + 2]) / 3);
      }
      return light.reduce((sum, each) => sum + each, 0) / light.length;
    });

test('on paper the dark theme is light, charts too, and afterwards dark again', async () => {
  const page = await onPaper('lab/hihello/?theme=dark');
  const paper = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.equal(await paper(), 'rgb(255, 255, 255)');
  await page.waitForTimeout(300);
  const printed = await lightness(page, 'unfold-heat-map canvas');
  await page.emulateMedia({ media: 'screen' });
  await page.waitForFunction(() => !document.querySelector('.on-paper'));
  assert.notEqual(await paper(), 'rgb(255, 255, 255)');
  await page.waitForTimeout(300);
  const shown = await lightness(page, 'unfold-heat-map canvas');
  assert.ok(printed > shown + 40, `${printed}, ${shown}`);
  assert.equal(await visible(page, '[data-fold=notebook] > :not(summary)'), 0);
  await page.context().close();
});

test('a browser makes pages of it', async () => {
  const page = await onPaper('lab/stock/');
  await page.emulateMedia({ media: null });
  const pdf = await page.pdf({ format: 'A4' });
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  assert.ok(pages >= 2 && pages <= 6, `${pages} pages`);
  assertNoProblems(page);
  await page.context().close();
});
