// A worker that dies in the middle of a run: the run goes on and ends with the same numbers.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertNoProblems, built, openLab, openSite } from './harness.mjs';

const inputs = { hidden: '48', steps: '20000' };
let site;
before(async () => (site = await openSite()));
after(() => site.close());

function nativeFingerprint() {
  const flags = Object.entries(inputs).flatMap(([name, value]) => [`--${name}`, value]);
  const lines = execFileSync(join(built, 'native/lab'), ['run', 'hihello', ...flags, '--json'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return JSON.parse(lines.trim().split('\n').at(-1)).fingerprint;
}

test('a run whose worker dies ends with the numbers of one that was left alone', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/#v=1&${new URLSearchParams(inputs)}`);
  await page.evaluate(() => document.querySelector('unfold-lab').play());
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.step > 200);
  await page.workers()[0].evaluate(() => self.close());
  const stepThen = await page.evaluate(() => document.querySelector('unfold-lab').state.step);
  assert.ok(stepThen < Number(inputs.steps), 'the run was over before the worker died');

  const finish = async () => {
    const { done, running } = await page.evaluate(() => {
      const { done, running } = document.querySelector('unfold-lab').state;
      return { done, running };
    });
    if (!done && !running) await page.evaluate(() => document.querySelector('unfold-lab').play());
    return done;
  };
  const deadline = Date.now() + 60_000;
  while (!(await finish())) {
    assert.ok(Date.now() < deadline, 'the run did not end');
    await page.waitForTimeout(500);
  }
  const state = await page.evaluate(() => document.querySelector('unfold-lab').state);
  assert.equal(state.fingerprint, nativeFingerprint());
  assertNoProblems(page);
  await page.context().close();
});
