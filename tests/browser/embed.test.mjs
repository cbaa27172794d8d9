// A lab in other people's pages: in a frame, as an element, under their rules.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  assertNoProblems,
  dist,
  labReady,
  openSite,
  runToEnd,
  sidewaysScroll,
} from './harness.mjs';
import { serve } from './server.mjs';

let site;
let school;
let folder;
before(async () => {
  site = await openSite();
  folder = await mkdtemp(join(tmpdir(), 'unfold-school-'));
  school = await serve(folder);
});
after(async () => {
  await school.close();
  await site.close();
  await rm(folder, { recursive: true });
});

/** Opens a page of another origin with this body. */
async function openSchool(body, options = {}) {
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><title>School</title><link rel="icon" href="data:,">${body}`,
  );
  const page = await site.page({ origins: [school.origin], ...options });
  await page.addInitScript(() => {
    window.heard = [];
    addEventListener('message', ({ data }) => window.heard.push(data));
  });
  await page.goto(school.url);
  return page;
}

const iframe = (path, attributes = '') =>
  `<iframe src="${site.url}lab/${path}" title="Lab" width="100%" height="600" ${attributes}></iframe>`;

const heard = (page, type) =>
  page
    .waitForFunction((type) => window.heard.find((data) => data.type === type), type)
    .then((h) => h.jsonValue());

const ask = (page, message) =>
  page.evaluate(
    (message) => document.querySelector('iframe').contentWindow.postMessage(message, '*'),
    message,
  );

test('the frame of the example is as high as its lab, and grows with it', async () => {
  const page = await site.page({ path: 'examples/embed/iframe.html', width: 600 });
  await page.locator('iframe').scrollIntoViewIfNeeded();
  const frame = await (await page.locator('iframe').elementHandle()).contentFrame();
  await labReady(frame);
  const fits = () =>
    page.waitForFunction(() => {
      const frame = document.querySelector('iframe');
      const content = frame.contentDocument.documentElement;
      return (
        frame.clientHeight >= content.scrollHeight &&
        frame.clientHeight < content.scrollHeight + 2 &&
        frame.clientHeight !== 600
      );
    });
  await fits();
  const before = await page.locator('iframe').evaluate((frame) => frame.clientHeight);
  await runToEnd(frame);
  await page.waitForFunction(
    (before) => document.querySelector('iframe').clientHeight !== before,
    before,
  );
  await fits();
  assertNoProblems(page);
  await page.context().close();
});

test('a frame tells its parent its size in the three ways that hosts understand', async () => {
  const page = await openSchool(iframe('hihello/?embed=1'));
  const { height } = await heard(page, 'unfold:size');
  assert.ok(height > 300);
  const said = await page.evaluate(() => window.heard);
  assert.ok(said.some(({ subject, height }) => subject === 'lti.frameResize' && height > 0));
  assert.ok(said.some(({ context, action }) => context === 'h5p' && action === 'hello'));
  await ask(page, { context: 'h5p', action: 'hello' });
  await page.waitForFunction(() => window.heard.some(({ action }) => action === 'prepareResize'));
  await ask(page, { context: 'h5p', action: 'resizePrepared' });
  const resize = await page.waitForFunction(() =>
    window.heard.find(({ action }) => action === 'resize'),
  );
  assert.ok((await resize.jsonValue()).scrollHeight > 300);
  assertNoProblems(page);
  await page.context().close();
});

test('a parent plays a lab by messages and hears what happens', async () => {
  const page = await openSchool(iframe('hihello/?embed=1'));
  const ready = await heard(page, 'unfold:ready');
  assert.equal(ready.state.lab, 'hihello');
  await ask(page, { type: 'unfold:set', inputs: { hidden: 3, steps: '20' } });
  await heard(page, 'unfold:state');
  await ask(page, { type: 'unfold:play' });
  await heard(page, 'unfold:step');
  const done = await heard(page, 'unfold:done');
  assert.equal(done.state.step, 20);
  assert.equal(done.state.inputs.hidden, '3');
  await ask(page, { type: 'unfold:reset' });
  await ask(page, { type: 'unfold:step', steps: 2 });
  await page.waitForFunction(() =>
    window.heard.some(({ type, step }) => type === 'unfold:step' && step === 2),
  );
  await ask(page, { type: 'unfold:get', id: 42 });
  const answer = await page.waitForFunction(() => window.heard.find(({ id }) => id === 42));
  assert.equal((await answer.jsonValue()).state.inputs.hidden, '3');
  await ask(page, { type: 'unfold:set', inputs: { hidden: 0 } });
  assert.equal((await heard(page, 'unfold:error')).input, 'hidden');
  for (const message of [
    null,
    'unfold:play',
    { type: 'constructor' },
    { type: 'unfold:set', inputs: null },
  ]) {
    await ask(page, message);
  }
  assertNoProblems(page);
  await page.context().close();
});

test('markup in a message, a run that is opened and a file of one’s own runs no script', async () => {
  const attack = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';
  const page = await openSchool(iframe('char-rnn/?embed=1'));
  await heard(page, 'unfold:ready');
  const frame = page.frames()[1];
  await frame.locator('[data-input=corpus] input[type=file]').setInputFiles({
    name: `${attack.replaceAll('/', '')}.txt`,
    mimeType: 'text/html',
    buffer: Buffer.from(attack.repeat(100)),
  });
  const isRead = (attack) =>
    document.querySelector('unfold-lab').state.inputs.corpus.includes(attack);
  await frame.waitForFunction(isRead, attack.slice(0, 9));
  await ask(page, { type: 'unfold:set', inputs: { hidden: attack, [attack]: attack } });
  await heard(page, 'unfold:error');
  await frame.evaluate(async (attack) => {
    const lab = document.querySelector('unfold-lab');
    const run = await lab.save();
    const text = new TextDecoder('latin1').decode(run).replaceAll('char-rnn', attack.slice(0, 8));
    await lab.restore(Uint8Array.from(text, (symbol) => symbol.charCodeAt(0))).catch(() => {});
    await lab.restore(new TextEncoder().encode(attack)).catch(() => {});
    await new Promise(requestAnimationFrame);
  }, attack);
  assert.equal(await frame.evaluate(() => window.ran), undefined);
  assertNoProblems(page);
  await page.context().close();
});

test('a frame obeys its parent alone', async () => {
  const page = await openSchool(iframe('hihello/?embed=1'));
  await heard(page, 'unfold:ready');
  const frame = page.frames()[1];
  await frame.evaluate(() => window.postMessage({ type: 'unfold:play' }, '*'));
  await frame.waitForTimeout(300);
  assert.equal(await frame.evaluate(() => document.querySelector('unfold-lab').state.step), 0);
  await page.context().close();
});

test('a frame that is bound to another origin neither speaks nor obeys', async () => {
  const page = await openSchool(iframe('hihello/?embed=1&origin=https://school.example'));
  const frame = page.frames()[1];
  await labReady(frame);
  await ask(page, { type: 'unfold:play' });
  await frame.waitForTimeout(300);
  assert.equal(await frame.evaluate(() => document.querySelector('unfold-lab').state.step), 0);
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  await page.context().close();
});

test('an embedded lab stands alone, in the language and theme of its link', async () => {
  const page = await openSchool(
    iframe('hihello/?embed=1&lang=ko&theme=dark&hide=inputs#hidden=7'),
    { width: 390 },
  );
  const frame = page.frames()[1];
  await labReady(frame);
  await frame.waitForFunction(() => document.documentElement.lang === 'ko');
  const seen = (selector) => frame.locator(selector).first().isVisible();
  assert.equal(await seen('.masthead'), false);
  assert.equal(await seen('.story'), false);
  assert.equal(await seen('unfold-lab unfold-form'), false);
  assert.equal(await seen('unfold-lab'), true);
  assert.equal(
    await frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme),
    'dark',
  );
  assert.equal(
    await frame.evaluate(() => document.querySelector('unfold-lab').state.inputs.hidden),
    '7',
  );
  assert.ok((await sidewaysScroll(frame)) <= 0);
  assertNoProblems(page);
  await page.context().close();
});

test('a sandboxed frame trains, with nothing but scripts and its own origin', async () => {
  const page = await openSchool(
    iframe('hihello/?embed=1', 'sandbox="allow-scripts allow-same-origin"'),
  );
  const frame = page.frames()[1];
  await labReady(frame);
  assert.equal((await runToEnd(frame)).done, true);
  assertNoProblems(page);
  await page.context().close();
});

test('the element of the example plays to its end', async () => {
  const page = await site.page({ path: 'examples/embed/element.html' });
  await labReady(page);
  assert.equal((await runToEnd(page)).inputs.text, 'hello world');
  await page.waitForFunction(() => document.querySelector('#heard').textContent.startsWith('Done'));
  assertNoProblems(page);
  await page.context().close();
});

test('the element works in a page of another origin, under a strict policy', async () => {
  const open = await serve(dist, {
    base: '/unfold/',
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
  const policy = [
    "default-src 'none'",
    `script-src ${open.origin} 'wasm-unsafe-eval' blob:`,
    'worker-src blob:',
    'img-src data:',
    `connect-src ${open.origin}`,
  ].join('; ');
  const page = await openSchool(
    `<meta http-equiv="Content-Security-Policy" content="${policy}">
     <script type="module" src="${open.url}unfold-lab.js"></script>
     <unfold-lab lab="hihello" steps="20" lang="ko"></unfold-lab>
     <unfold-lab lab="one-cell"></unfold-lab>`,
    { origins: [school.origin, open.origin] },
  );
  await labReady(page);
  const { step, fingerprint } = await runToEnd(page);
  assert.equal(step, 20);
  assert.match(fingerprint, /^[0-9a-f]{16}$/);
  const second = page.locator('unfold-lab').nth(1);
  await second.evaluate((lab) => lab.play());
  assert.equal(await second.evaluate((lab) => lab.state.done), true);
  assertNoProblems(page);
  await page.context().close();
  await open.close();
});
