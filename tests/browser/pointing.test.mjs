// What is pointed at in one panel of a lab lights up in its others.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openGroup, openLab, openSite } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const lab = (page, what) => page.locator(`unfold-lab ${what}`);

test('a time step of a prediction, a cell and the drawn network is lit up in the others', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/`);
  await page.evaluate(() => document.querySelector('unfold-lab').step(20));
  await openGroup(page, 'inside');
  if ((await lab(page, 'unfold-inside details[open]').count()) === 0)
    await lab(page, 'unfold-inside summary').click();
  await lab(page, 'unfold-inside .cell').waitFor();
  await lab(page, 'unfold-text .pair').nth(3).hover();
  await lab(page, 'unfold-inside .steps .pointed:has-text("4")').waitFor();
  await lab(page, 'unfold-network .pointed').first().waitFor();
  await lab(page, 'unfold-inside unfold-heat-map .cursor.pointed').first().waitFor();
  await lab(page, 'unfold-inside .steps button').nth(1).hover();
  await lab(page, 'unfold-text .pair:nth-child(1 of .pointed)').first().waitFor();
  const at = await lab(page, 'unfold-text .pair').evaluateAll((all) =>
    all.findIndex((each) => each.classList.contains('pointed')),
  );
  assert.equal(at, 1);
  await page.mouse.move(0, 0);
  await lab(page, 'unfold-text .pointed').waitFor({ state: 'detached' });
  assertNoProblems(page);
  await page.context().close();
});

test('a row of a picture, a unit and a symbol are lit up wherever their axis is, by keyboard and by touch', async () => {
  const page = await site.page({ width: 390, hasTouch: true });
  await openLab(page, `${site.url}lab/mnist-rnn/`);
  await page.evaluate(() => document.querySelector('unfold-lab').step(1));
  await lab(page, 'unfold-ask .ask').press('Enter');
  const rows = lab(page, 'unfold-ask [data-panel=row_by_row]');
  await rows.locator('.map').focus();
  for (let i = 0; i < 6; ++i) await page.keyboard.press('ArrowRight');
  const row = lab(page, 'unfold-ask unfold-images .row');
  await row.waitFor();
  assert.match(await row.getAttribute('style'), /top: calc\(17\.857/);
  await lab(page, 'unfold-ask [data-panel=states] .cursor.pointed').waitFor();
  const picture = lab(page, 'unfold-ask unfold-images .alone');
  await picture.scrollIntoViewIfNeeded();
  const { x, y, height } = await picture.boundingBox();
  await page.touchscreen.tap(x + 20, y + (10.5 / 28) * height);
  const pointed = rows.locator('.cursor.pointed');
  await pointed.waitFor();
  assert.match(await row.getAttribute('style'), /top: calc\(35\.714/);
  assertNoProblems(page);
  await page.context().close();
});
