// Going back through a run: what is shown is of that step, and going on from it comes to the same end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import {
  assertNoProblems,
  exposeWorker,
  openLab,
  openSite,
  runToEnd,
  sidewaysScroll,
  state,
  tell,
} from './harness.mjs';
import { native } from './native.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const slider = (page) => page.locator('unfold-lab unfold-scrubber input');
const place = (page) => page.locator('unfold-lab unfold-whereabouts .place');

/** Events of a kind that the lab has told, as they come. */
function hear(page, type) {
  return page.evaluate((type) => {
    window.heard = [];
    document
      .querySelector('unfold-lab')
      .addEventListener(type, ({ detail }) => window.heard.push(detail));
  }, type);
}
const heard = (page) => page.evaluate(() => window.heard);

/** Draws the handle to a share of the track, by the mouse. */
async function drag(page, share) {
  const box = await slider(page).boundingBox();
  const at = (part) => box.x + 8 + (box.width - 16) * part;
  const { step, total } = await state(page);
  await page.mouse.move(at(step / total), box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(at((step / total + share) / 2), box.y + box.height / 2, { steps: 4 });
  await page.mouse.move(at(share), box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
}

const isAt = (page, step) =>
  page.waitForFunction(
    (step) => {
      const { state } = document.querySelector('unfold-lab');
      return state.step === step && state.fingerprint !== '';
    },
    step,
    { timeout: 20_000 },
  );

/** What a page shows at each of these steps that goes on without going back. */
async function straight(path, steps) {
  const page = await site.page();
  await openLab(page, site.url + path);
  const seen = [];
  for (const step of steps) {
    await tell(page, 'step', step - (await state(page)).step);
    seen.push(await state(page));
  }
  await page.context().close();
  return seen;
}

const runs = [
  { id: 'hihello', step: 4, text: 'prediction' },
  { id: 'binary-memory', step: 12, end: 40 },
];

for (const { id, step, text, end } of runs) {
  test(`${id}: the handle goes back to a step as it was, and the run goes on to the native program's end`, async () => {
    const fragment = end ? `#v=1&steps=${end}` : '';
    const path = `lab/${id}/${fragment}`;
    const [expected] = await straight(path, [step]);
    const page = await site.page();
    await openLab(page, site.url + path);
    const { total } = await runToEnd(page);
    await hear(page, 'unfold-step');
    await drag(page, step / total);
    await isAt(page, step);
    const found = await state(page);
    assert.deepEqual(
      [found.fingerprint, found.texts, found.curves, found.newest],
      [expected.fingerprint, expected.texts, expected.curves, total],
    );
    if (text) {
      const symbols = page.locator('unfold-lab unfold-text .symbol');
      assert.equal((await symbols.allInnerTexts()).join(''), found.texts[text]);
    }
    assert.match(await place(page).innerText(), new RegExp(`${step} of ${total}`));
    const told = (await heard(page)).at(-1);
    assert.deepEqual([told.step, told.newest, told.running], [step, total, false]);

    const { fingerprint } = await runToEnd(page);
    assert.equal(
      fingerprint,
      (await native(id, ...(end ? ['--steps', `${end}`] : []))).fingerprint,
    );
    assert.equal(await place(page).count(), 0);
    assertNoProblems(page);
    await page.context().close();
  });
}

test('back in time a live input begins a branch, and the run that is left is a click away', async () => {
  const page = await site.page();
  const path = 'lab/hihello/#v=1&steps=60&hidden=6';
  await openLab(page, site.url + path);
  const { fingerprint } = await runToEnd(page);
  await tell(page, 'goTo', 20);
  await page.locator('unfold-lab #input-learning_rate').fill('0.02');
  await tell(page, 'set', 'learning_rate', '0.02');
  assert.deepEqual([(await state(page)).step, (await state(page)).newest], [20, 20]);
  await tell(page, 'step', 40);
  assert.match(page.url(), /at\.20\.learning_rate=0\.02/);
  const [again] = await straight(page.url().slice(site.url.length), [60]);
  assert.equal((await state(page)).fingerprint, again.fingerprint);

  // Before the branch the form has what the run began with; then it changes by itself.
  await tell(page, 'goTo', 10);
  assert.equal(await page.locator('unfold-lab #input-learning_rate').inputValue(), '0.1');
  assert.equal((await runToEnd(page)).fingerprint, again.fingerprint);
  assert.equal(await page.locator('unfold-lab #input-learning_rate').inputValue(), '0.02');

  await page.locator('unfold-lab [data-run=back]').click();
  await page.waitForFunction(
    (fingerprint) => document.querySelector('unfold-lab').state.fingerprint === fingerprint,
    fingerprint,
  );
  assertNoProblems(page);
  await page.context().close();
});

test('a worker that dies while the run is back in time has a successor there', async () => {
  const page = await site.page();
  await exposeWorker(page);
  await openLab(page, `${site.url}lab/hihello/`);
  await runToEnd(page);
  await tell(page, 'goTo', 20);
  await page.evaluate(() => window.worker.terminate());
  await tell(page, 'step', 1);
  assert.deepEqual([(await state(page)).step, (await state(page)).newest], [21, 50]);
  await page.evaluate(() => window.worker.terminate());
  await tell(page, 'goTo', 7);
  const [at7] = await straight('lab/hihello/', [7]);
  assert.equal((await state(page)).fingerprint, at7.fingerprint);
  const { fingerprint } = await runToEnd(page);
  assert.equal(fingerprint, (await native('hihello')).fingerprint);
  assertNoProblems(page);
  await page.context().close();
});

test('a goal that was reached is not told again by who goes back', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/`);
  await page.evaluate(() => (document.querySelector('unfold-lab').goal = 'prediction = ihello'));
  await hear(page, 'unfold-goal');
  await runToEnd(page);
  assert.equal((await heard(page)).length, 1);
  const { step } = (await heard(page))[0];
  await tell(page, 'goTo', step - 1);
  await runToEnd(page);
  await tell(page, 'goTo', step);
  assert.equal((await heard(page)).length, 1);
  await page.context().close();
});

test('a long way back shows how far it is, gives way to another wish, and can be left', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/#v=1&steps=20000&hidden=64`);
  await tell(page, 'play');
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.step > 1500, null, {
    timeout: 60_000,
  });
  await tell(page, 'pause');
  await page.evaluate(() => document.querySelector('unfold-lab').goTo(Infinity));
  const { step, fingerprint } = await state(page);
  await page.evaluate(() => {
    const lab = document.querySelector('unfold-lab');
    window.landed = [];
    lab.addEventListener('unfold-step', ({ detail }) => window.landed.push(detail.step));
    for (const wish of [1400, 1300, 1200]) void lab.goTo(wish);
  });
  await isAt(page, 1200);
  assert.ok((await page.evaluate(() => window.landed.length)) <= 3);
  const kept = await page.locator('unfold-lab unfold-whereabouts .kept').innerText();
  assert.match(kept, /^\d+ checkpoints?, [\d.]+ [kM]B$/);
  await page.locator('unfold-lab [data-run=forth]').click();
  await isAt(page, step);
  assert.equal((await state(page)).fingerprint, fingerprint);

  // What is kept on the device is the newest of the run.
  await tell(page, 'goTo', 100);
  await page.waitForTimeout(300);
  await openLab(page, `${site.url}lab/hihello/#v=1&steps=20000&hidden=64`);
  const found = await state(page);
  assert.deepEqual([found.step, found.fingerprint], [step, fingerprint]);
  await tell(page, 'goTo', 90);
  assert.equal((await state(page)).step, 90);
  assertNoProblems(page);
  await page.context().close();
});

test('the handle goes by keys, says where it is, and fits a phone, in three languages', async () => {
  for (const language of ['en', 'ko', 'zh']) {
    const page = await site.page({ width: 390, height: 844 });
    await openLab(page, `${site.url}lab/hihello/?lang=${language}`);
    await runToEnd(page);
    await slider(page).focus();
    await page.keyboard.press('Home');
    await isAt(page, 0);
    await page.keyboard.press('ArrowRight');
    await isAt(page, 1);
    await page.keyboard.press('End');
    await isAt(page, 50);
    await page.keyboard.press('PageDown');
    await page.waitForFunction(() => document.querySelector('unfold-lab').state.step < 50);
    const said = page.locator('unfold-lab unfold-whereabouts [role=status]');
    await said.filter({ hasText: /\d/ }).waitFor({ state: 'attached' });
    assert.match(await slider(page).getAttribute('aria-valuetext'), /45.*50|50.*45/);
    assert.ok((await sidewaysScroll(page)) <= 0, language);
    assert.deepEqual(await violations(page), [], language);
    assertNoProblems(page);
    await page.context().close();
  }
});
