// Workers share the work of long steps: the numbers of one, whatever becomes of the others.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import {
  assertNoProblems,
  exposeWorker,
  openLab,
  openSite,
  runToEnd,
  spoken,
  state,
  tell,
} from './harness.mjs';

const path = 'lab/long-sentence/#v=1&hidden=96&steps=60';
let site;
let alone;
before(async () => {
  site = await openSite();
  alone = await fingerprint(await opened(1), 1);
});
after(() => site.close());

/** A page whose machine has so many cores. */
async function opened(cores, options = {}) {
  const page = await site.page(options);
  await exposeWorker(page);
  await page.addInitScript((cores) => {
    Object.defineProperty(navigator, 'hardwareConcurrency', { value: cores });
  }, cores);
  await openLab(page, site.url + path);
  return page;
}

const cores = (page) => page.locator('unfold-cores select');
const working = (page, members) =>
  page.waitForFunction((members) => {
    const control = document.querySelector('unfold-lab').shadowRoot.querySelector('unfold-cores');
    return control?.used === members;
  }, members);

async function fingerprint(page, members) {
  await tell(page, 'play');
  await working(page, members);
  const { fingerprint } = await runToEnd(page);
  assertNoProblems(page);
  await page.context().close();
  return fingerprint;
}

test('two, three and five workers give the numbers of one', async () => {
  for (const members of [2, 3, 5])
    assert.equal(await fingerprint(await opened(members), members), alone);
});

test('one that dies has a successor, and no number changes', async () => {
  const page = await opened(2);
  await tell(page, 'play');
  await working(page, 2);
  await page.evaluate(() => window.worker.terminate());
  const { fingerprint } = await runToEnd(page);
  assert.equal(fingerprint, alone);
  await page.context().close();
});

test('the reader changes how many by the keyboard, and is remembered; a live input goes to all', async () => {
  const page = await opened(2);
  await tell(page, 'step', 2);
  await working(page, 2);
  await cores(page).focus();
  await page.keyboard.press('ArrowUp');
  await working(page, 1);
  assert.equal(await page.evaluate(() => localStorage.getItem('unfold:cores')), '1');
  await tell(page, 'step', 5);
  await cores(page).selectOption('2');
  await working(page, 2);
  await tell(page, 'step', 5);
  assert.equal((await state(page)).step, 12);
  assert.equal((await runToEnd(page)).fingerprint, alone);
  assertNoProblems(page);
  await page.context().close();
});

test('the control speaks every language, and axe finds nothing in it', async () => {
  const page = await opened(2, { width: 390 });
  await tell(page, 'step', 2);
  await working(page, 2);
  for (const [lang, said] of [
    ['ko', '코어 2개 중 2개'],
    ['zh', '2 个核心中的 2 个'],
    ['en', '2 of 2 cores'],
  ]) {
    await page.locator(`a[data-lang=${lang}]`).first().press('Enter');
    await spoken(page, lang);
    const option = cores(page).locator('option:checked');
    await option.filter({ hasText: said }).waitFor({ state: 'attached' });
  }
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});
