// A lab where not everything is allowed: the reader is told what is missing, and nothing else breaks.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertNoProblems, dist, labReady, openLab, openSite, runToEnd } from './harness.mjs';
import { serve } from './server.mjs';

let site;
let open;
let school;
let folder;
before(async () => {
  site = await openSite();
  open = await serve(dist, { base: '/open/', headers: { 'Access-Control-Allow-Origin': '*' } });
  folder = await mkdtemp(join(tmpdir(), 'unfold-frames-'));
  school = await serve(folder);
});
after(async () => {
  await school.close();
  await open.close();
  await site.close();
  await rm(folder, { recursive: true });
});

/** A page of another origin with this body. */
async function openSchool(body) {
  await writeFile(
    join(folder, 'index.html'),
    `<!doctype html><html lang="en"><title>School</title><link rel="icon" href="data:,">${body}`,
  );
  const page = await site.page({ origins: [school.origin, open.origin] });
  await page.addInitScript(() => {
    window.heard = [];
    addEventListener('message', ({ data }) => window.heard.push(data));
  });
  await page.goto(school.url);
  return page;
}

const iframe = (url, attributes = '') =>
  `<iframe src="${url}" title="Lab" width="100%" height="600" ${attributes}></iframe>`;

const waitForText = (frame, words) =>
  frame.waitForFunction(
    ([source]) => {
      const text = (root) =>
        [...root.querySelectorAll('*')]
          .map((element) => (element.shadowRoot ? text(element.shadowRoot) : ''))
          .join(' ') + root.textContent;
      return new RegExp(source).test(text(document.body));
    },
    [words.source],
  );

test('a sandbox with scripts alone says what is missing, unless the host lets anyone read', async () => {
  const path = 'lab/hihello/?embed=1';
  const page = await openSchool(
    iframe(site.url + path, 'sandbox="allow-scripts"') +
      iframe(`${site.url}${path}&lang=ko`, 'sandbox="allow-scripts"') +
      iframe(open.url + path, 'sandbox="allow-scripts"'),
  );
  const [, closed, korean, free] = page.frames();
  await waitForText(closed, /allow-same-origin.*Access-Control-Allow-Origin: \*/);
  await waitForText(korean, /allow-same-origin을 더하거나/);
  await labReady(free);
  assert.equal((await runToEnd(free)).done, true);
  await page.context().close();
});

test('where a frame lets no file out, saving says so', async () => {
  const path = `${site.url}lab/hihello/?embed=1#v=1&steps=5`;
  const page = await openSchool(iframe(path, 'sandbox="allow-scripts allow-same-origin"'));
  const [, frame] = page.frames();
  await labReady(frame);
  await frame.locator('unfold-lab [data-file=save]').click();
  await waitForText(frame, /If no file has come.*allow-downloads/);
  await page.context().close();
  for (const [sandbox, words] of [
    ['allow-scripts allow-same-origin', /its sandbox lacks allow-downloads/],
    ['allow-scripts allow-same-origin allow-downloads', null],
  ]) {
    const own = await site.page({ path: 'examples/embed/iframe.html' });
    await own.evaluate(
      ([path, sandbox]) => {
        document.body.innerHTML = `<iframe sandbox="${sandbox}" src="${path}" title="Lab"></iframe>`;
      },
      [path, sandbox],
    );
    const inside = await (await own.locator('iframe').elementHandle()).contentFrame();
    await inside.waitForURL(/hihello/);
    await labReady(inside);
    const download = words ? null : own.waitForEvent('download');
    await inside.locator('unfold-lab [data-file=save]').click();
    if (words) await waitForText(inside, words);
    else await download;
    const notices = await inside.locator('unfold-lab .results p.message').allTextContents();
    assert.equal(notices.length, words ? 1 : 0);
    await own.context().close();
  }
});

/** The element in a page with this policy; gives the page once the words are there. */
async function underPolicy(policy, words) {
  const page = await openSchool(
    `<meta http-equiv="Content-Security-Policy" content="${policy}">
     <script type="module" src="${open.url}unfold-lab.js"></script>
     <unfold-lab lab="hihello" lang="en"></unfold-lab>`,
  );
  await waitForText(page, words);
  await page.context().close();
}

test('a policy that forbids WebAssembly, or what labs are drawn with, is told in words', async () => {
  const all = `script-src ${open.origin} blob:; worker-src blob:; connect-src ${open.origin}`;
  await underPolicy(all, /forbids WebAssembly.*wasm-unsafe-eval/);
  await underPolicy("trusted-types 'none'", /Add “lit-html” to its trusted-types/);
});

test('a page of the site under such a policy says it too', async () => {
  const strict = await serve(dist, {
    headers: {
      'Content-Security-Policy': "trusted-types 'none'; require-trusted-types-for 'script'",
    },
  });
  const page = await site.page({ origins: [strict.origin] });
  await page.goto(`${strict.url}lab/hihello/`);
  await page.locator('.blocked', { hasText: 'lit-html' }).waitFor();
  await page.context().close();
  await strict.close();
});

test('no memory is told in words', async () => {
  const page = await site.page();
  await page.addInitScript(() => {
    window.Worker = undefined;
    WebAssembly.instantiate = async () => {
      throw new RangeError('WebAssembly.Memory(): could not allocate memory');
    };
  });
  await page.goto(`${site.url}lab/hihello/?lang=en`);
  await waitForText(page, /not enough memory/);
  await page.context().close();
});

test('twenty thousand messages are as few changes as they say, and each question has its answer', async () => {
  const page = await openSchool(iframe(`${site.url}lab/hihello/?embed=1`));
  await page.waitForFunction(() => window.heard.some(({ type }) => type === 'unfold:ready'));
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector('iframe');
    const send = (message) => contentWindow.postMessage(message, '*');
    for (let i = 1; i <= 20_000; ++i) {
      send({ type: 'unfold:set', inputs: { hidden: 1 + (i % 7), steps: i } });
    }
    send({ type: 'unfold:set', inputs: { learning_rate: 0.5, steps: 12, cell: 'gru', seed: 3 } });
    for (let i = 0; i < 20_000; ++i) send({ type: i % 2 ? 'unfold:play' : 'unfold:pause' });
    for (let i = 0; i < 20_000; ++i) send({ type: 'unfold:reset' });
    for (let i = 0; i < 7; ++i) send({ type: 'unfold:step' });
    for (let id = 0; id < 200; ++id) send({ type: 'unfold:get', id });
  });
  await page.waitForFunction(() =>
    window.heard.some(({ type, step }) => type === 'unfold:step' && step === 7),
  );
  await page.waitForFunction(() => window.heard.some(({ id }) => id === 199));
  const heard = await page.evaluate(() => window.heard);
  const changes = heard.filter(({ type, inputs }) => type === 'unfold:state' && inputs);
  assert.ok(changes.length < 100, `${changes.length} changes`);
  const { learning_rate, steps, cell, seed } = changes.at(-1).inputs;
  assert.deepEqual([learning_rate, steps, cell, seed], ['0.5', '12', 'gru', '3']);
  const answers = heard.filter(({ id }) => id !== undefined).map(({ id }) => id);
  assert.deepEqual(answers, [...Array(200).keys()]);
  assert.deepEqual(
    heard.filter(({ type }) => type === 'unfold:error'),
    [],
  );
  const [, frame] = page.frames();
  assert.equal(await frame.evaluate(() => document.querySelector('unfold-lab').state.step), 7);
  assertNoProblems(page);
  await page.context().close();
});

test('a parent that sets what there is not, or what is locked, hears of it', async () => {
  const page = await openSchool(iframe(`${site.url}lab/hihello/?embed=1&lock=hidden#hidden=6`));
  await page.waitForFunction(() => window.heard.some(({ type }) => type === 'unfold:ready'));
  for (const inputs of [{ hiden: 1 }, { hidden: 9 }]) {
    await page.evaluate(
      (inputs) =>
        document
          .querySelector('iframe')
          .contentWindow.postMessage({ type: 'unfold:set', inputs }, '*'),
      inputs,
    );
  }
  await page.waitForFunction(
    () => window.heard.filter(({ type }) => type === 'unfold:error').length === 2,
  );
  const errors = await page.evaluate(() =>
    window.heard.filter(({ type }) => type === 'unfold:error'),
  );
  assert.deepEqual(errors.map(({ code }) => code).sort(), ['locked', 'unknown-input']);
  const [, frame] = page.frames();
  const { hidden } = await frame.evaluate(() => document.querySelector('unfold-lab').state.inputs);
  assert.equal(hidden, '6');
  await page.context().close();
});

test('the title, the story and each part of a lab can be left out', async () => {
  const page = await site.page();
  const seen = (selector) => page.locator(selector).first().isVisible();
  const headingWidth = () =>
    page.locator('.heading').evaluate((heading) => heading.getBoundingClientRect().width);
  for (const embed of ['', 'embed=1&']) {
    await openLab(page, `${site.url}lab/hihello/?${embed}hide=title,story,inputs,run`);
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      assert.ok((await headingWidth()) <= 1);
    }
    for (const part of ['.story', 'unfold-lab unfold-form', 'unfold-lab unfold-run-bar']) {
      assert.equal(await seen(part), false, part);
    }
    assert.equal(await seen('unfold-lab'), true);
  }
  assertNoProblems(page);
  await page.context().close();
});

test('an open page without a network saves its run, and says why it cannot change its language', async () => {
  const page = await site.page();
  await page.route(/run-file/, (route) => route.abort());
  await openLab(page, `${site.url}lab/hihello/?lang=en#v=1&steps=30`);
  await page.evaluate(() => document.querySelector('unfold-lab').step(10));
  await page.context().setOffline(true);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('unfold-lab [data-file=save]').click(),
  ]);
  assert.match(download.suggestedFilename(), /step-10/);
  await page.locator('a[data-lang=ko]').click();
  await page
    .locator('.settings [role=status]', { hasText: '한국어를 불러오지 못했어요' })
    .waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  const chooser = page.waitForEvent('filechooser');
  await page.locator('unfold-lab [data-file=open]').click();
  const file = { name: 'run.safetensors', mimeType: '', buffer: Buffer.from('a run') };
  await (await chooser).setFiles(file);
  await waitForText(page, /could not be loaded. Check the connection/);
  await page.evaluate(() => document.querySelector('unfold-lab').step(5));
  assert.equal(await page.evaluate(() => document.querySelector('unfold-lab').state.step), 15);
  await page.unroute(/run-file/);
  await page.context().setOffline(false);
  await page.locator('a[data-lang=ko]').click();
  await page.waitForFunction(() => document.documentElement.lang === 'ko');
  await waitForText(page, /파일로 저장/);
  assert.equal(await page.locator('.settings [role=status]').textContent(), '');
  await page.context().close();
});
