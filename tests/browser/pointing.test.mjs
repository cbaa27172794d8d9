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
