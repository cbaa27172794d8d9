// Every page for every reader: axe-core, both themes, narrow windows, three languages.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { labIds, openLab, openSite, runToEnd, sidewaysScroll } from './harness.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let site;
let paths;
before(async () => {
  site = await openSite();
  const page = await site.page({ path: '' });
  paths = ['', ...(await labIds(page)).map((id) => `lab/${id}/`)];
  await page.context().close();
});
after(() => site.close());

async function open(page, path) {
  if (!path.startsWith('lab/')) return page.goto(site.url + path);
  await openLab(page, site.url + path);
  await runToEnd(page);
}

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0].target.join(' ')} (${nodes.length})`,
    );
  });
  return found;
}

for (const theme of ['light', 'dark']) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing at ${width} pixels in the ${theme} theme`, async () => {
      const page = await site.page({ width, theme });
      for (const path of paths) {
        await open(page, path);
        assert.deepEqual(await violations(page), [], path || 'gallery');
      }
      await page.context().close();
    });
  }
}

for (const width of [320, 390]) {
  test(`no page scrolls sideways at ${width} pixels`, async () => {
    const page = await site.page({ width });
    for (const path of paths) {
      await open(page, path);
      assert.ok((await sidewaysScroll(page)) <= 0, path || 'gallery');
    }
    await page.context().close();
  });
}

for (const lang of ['ko', 'zh']) {
  test(`axe finds nothing and nothing scrolls sideways in ${lang}`, async () => {
    const page = await site.page({ width: 390 });
    for (const path of ['', 'lab/hihello/', 'lab/stacked-cells/']) {
      await open(page, `${path}?lang=${lang}`);
      await page.waitForFunction((lang) => document.documentElement.lang === lang, lang);
      assert.deepEqual(await violations(page), [], path);
      assert.ok((await sidewaysScroll(page)) <= 0, path);
    }
    await page.context().close();
  });
}
