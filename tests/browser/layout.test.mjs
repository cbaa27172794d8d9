// How a lab's page is laid out: lines that can be read, formulas that can be seen, a lab in sight.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { labIds, openLab, openSite } from './harness.mjs';

let site;
let ids;
before(async () => {
  site = await openSite();
  const page = await site.page({ path: '' });
  ids = await labIds(page);
  await page.context().close();
});
after(() => site.close());

async function onEveryLab({ width, height = 800 }, lang, check) {
  const page = await site.page({ width, height });
  for (const id of ids) {
    await openLab(page, `${site.url}lab/${id}/?lang=${lang}`);
    await page.waitForFunction((lang) => document.documentElement.lang === lang, lang);
    await check(page, `${id} in ${lang} at ${width} pixels`);
  }
  await page.context().close();
}

for (const lang of ['en', 'ko', 'zh']) {
  test(`the run bar and the top of the results are in sight at 1280 × 800 in ${lang}`, async () => {
    await onEveryLab({ width: 1280 }, lang, async (page, what) => {
      const bottom = async (selector) => {
        const { y, height } = await page.locator(`unfold-lab ${selector}`).boundingBox();
        return y + Math.min(height, 120);
      };
      assert.ok((await bottom('unfold-run-bar')) <= 800, what);
      assert.ok((await bottom('.results')) <= 800, what);
    });
  });
}

test('a line of the story is at most 36 rem long, and 34 where two stand side by side', async () => {
  for (const [width, measure] of [
    [1000, 36],
    [1280, 34],
  ]) {
    await onEveryLab({ width }, 'en', async (page, what) => {
      const widths = await page.$$eval('.story > p', (lines) =>
        lines.map((line) => line.getBoundingClientRect().width / 16),
      );
      assert.ok(Math.max(...widths) <= measure, `${what}: ${Math.max(...widths)} rem`);
      assert.ok(Math.max(...widths) >= measure - 2, `${what}: ${Math.max(...widths)} rem`);
    });
  }
});

test('a formula that is wider than its column scrolls in a place that can have the focus', async () => {
  for (const width of [320, 1280]) {
    await onEveryLab({ width }, 'en', async (page, what) => {
      const lost = await page.$$eval('.story math[display=block]', (formulas) =>
        formulas
          .filter((formula) => {
            const box = formula.closest('[tabindex="0"]');
            if (!box || getComputedStyle(box).overflowX !== 'auto') return true;
            return (
              box.getBoundingClientRect().right > box.parentElement.getBoundingClientRect().right
            );
          })
          .map((formula) => formula.textContent),
      );
      assert.deepEqual(lost, [], what);
    });
  }
});
