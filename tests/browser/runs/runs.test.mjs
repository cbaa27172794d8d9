// Every lab in the browser: it opens and computes the native numbers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openLab, openSite, runToEnd } from '../harness.mjs';
import { labs, native } from '../native.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** Where nothing that was printed waits at the end of a run, a fifth of its steps tells as much. */
function shortened({ presets, inputs }) {
  const steps = inputs.find(({ name }) => name === 'steps');
  const isCompared = presets[0].origin !== 'own';
  return steps && !isCompared ? Math.ceil(Number(steps.default) / 5) : null;
}

test('every lab opens, runs to its end, has the fingerprint of the native program and prints what the notebooks printed', async () => {
  const page = await site.page();
  for (const lab of labs) {
    const { id } = lab;
    const steps = shortened(lab);
    await openLab(page, `${site.url}lab/${id}/${steps ? `#steps=${steps}` : ''}`);
    const options = steps ? ['--steps', String(steps)] : [];
    const runs = [runToEnd(page), native(id, ...options)];
    const [{ fingerprint, step, published }, expected] = await Promise.all(runs);
    assert.equal(fingerprint, expected.fingerprint, id);
    assert.equal(step, expected.steps, id);
    assert.equal(published.length, expected.published.length, id);
    const wrong = published.filter(({ agrees }) => !agrees).map(({ name }) => name);
    assert.deepEqual(wrong, [], id);
  }
  assertNoProblems(page);
  await page.context().close();
});
