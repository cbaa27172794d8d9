// Every page for every reader: axe-core, both themes, narrow windows, three languages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { backgroundNames, labIds, openLab, openSite, sidewaysScroll, spoken } from './harness.mjs';

/** Of the labs that train, one of each kind: they are made of the same panels and fields. */
const training = ['hihello', 'long-sentence', 'char-rnn', 'gradient-flow', 'stock', 'mnist-rnn'];

let site;
let paths;
let background;
before(async () => {
  site = await openSite();
  const page = await site.page({ path: '' });
  const basics = await labIds(page, 'basics');
  background = (await backgroundNames(page)).map((name) => `${name}/`);
  paths = [
    '',
    'about/',
    'about-data/',
    'glossary/',
    'speed/',
    ...background,
    ...[...basics, ...training].map((id) => `lab/${id}/`),
  ];
  await page.context().close();
});
after(() => site.close());

async function open(page, path) {
  if (!path.startsWith('lab/')) return page.goto(site.url + path);
  await openLab(page, site.url + path);
  await page.evaluate(() => document.querySelector('unfold-lab').step(2));
  await askModel(page);
}

/** Asks what can be asked, so that the answer is there too. */
async function askModel(page) {
  const button = page.locator('unfold-ask .ask');
  const canAsk = await page.evaluate(
    () => document.querySelector('unfold-lab').shadowRoot.querySelector('unfold-ask') !== null,
  );
  if (!canAsk) return;
  await button.click();
  await page.locator('unfold-ask :is(.asked, .refusal, .failure)').first().waitFor();
}

/** Every page is loaded once and looked at in each theme and width; a theme is its colours. */
async function checkPage(page, path) {
  const what = path || 'gallery';
  for (const [theme, rules] of [['light'], ['dark', ['color-contrast']]]) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      assert.deepEqual(await violations(page, rules), [], `${what}, ${theme}, ${width} pixels`);
    }
  }
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 800 });
    assert.ok((await sidewaysScroll(page)) <= 0, `${what}, ${width} pixels`);
  }
}

test('axe finds nothing in both themes at 390 and 1280 pixels, and nothing scrolls sideways', async () => {
  const page = await site.page();
  for (const path of paths) {
    await open(page, path);
    await checkPage(page, path);
  }
  await page.context().close();
});

for (const lang of ['ko', 'zh']) {
  test(`axe finds nothing and nothing scrolls sideways in ${lang}`, async () => {
    const page = await site.page({ width: 390 });
    for (const path of [
      '',
      'about/',
      'about-data/',
      'glossary/',
      'speed/',
      ...background,
      ...['hihello', 'stock', 'mnist-rnn'].map((id) => `lab/${id}/`),
    ]) {
      await open(page, `${path}?lang=${lang}`);
      await spoken(page, lang);
      assert.deepEqual(await violations(page), [], path);
      assert.ok((await sidewaysScroll(page)) <= 0, path);
    }
    await page.context().close();
  });
}
