// The site without a network: kept after one visit, and an update asks before it reloads.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  assertNoProblems,
  dist,
  labReady,
  openLab,
  openSite,
  runToEnd,
  state,
  tell,
} from './harness.mjs';
import { native } from './native.mjs';

/** A copy, since an update changes files. */
let folder;
let site;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unfold-offline-'));
  await cp(dist, folder, { recursive: true });
  // A frame with scripts alone is of no origin.
  site = await openSite({ folder, headers: { 'Access-Control-Allow-Origin': '*' } });
});
after(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

const visit = (path, options = {}) => site.page({ path, serviceWorkers: 'allow', ...options });

/** Waits until the whole site is kept and this page is one of it. */
const kept = (page) =>
  page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated', null, {
    timeout: 60_000,
  });

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);

/** Publishes the site anew with another file at this path. */
async function publish(path, change) {
  const [file, script] = [join(folder, path), join(folder, 'sw.js')];
  const before = await readFile(file, 'utf8');
  const changed = change(before);
  const worker = await readFile(script, 'utf8');
  assert.ok(worker.includes(hashOf(before)), `${path} is not among what is kept`);
  await writeFile(file, changed);
  await writeFile(script, worker.replace(hashOf(before), hashOf(changed)));
}

const updateCame = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    while (!registration.waiting) await new Promise((resolve) => setTimeout(resolve, 50));
  });

test('after one visit gallery, labs and languages open without a network, and a lab trains to the native bits', async () => {
  const page = await visit('');
  await kept(page);
  await page.context().setOffline(true);
  await page.reload();
  assert.ok((await page.locator('.card').count()) > 20);
  await page.goto(`${site.url}lab/hihello/?lang=ko`);
  await labReady(page);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ko');
  const { fingerprint } = await runToEnd(page);
  assert.equal(fingerprint, (await native('hihello')).fingerprint);
  await page.goto(`${site.url}lab/one-cell`);
  assert.equal(page.url(), `${site.url}lab/one-cell/`);
  await labReady(page);
  assertNoProblems(page);
  await page.context().close();
});

test('data that a lab has used are there without a network, and where they are not it says so', async () => {
  const page = await visit('lab/char-rnn/');
  await labReady(page);
  await kept(page);
  await page.context().setOffline(true);
  await openLab(page, `${site.url}lab/char-rnn/`);
  await tell(page, 'step', 2);
  const { error, step } = await state(page);
  assert.deepEqual({ error, step }, { error: null, step: 2 });
  await openLab(page, `${site.url}lab/mnist-rnn/`);
  assert.match((await state(page)).error.message, /connection|offline|load/i);
  await page.context().close();
});

test('an update asks, not while a run goes on, and then reloads the page with what is new', async () => {
  const page = await visit('lab/hihello/#steps=100000&hidden=64');
  await labReady(page);
  await kept(page);
  const marker = 'A page of another version';
  await tell(page, 'play');
  await publish('lab/hihello/index.html', (html) =>
    html.replace(/<title>[^<]*/, `<title>${marker}`),
  );
  await updateCame(page);
  const question = page.locator('unfold-update .ask');
  await page.locator('unfold-update').waitFor({ state: 'attached' });
  await page.waitForTimeout(1200);
  assert.equal(await question.count(), 0, 'it asks in the middle of a run');
  await tell(page, 'pause');
  await question.waitFor();
  assert.notEqual(await page.title(), marker);
  await Promise.all([
    page.waitForFunction((marker) => document.title === marker, marker),
    page.locator('[data-update=now]').click(),
  ]);
  await labReady(page);
  assert.match(page.url(), /#steps=100000&hidden=64$/);
  assert.equal(await page.locator('unfold-update').count(), 0);
  assertNoProblems(page);
  await page.context().close();
});

test('a file that is not the one of this version is not kept, and the site goes on without', async () => {
  const glossary = join(folder, 'glossary/index.html');
  const before = await readFile(glossary, 'utf8');
  await writeFile(glossary, `${before}<!-- someone else's page -->`);
  const page = await visit('lab/one-cell/');
  await labReady(page);
  const end = await page.evaluate(async () => {
    const worker = (await navigator.serviceWorker.register('../../sw.js')).installing;
    while (!['redundant', 'activated'].includes(worker.state)) {
      await new Promise((resolve) =>
        worker.addEventListener('statechange', resolve, { once: true }),
      );
    }
    return worker.state;
  });
  assert.equal(end, 'redundant');
  await writeFile(glossary, before);
  await page.reload();
  await kept(page);
  await page.context().close();
});

test('a frame keeps nothing, with storage or without', async () => {
  const page = await visit('');
  await kept(page);
  const other = await visit(undefined);
  for (const sandbox of ['allow-scripts allow-same-origin', 'allow-scripts']) {
    await other.setContent(
      `<iframe sandbox="${sandbox}" src="${site.url}lab/one-cell/?embed=1" width="600" height="600"></iframe>`,
    );
    const frame = other.frames()[1];
    await frame.waitForFunction(() => document.querySelector('unfold-lab')?.state?.total > 0);
    await other.waitForTimeout(1500);
  }
  await other.goto(`${site.url}lab/one-cell/?embed=1`);
  const caches = await other.evaluate(() => window.caches.keys());
  assert.deepEqual(
    caches.filter((name) => name.startsWith('unfold-site')),
    [],
  );
  await page.context().close();
  await other.context().close();
});

test('the site can be installed: its manifest has a start, a scope and icons of their sizes', async () => {
  const page = await visit('lab/one-cell/');
  const href = await page.getAttribute('link[rel=manifest]', 'href');
  const address = new URL(href, page.url());
  const manifest = await (await page.request.get(address.href)).json();
  assert.equal(new URL(manifest.start_url, address).href, site.url);
  assert.equal(new URL(manifest.scope, address).href, site.url);
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (src) => {
      const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
      return `${width}x${height}`;
    }, new URL(src, address).href);
    assert.equal(size, sizes, src);
  }
  const session = await page.context().newCDPSession(page);
  const { errors } = await session.send('Page.getAppManifest');
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A context of its own is private browsing to Chromium.
  assert.deepEqual(
    installabilityErrors.map(({ errorId }) => errorId).filter((each) => each !== 'in-incognito'),
    [],
  );
  await page.context().close();
});
