// How a lab's page is laid out: lines that can be read, formulas that can be seen, a lab in sight.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { backgroundNames, labIds, openLab, openSite, sidewaysScroll, spoken } from './harness.mjs';

let site;
let ids;
let background;
before(async () => {
  site = await openSite();
  const page = await site.page({ path: '' });
  ids = await labIds(page);
  background = await backgroundNames(page);
  await page.context().close();
});
after(() => site.close());

/** The run bar and the top of the results are in sight. */
async function inSight(page, what) {
  const bottom = async (selector) => {
    const { y, height } = await page.locator(`unfold-lab ${selector}`).boundingBox();
    return y + Math.min(height, 120);
  };
  assert.ok((await bottom('unfold-run-bar')) <= 800, what);
  assert.ok((await bottom('.results')) <= 800, what);
}

/** A line of the story is about as long as it may be. */
const readable = (measure) => async (page, what) => {
  const widths = await page.$$eval('.story > p', (lines) =>
    lines.map((line) => line.getBoundingClientRect().width / 16),
  );
  const longest = Math.max(...widths);
  assert.ok(longest <= measure && longest >= measure - 2, `${what}: ${longest} rem`);
};

/** A formula that is wider than its column scrolls in a place that can have the focus. */
async function formulasKept(page, what) {
  const lost = await page.$$eval('.story math[display=block]', (formulas) =>
    formulas
      .filter((formula) => {
        const box = formula.closest('[tabindex="0"]');
        if (!box || getComputedStyle(box).overflowX !== 'auto') return true;
        return box.getBoundingClientRect().right > box.parentElement.getBoundingClientRect().right;
      })
      .map((formula) => formula.textContent),
  );
  assert.deepEqual(lost, [], what);
}

/** What is checked at a width; at 1280 pixels two lines of the story stand side by side. */
const checks = new Map([
  [1280, [inSight, readable(34), formulasKept]],
  [1000, [readable(36)]],
  [320, [formulasKept]],
]);

test('the lab is in sight, lines are read and no formula is lost, in any language at any width', async () => {
  const page = await site.page();
  for (const id of ids) {
    await openLab(page, `${site.url}lab/${id}/`);
    for (const lang of ['ko', 'zh', 'en']) {
      await page.locator(`a[data-lang=${lang}]`).first().press('Enter');
      await spoken(page, lang);
      for (const [width, list] of checks) {
        await page.setViewportSize({ width, height: 800 });
        for (const check of list) await check(page, `${id} in ${lang} at ${width} pixels`);
      }
    }
  }
  await page.context().close();
});

/** A drawing is on the page, and large enough to be read. */
async function drawingsKept(page, what) {
  const small = await page.$$eval('.drawing', (drawings) =>
    drawings
      .map((drawing) => drawing.getBoundingClientRect())
      .filter(({ width }) => width > 0)
      .filter(({ left, right, width }) => left < 0 || right > innerWidth || width < 256)
      .map(({ width }) => width),
  );
  assert.deepEqual(small, [], what);
}

test('pages of background keep their formulas and drawings at any width', async () => {
  const page = await site.page();
  for (const name of background) {
    for (const lang of ['en', 'ko', 'zh']) {
      await page.goto(`${site.url}${name}/?lang=${lang}`);
      await spoken(page, lang);
      assert.ok((await page.locator('.drawing:visible').count()) > 0);
      for (const width of [320, 390, 1000, 1280]) {
        const what = `${name} in ${lang} at ${width} pixels`;
        await page.setViewportSize({ width, height: 800 });
        await formulasKept(page, what);
        await drawingsKept(page, what);
        assert.ok((await sidewaysScroll(page)) <= 0, what);
      }
    }
  }
  await page.context().close();
});
