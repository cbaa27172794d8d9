// A pause is there at once, whatever the worker is at.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openLab, openSite } from '../harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** Milliseconds that a long step takes. */
const LONG = 400;

async function openSlow() {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/#v=1&steps=50000&hidden=16`);
  return page;
}

/** Keeps the worker busy, as a long step does. */
const blockWorker = (page) =>
  page.workers()[0].evaluate((milliseconds) => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end);
  }, LONG);

/** How long a pause takes, and the steps before and after. */
const pauseNow = (page) =>
  page.evaluate(async () => {
    const lab = document.querySelector('unfold-lab');
    const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    const start = performance.now();
    await lab.pause();
    const took = performance.now() - start;
    const { step, running } = lab.state;
    await after(1000);
    return { took, running, step, later: lab.state.step };
  });

test('a pause takes at most 50 ms while the worker is in a step of 400, and then nothing moves', async () => {
  const page = await openSlow();
  const took = [];
  for (let i = 0; i < 5; ++i) {
    await page.evaluate(() => document.querySelector('unfold-lab').play());
    await page.waitForTimeout(200);
    const blocked = blockWorker(page);
    await page.waitForTimeout(30);
    const pause = await pauseNow(page);
    await blocked;
    took.push(pause.took);
    assert.equal(pause.running, false);
    assert.equal(pause.later, pause.step, 'the run moved while it was paused');
  }
  took.sort((a, b) => a - b);
  assert.ok(took[2] <= 50, `${took} ms`);
  assertNoProblems(page);
  await page.context().close();
});

test('what was held back by a pause is there when the run goes on', async () => {
  const page = await openSlow();
  await page.evaluate(() => document.querySelector('unfold-lab').play());
  await page.waitForTimeout(200);
  const blocked = blockWorker(page);
  await page.waitForTimeout(30);
  const { step } = await pauseNow(page);
  await blocked;
  const curve = await page.evaluate(async () => {
    const lab = document.querySelector('unfold-lab');
    await lab.step(1);
    const { step, curves } = lab.state;
    return { step, x: curves.loss.x };
  });
  assert.ok(curve.step > step);
  assert.deepEqual(curve.x, [...Array(curve.step).keys()]);
  assertNoProblems(page);
  await page.context().close();
});
