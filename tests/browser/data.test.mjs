// The data of a lab: fetched when it is needed, asked for again when it could not be had.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openLab, openSite } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const state = (page) => page.evaluate(() => document.querySelector('unfold-lab').state);
const isData = /\/data\/.*\.gz/;

function fetched(page) {
  const names = [];
  page.on('request', (request) => {
    if (isData.test(request.url())) names.push(new URL(request.url()).pathname);
  });
  return names;
}

test('a lab that reads no data fetches none', async () => {
  const page = await site.page();
  const names = fetched(page);
  await openLab(page, `${site.url}lab/hihello/`);
  assert.deepEqual(names, []);
  await page.context().close();
});

test('a lab that reads data has it, and has it from the browser the next time', async () => {
  const page = await site.page();
  const names = fetched(page);
  await openLab(page, `${site.url}lab/stock/`);
  assert.equal((await state(page)).error, null);
  assert.ok((await state(page)).total > 0);
  assert.equal(names.length, 1);
  await openLab(page, `${site.url}lab/stock/`);
  assert.ok((await state(page)).total > 0);
  assert.equal(names.length, 1);
  assertNoProblems(page);
  await page.context().close();
});

const said = { en: /could not be loaded/, ko: /불러오지 못했어요/, zh: /无法加载/ };

for (const [lang, words] of Object.entries(said)) {
  test(`where data cannot be had the page says what to do in ${lang}, and tries again`, async () => {
    const page = await site.page();
    await page.route(isData, (route) => route.fulfill({ status: 503 }));
    await openLab(page, `${site.url}lab/stock/?lang=${lang}`);
    const { error } = await state(page);
    assert.match(error.message, words);
    assert.equal(error.input, undefined);
    const again = page.locator('unfold-lab .problem button');
    await again.waitFor();
    await page.unroute(isData);
    await again.click();
    await page.waitForFunction(() => document.querySelector('unfold-lab').state.total > 0);
    assert.equal((await state(page)).error, null);
    await page.context().close();
  });
}

test('while data is on its way the page tells how much is here', async () => {
  const page = await site.page();
  let go;
  const gate = new Promise((resolve) => (go = resolve));
  await page.route(isData, async (route) => {
    await gate;
    await route.continue();
  });
  await page.goto(`${site.url}lab/stock/`);
  const bar = page.locator('unfold-lab progress');
  // Before that it is not known how much there is.
  await page.locator('unfold-lab progress[value]').waitFor();
  assert.ok(Number(await bar.getAttribute('max')) > 1);
  go();
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.total > 0);
  assert.equal(await bar.count(), 0);
  assertNoProblems(page);
  await page.context().close();
});

test('a file of its own that a link names is asked for at its field', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/stock/`);
  const input = await page.evaluate(() => {
    const form = document.querySelector('unfold-lab').shadowRoot.querySelector('unfold-form');
    return form.inputs.find(({ kind }) => kind === 'file').name;
  });
  await openLab(page, `${site.url}lab/stock/#${input}=prices.csv%231a2b3c4d`);
  const { error } = await state(page);
  assert.equal(error.input, input);
  assert.match(error.message, /prices\.csv\. Open it again/);
  assertNoProblems(page);
  await page.context().close();
});
