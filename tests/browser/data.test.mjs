// The data of a lab: fetched when it is needed, asked for again when it could not be had.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { assertNoProblems, dist, openLab, openSite, state } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

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

const wrong = {
  'the page of a captive portal': '<!doctype html><title>Sign in</title>',
  nothing: '',
  'half of it': 'half',
  'other bytes of the same length': 'other',
};

/** What stands in a file's place. */
async function replaced(route, body) {
  if (body !== 'half' && body !== 'other') return route.fulfill({ status: 200, body });
  const sent = await (await route.fetch()).body();
  const unpacked = gunzipSync(sent);
  unpacked[unpacked.length >> 1] ^= 1;
  return route.fulfill({ body: body === 'half' ? sent.subarray(0, sent.length / 2) : unpacked });
}

const keptData = (page) =>
  page.evaluate(async () =>
    (await (await caches.open('unfold-data')).keys()).map(({ url }) => url),
  );

test('what is not the file of the site is told so, is not kept, and is asked for again', async () => {
  const page = await site.page();
  for (const [what, body] of Object.entries(wrong)) {
    await page.route(isData, (route) => replaced(route, body));
    await openLab(page, `${site.url}lab/stock/`);
    const { error } = await state(page);
    assert.match(error.message, /This site’s file goog\.csv is at fault, not one of yours/, what);
    assert.equal(error.input, undefined, what);
    assert.deepEqual(await keptData(page), [], what);
    await page.unroute(isData);
  }
  await page.locator('unfold-lab .problem button').click();
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.total > 0);
  assert.equal((await keptData(page)).length, 1);
  await page.context().close();
});

test('a wrong file in the cache, from whatever time, is replaced by the right one', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/stock/`);
  const right = await state(page);
  await page.evaluate(async () => {
    const cache = await caches.open('unfold-data');
    for (const { url } of await cache.keys()) {
      await cache.put(url, new Response('<!doctype html>'));
      await cache.put(url.replace(/v=.*/, 'v=38114'), new Response('old'));
    }
  });
  const names = fetched(page);
  await openLab(page, `${site.url}lab/stock/`);
  assert.equal((await state(page)).error, null);
  assert.equal((await state(page)).total, right.total);
  assert.equal(names.length, 1);
  await openLab(page, `${site.url}lab/stock/`);
  assert.equal(names.length, 1);
  assert.equal((await keptData(page)).length, 1);
  assertNoProblems(page);
  await page.context().close();
});

test('a cache that never answers is not waited for', async () => {
  const page = await site.page();
  await page.addInitScript(() => {
    if (globalThis.caches) caches.open = () => new Promise(() => {});
  });
  await openLab(page, `${site.url}lab/stock/`);
  assert.equal((await state(page)).error, null);
  assertNoProblems(page);
  await page.context().close();
});

test('the address of a file changes with its bytes, and the list of the site tells their hash', async () => {
  const manifest = JSON.parse(await readFile(join(dist, 'data/manifest.json'), 'utf8'));
  const page = await site.page();
  let asked;
  page.on('request', (request) => {
    if (isData.test(request.url())) asked = new URL(request.url());
  });
  await openLab(page, `${site.url}lab/stock/`);
  const { bytes, sha256 } = manifest['goog.csv'];
  const unpacked = gunzipSync(await readFile(join(dist, 'data/goog.csv.gz')));
  assert.equal(unpacked.length, bytes);
  assert.equal(createHash('sha256').update(unpacked).digest('hex'), sha256);
  assert.ok(sha256.startsWith(asked.searchParams.get('v')));
  await page.context().close();
});

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
