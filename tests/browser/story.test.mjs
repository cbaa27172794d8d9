// The story beside a lab: what folds away, and how it opens.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openSite } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

test('what only some readers want folds away: a link or a key opens it, in any language', async () => {
  const page = await site.page({ path: 'lab/hihello/?open=printed' });
  const summary = (name) => page.locator(`details[data-fold=${name}] summary`);
  const open = () =>
    page.$$eval('details[data-fold]', (folds) =>
      folds.filter((fold) => fold.open).map((fold) => fold.dataset.fold),
    );
  await page.waitForFunction(() => document.querySelector('[data-fold=printed]').open);
  assert.deepEqual(await open(), ['printed']);
  await page.waitForFunction(() => scrollY > 0);
  assert.equal(await page.locator('[data-fold=notebook] pre').isVisible(), false);

  await summary('notebook').focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await open(), ['notebook', 'printed']);
  assert.equal(await page.locator('[data-fold=notebook] pre').isVisible(), true);

  await summary('printed').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '한국어' }).click();
  await page.waitForFunction(() =>
    /\p{Script=Hangul}/u.test(document.querySelector('[data-fold=notebook] summary').textContent),
  );
  assert.deepEqual(await open(), ['notebook']);
  assertNoProblems(page);
  await page.context().close();
});
