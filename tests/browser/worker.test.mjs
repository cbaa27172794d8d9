// A worker that dies, at any moment and again and again: the run goes on and ends with the same numbers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertNoProblems, built, exposeWorker, openLab, openSite, runToEnd } from './harness.mjs';

const inputs = { hidden: '128', steps: '30000' };
const kills = 30;
let site;
before(async () => (site = await openSite()));
after(() => site.close());

function nativeFingerprint(inputs) {
  const flags = Object.entries(inputs).flatMap(([name, value]) => [`--${name}`, value]);
  const lines = execFileSync(join(built, 'native/lab'), ['run', 'hihello', ...flags, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return JSON.parse(lines.trim().split('\n').at(-1)).fingerprint;
}

/** A page whose newest worker is `window.worker`. */
async function openWatched(inputs) {
  const page = await site.page();
  await exposeWorker(page);
  await openLab(page, `${site.url}lab/hihello/#v=1&${new URLSearchParams(inputs)}`);
  return page;
}

/** Ends the worker so often, each time some steps on; tells at which steps. */
function killWhileRunning(page, kills) {
  return page.evaluate(async (kills) => {
    const lab = document.querySelector('unfold-lab');
    const some = (least, most) => least + Math.random() * (most - least);
    const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
    const steps = [];
    await lab.play();
    for (let killed = null; steps.length < kills; killed = window.worker) {
      while (window.worker === killed) await after(1);
      const from = lab.state.step;
      while (lab.state.step === from && lab.state.running) await after(1);
      await after(some(0, 120));
      if (!lab.state.running) break;
      steps.push(lab.state.step);
      window.worker.terminate();
    }
    return steps;
  }, kills);
}

/** Settles when the run has come to its end. */
const ended = (page) =>
  page.waitForFunction(() => document.querySelector('unfold-lab').state.done, null, {
    timeout: 120_000,
  });

test('a run whose worker dies many times ends with the numbers of one that was left alone', async () => {
  const page = await openWatched(inputs);
  const steps = await killWhileRunning(page, kills);
  assert.equal(steps.length, kills, `the run came to rest after ${steps}`);
  await ended(page);
  const state = await page.evaluate(() => document.querySelector('unfold-lab').state);
  assert.equal(state.fingerprint, nativeFingerprint(inputs));
  assert.equal(state.curves.loss.x.length, Number(inputs.steps));
  assertNoProblems(page);
  await page.context().close();
});

test('a run whose worker dies while it rests goes on all the same', async () => {
  const short = { hidden: '8', steps: '300' };
  const page = await openWatched(short);
  await page.evaluate(async () => {
    const lab = document.querySelector('unfold-lab');
    await lab.step(100);
    window.worker.terminate();
    await lab.step(1);
  });
  assert.equal(await page.evaluate(() => document.querySelector('unfold-lab').state.step), 101);
  const { fingerprint } = await runToEnd(page);
  assert.equal(fingerprint, nativeFingerprint(short));
  assertNoProblems(page);
  await page.context().close();
});

test('without locks a dead worker is noticed by its silence', async () => {
  const short = { hidden: '8', steps: '300' };
  const page = await site.page();
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'locks', { value: undefined });
  });
  await exposeWorker(page);
  await openLab(page, `${site.url}lab/hihello/#v=1&${new URLSearchParams(short)}`);
  const waited = await page.evaluate(async () => {
    const lab = document.querySelector('unfold-lab');
    window.worker.terminate();
    const start = performance.now();
    await lab.step(1);
    return performance.now() - start;
  });
  assert.ok(waited < 8000, `${waited} ms`);
  const { fingerprint } = await runToEnd(page);
  assert.equal(fingerprint, nativeFingerprint(short));
  assertNoProblems(page);
  await page.context().close();
});

/** The newest worker of the page goes round and round. */
function hang(page) {
  const round = () => {
    for (;;);
  };
  page
    .workers()
    .at(-1)
    .evaluate(round)
    .catch(() => {});
}

test('a worker in an endless loop is replaced, the reader is told, and the run ends with its numbers', async () => {
  const long = { hidden: '128', steps: '3000' };
  const page = await openWatched(long);
  const state = () => page.evaluate(() => document.querySelector('unfold-lab').state);
  const ended = (steps) =>
    page.waitForFunction(
      (steps) => document.querySelector('unfold-lab').state.step >= steps,
      steps,
      { timeout: 60_000 },
    );
  await page.evaluate(() => document.querySelector('unfold-lab').play());
  await ended(100);
  hang(page);
  await page.waitForFunction((old) => window.worker !== old, await page.evaluateHandle('worker'), {
    timeout: 60_000,
  });
  await ended(3000);
  assert.match(await page.locator('unfold-lab .message').first().textContent(), /started again/);
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.fingerprint !== '');
  assert.equal((await state()).fingerprint, nativeFingerprint(long));
  hang(page);
  await page.evaluate(() => document.querySelector('unfold-lab').reset());
  await page.evaluate(() => document.querySelector('unfold-lab').step(5));
  assert.equal((await state()).step, 5);
  assertNoProblems(page);
  await page.context().close();
});
