// What the page about embedding tells readers to paste, pasted into stand-ins for the hosts.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertNoProblems, openSite, runToEnd, sidewaysScroll, spoken } from './harness.mjs';
import { native } from './native.mjs';
import { serve } from './server.mjs';

let site;
let host;
let folder;
before(async () => {
  site = await openSite({ headers: { 'Access-Control-Allow-Origin': '*' } });
  folder = await mkdtemp(join(tmpdir(), 'unfold-embedding-'));
  host = await serve(folder);
});
after(async () => {
  await host.close();
  await site.close();
  await rm(folder, { recursive: true });
});

async function openPage(lang = 'en', options = {}) {
  const page = await site.page({ path: `embedding/?lang=${lang}`, ...options });
  await spoken(page, lang);
  return page;
}

async function snippets() {
  const page = await openPage();
  const all = await page.locator('article[lang=en] pre code').allTextContents();
  await page.context().close();
  return all;
}

/** A page of the host with this body. */
async function pasted(body, policy = '') {
  const rule = policy && `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8">${rule}<title>Host</title><link rel="icon" href="data:,">${body}`,
  );
  const page = await site.page({ origins: [host.origin] });
  await page.goto(host.url);
  await page.locator('iframe, unfold-lab').first().scrollIntoViewIfNeeded();
  return page;
}

async function runsIn(page) {
  const frame = page.frames().at(-1);
  await frame.waitForFunction(() => document.querySelector('unfold-lab')?.state?.step === 0);
  const { fingerprint } = await runToEnd(frame);
  assert.equal(fingerprint, (await native('hihello')).fingerprint);
  assertNoProblems(page);
  await page.context().close();
}

test('every snippet has the address of the page that tells of it, in any language', async () => {
  for (const lang of ['en', 'ko', 'zh']) {
    const page = await openPage(lang);
    const all = await page.locator(`article[lang=${lang}] pre code`).allTextContents();
    const addressed = all.filter((text) => !/^(npm|pip|lab\.|```\{anywidget\})/.test(text));
    assert.ok(addressed.length >= 11);
    for (const text of addressed) assert.ok(text.includes(site.url), text);
    await page.context().close();
  }
});

test('the frame runs where a host lets frames of the site in and nothing else', async () => {
  const frames = (await snippets()).map((text) => /<iframe.*<\/iframe>/s.exec(text)?.[0]);
  const [frame, ...others] = new Set(frames.filter(Boolean));
  assert.ok(frame);
  assert.deepEqual(others, []);
  await runsIn(await pasted(frame, `default-src 'none'; frame-src ${site.origin}; img-src data:`));
});

test('the address runs in the frame that a host makes of it, with its own sandbox', async () => {
  const [address] = await snippets();
  for (const attributes of [
    'width="100%" height="600" frameborder="0" allowfullscreen', // IPython
    'width="640" height="400" sandbox="allow-scripts allow-popups allow-same-origin allow-forms"',
  ]) {
    await runsIn(
      await pasted(`<iframe src="${address.trim()}" title="Lab" ${attributes}></iframe>`),
    );
  }
});

test('the element runs where a host lets in scripts of the site', async () => {
  const element = (await snippets()).find((text) => text.includes('<unfold-lab'));
  await runsIn(
    await pasted(
      element,
      `default-src 'none'; script-src ${site.origin} 'wasm-unsafe-eval' blob:; worker-src blob:; connect-src ${site.origin} data: blob:; img-src data: blob:`,
    ),
  );
});

test('the directive of a book has a module of the book, which loads that of the site', async () => {
  const all = await snippets();
  const [, name, traits] = /\{anywidget\} (\S+)\n(.*)\n```/s.exec(
    all.find((text) => text.includes('{anywidget}')),
  );
  const page = await pasted('<iframe title="none" srcdoc=""></iframe><main></main>');
  await writeFile(
    join(folder, name),
    all.find((text) => text.startsWith('export')),
  );
  await page.evaluate(
    async ([address, traits]) => {
      const { default: widget } = await import(address);
      const model = { get: (name) => traits[name], set() {}, save_changes() {}, on() {}, off() {} };
      await widget.render({ model, el: document.querySelector('main') });
    },
    [host.url + name, JSON.parse(traits)],
  );
  await page.waitForFunction(
    () => document.querySelector('unfold-lab').state.inputs.hidden === '8',
  );
  assertNoProblems(page);
  await page.context().close();
});

test('a slide of reveal.js is the lab', async () => {
  const slide = (await snippets()).find((text) => text.includes('data-background-iframe'));
  const page = await pasted(`<iframe title="none" srcdoc=""></iframe>${slide}`);
  await page.evaluate(() => {
    const frame = document.querySelector('iframe');
    frame.removeAttribute('srcdoc');
    frame.src = document.querySelector('section').dataset.backgroundIframe;
  });
  await runsIn(page);
});

test('a snippet is copied by keyboard, and the page says so', async () => {
  const page = await openPage('ko', { permissions: ['clipboard-read', 'clipboard-write'] });
  const snippet = page.locator('article[lang=ko] .snippet').first();
  await snippet.locator('button').press('Enter');
  await page.locator('[role=status]:has-text("복사했어요.")').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, (await snippet.locator('code').textContent()).trim());
  await page.context().close();
});

test('axe finds nothing on the page, and nothing scrolls sideways', async () => {
  for (const [lang, theme] of [
    ['en', 'light'],
    ['zh', 'dark'],
  ]) {
    const page = await openPage(lang, { width: 320, theme });
    assert.deepEqual(await violations(page), [], lang);
    assert.ok((await sidewaysScroll(page)) <= 0, lang);
    await page.context().close();
  }
});
