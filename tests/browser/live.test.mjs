// What changes in the middle of a run, and what is kept of a run that another takes the place of.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { assertNoProblems, openLab, openSite, runToEnd, state, tell } from './harness.mjs';

const path = 'lab/hihello/#v=1&steps=60&hidden=6';
let site;
before(async () => (site = await openSite()));
after(() => site.close());

const text = (page, selector) => page.locator(`unfold-lab ${selector}`).innerText();

/** Types a value; settles when it is taken or refused. */
async function type(page, input, value) {
  await page.locator(`unfold-lab #input-${input}`).fill(value);
  await tell(page, 'set', input, value);
}

test('a live input changes where the run is; link, form and file tell it, another input resets and the last run is a click away', async () => {
  const page = await site.page();
  await openLab(page, site.url + path);
  await tell(page, 'step', 20);
  await type(page, 'learning_rate', '0.02');
  assert.equal((await state(page)).step, 20);
  await tell(page, 'step', 10);
  const changed = await state(page);
  assert.deepEqual([changed.step, changed.preset], [30, '']);
  assert.deepEqual(changed.changed, { learning_rate: '0.02' });
  const link = page.url();
  assert.match(link, /[#&]hidden=6&steps=60&at\.20\.learning_rate=0\.02$/);

  // The link is the same run, from its start.
  const other = await site.page();
  await openLab(other, link);
  assert.equal((await state(other)).inputs.learning_rate, '0.1');
  await tell(other, 'step', 30);
  const again = await state(other);
  assert.equal(again.fingerprint, changed.fingerprint);
  assert.equal(again.inputs.learning_rate, '0.02');
  assert.equal(await other.locator('unfold-lab #input-learning_rate').inputValue(), '0.02');
  await other.context().close();

  // A value that is refused leaves the run alone.
  await type(page, 'learning_rate', 'fast');
  assert.equal((await state(page)).error.input, 'learning_rate');
  assert.deepEqual([(await state(page)).step, (await state(page)).total], [30, 60]);
  await type(page, 'learning_rate', '0.02');
  assert.equal((await state(page)).error, null);
  assert.equal((await state(page)).fingerprint, changed.fingerprint);

  // Another input is another run, with the values as they are.
  await type(page, 'hidden', '7');
  const fresh = await state(page);
  assert.deepEqual([fresh.step, fresh.inputs.learning_rate], [0, '0.02']);
  assert.match(page.url(), /hidden=7/);
  assert.match(page.url(), /[&]learning_rate=0\.02/);
  assert.doesNotMatch(page.url(), /at\./);
  assert.match(await text(page, '.last-run'), /30/);
  await page.locator('unfold-lab [data-run="back"]').click();
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.step === 30);
  assert.equal((await state(page)).fingerprint, changed.fingerprint);
  assert.equal(page.url(), link);
  assert.equal((await state(page)).inputs.hidden, '6');

  // A run at its end goes on for some steps more.
  await runToEnd(page);
  await tell(page, 'extend', 15);
  await page.waitForFunction(() => {
    const { done, step, total } = document.querySelector('unfold-lab').state;
    return done && step === 75 && total === 75;
  });
  assert.match(page.url(), /at\.60\.steps=75/);

  // A reset begins with what the form shows.
  await tell(page, 'reset');
  assert.deepEqual((await state(page)).inputs.learning_rate, '0.02');
  assert.doesNotMatch(page.url(), /at\./);
  assertNoProblems(page);
  await page.context().close();
});

test('a live input changes while the run goes on, which it does', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/#v=1&steps=50000&hidden=128`);
  await tell(page, 'play');
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.step > 10);
  await type(page, 'learning_rate', '0.05');
  const before = await state(page);
  assert.ok(before.running && before.step > 10);
  await page.waitForFunction(
    (step) => document.querySelector('unfold-lab').state.step > step + 50,
    before.step,
  );
  assert.match(page.url(), /at\.\d+\.learning_rate=0\.05/);

  // The name of a file says the step that is in it.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('unfold-lab [data-file="save"]').click(),
  ]);
  const named = /^hihello-step-(\d+)\.safetensors$/.exec(download.suggestedFilename());
  const header = (await readFile(await download.path())).toString('latin1', 8, 4000);
  assert.equal(/"step":"(\d+)"/.exec(header)[1], named[1]);

  // However many steps are asked for, a pause is heard.
  await tell(page, 'pause');
  const stepping = tell(page, 'step', 1e9);
  await tell(page, 'pause');
  await stepping;
  assert.ok(!(await state(page)).done);
  assertNoProblems(page);
  await page.context().close();
});

test('a loss that is no number any more ends the run with a sentence, and nothing is drawn of it', async () => {
  const page = await site.page();
  const wild = 'optimizer=sgd&learning_rate=10&steps=200';
  await openLab(page, `${site.url}lab/time-series/?lang=ko#v=1&${wild}`);
  await tell(page, 'play');
  await page.waitForFunction(() => {
    const { running, trouble } = document.querySelector('unfold-lab').state;
    return trouble !== null && !running;
  });
  const ended = await state(page);
  assert.ok(ended.done && !ended.running && ended.step < 200);
  assert.deepEqual([ended.plots, ended.matrices, ended.images], [{}, {}, {}]);
  const told = await text(page, '.problem');
  assert.match(told, new RegExp(`스텝 ${ended.step - 1}부터`));
  assert.match(told, /“학습률”/);
  assertNoProblems(page);
  await page.context().close();
});
