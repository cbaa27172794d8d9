// A run that is left goes on when it is opened again; as a file it goes anywhere.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { assertNoProblems, openLab, openSite, runToEnd, state } from './harness.mjs';

const path = 'lab/hihello/#v=1&steps=400&hidden=6';
let site;
before(async () => (site = await openSite()));
after(() => site.close());

const notices = (page) => page.locator('unfold-lab .results .message').allTextContents();
const reset = (page) => page.evaluate(() => document.querySelector('unfold-lab').reset());

async function steps(page, n) {
  await page.evaluate((n) => document.querySelector('unfold-lab').step(n), n);
  return state(page);
}

async function openRun(options) {
  const page = await site.page(options);
  await openLab(page, site.url + path);
  return page;
}

/** The fingerprint of the run that nothing interrupts. */
async function uninterrupted() {
  const page = await openRun();
  const { fingerprint } = await runToEnd(page);
  await page.context().close();
  return fingerprint;
}

/** Settles when the browser has stored what it was given. */
const stored = (page) => page.waitForTimeout(300);

test('a page that is loaded again goes on where the run was left, to the same end', async () => {
  const page = await openRun();
  const left = await steps(page, 150);
  await stored(page);
  await openLab(page, site.url + path);
  const found = await state(page);
  assert.deepEqual([found.step, found.fingerprint], [150, left.fingerprint]);
  assert.deepEqual(found.curves, left.curves);
  assert.match((await notices(page)).join(), /150/);
  assert.equal((await runToEnd(page)).fingerprint, await uninterrupted());
  assertNoProblems(page);
  await page.context().close();
});

test('a page that is left while it trains goes on from about where it was', async () => {
  const page = await openRun();
  const long = `${site.url}lab/hihello/#v=1&steps=50000&hidden=32`;
  await openLab(page, long);
  await page.evaluate(() => document.querySelector('unfold-lab').play());
  await page.waitForTimeout(2500);
  const { step } = await state(page);
  await openLab(page, long);
  const found = await state(page);
  assert.ok(found.step > 0, 'nothing was kept');
  assert.ok(found.step > step / 3, `${found.step} of ${step} steps were kept`);
  assertNoProblems(page);
  await page.context().close();
});

test('Reset starts anew, and what was kept is gone', async () => {
  const page = await openRun();
  await steps(page, 50);
  await stored(page);
  await reset(page);
  assert.equal((await state(page)).step, 0);
  await stored(page);
  await openLab(page, site.url + path);
  assert.equal((await state(page)).step, 0);
  assert.deepEqual(await notices(page), []);
  await page.context().close();
});

test('other inputs have a run of their own', async () => {
  const page = await openRun();
  await steps(page, 50);
  await page.evaluate(() => document.querySelector('unfold-lab').set('hidden', 7));
  assert.equal((await state(page)).step, 0);
  await page.evaluate(() => document.querySelector('unfold-lab').set('hidden', 6));
  assert.equal((await state(page)).step, 50);
  await page.context().close();
});

test('where nothing can be stored everything else works', async () => {
  const page = await site.page();
  await page.addInitScript(() => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    for (const name of ['indexedDB', 'localStorage', 'caches']) {
      Object.defineProperty(window, name, { get: denied });
    }
  });
  await openLab(page, site.url + path);
  await steps(page, 50);
  await openLab(page, site.url + path);
  assert.equal((await state(page)).step, 0);
  assert.equal((await runToEnd(page)).fingerprint, await uninterrupted());
  assertNoProblems(page);
  await page.context().close();
});

const neverAnswering = {
  'does not open': () => {
    indexedDB.open = () => ({});
  },
  'opens and gives nothing': () => {
    IDBObjectStore.prototype.get = () => ({});
  },
};

for (const [what, silence] of Object.entries(neverAnswering)) {
  test(`storage that ${what} is not waited for`, async () => {
    const page = await site.page();
    await page.addInitScript(silence);
    await openLab(page, site.url + path);
    assert.equal((await steps(page, 50)).step, 50);
    await reset(page);
    assert.equal((await runToEnd(page)).fingerprint, await uninterrupted());
    assertNoProblems(page);
    await page.context().close();
  });
}

test('a run saved as a file goes on in another browser, to the same end', async () => {
  const page = await openRun();
  const left = await steps(page, 150);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('unfold-lab [data-file=save]').click(),
  ]);
  assert.equal(download.suggestedFilename(), 'hihello-step-150.safetensors');
  const file = await download.path();

  const other = await site.page();
  await openLab(other, `${site.url}lab/hihello/`);
  const [chooser] = await Promise.all([
    other.waitForEvent('filechooser'),
    other.locator('unfold-lab [data-file=open]').click(),
  ]);
  await chooser.setFiles(file);
  await other.waitForFunction(() => document.querySelector('unfold-lab').state.step === 150);
  const found = await state(other);
  assert.deepEqual(found.inputs, left.inputs);
  assert.equal(found.fingerprint, left.fingerprint);
  assert.match(other.url(), /hidden=6/);
  assert.equal((await runToEnd(other)).fingerprint, await uninterrupted());
  assertNoProblems(page);
  assertNoProblems(other);
  await page.context().close();
  await other.context().close();
});

test('a run of another lab opens on the page of that lab', async () => {
  const page = await openRun();
  const left = await steps(page, 20);
  const bytes = await page.evaluate(async () => [
    ...(await document.querySelector('unfold-lab').save()),
  ]);
  await openLab(page, `${site.url}lab/one-cell/`);
  await page.evaluate((bytes) => {
    void document.querySelector('unfold-lab').restore(Uint8Array.from(bytes));
  }, bytes);
  await page.waitForURL(/lab\/hihello\//);
  await page.waitForFunction(() => document.querySelector('unfold-lab')?.state.step === 20);
  assert.equal((await state(page)).fingerprint, left.fingerprint);
  assertNoProblems(page);
  await page.context().close();
});

test('a damaged file is refused in words, and nothing is lost', async () => {
  const page = await openRun();
  const left = await steps(page, 150);
  const good = await page.evaluate(async () => [
    ...(await document.querySelector('unfold-lab').save()),
  ]);
  const middle = good.length >> 1;
  const damaged = {
    empty: [],
    text: [...new TextEncoder().encode('hello')],
    short: good.slice(0, middle),
    changed: good.with(middle, good[middle] ^ 1),
    picture: [...(await readFile(new URL('../../web/public/mark.svg', import.meta.url)))],
  };
  for (const [what, bytes] of Object.entries(damaged)) {
    const message = await page.evaluate(async (bytes) => {
      const restored = document.querySelector('unfold-lab').restore(Uint8Array.from(bytes));
      return restored.then(
        () => 'taken',
        (error) => error.message,
      );
    }, bytes);
    assert.ok(message.length > 20, `${what}: ${message}`);
    const { step, fingerprint, error } = await state(page);
    assert.deepEqual([step, fingerprint, error], [150, left.fingerprint, null], what);
  }
  assert.equal((await runToEnd(page)).fingerprint, await uninterrupted());
  assertNoProblems(page);
  await page.context().close();
});
