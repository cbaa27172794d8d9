// Every lab in the browser, and every preset: it opens and computes the native numbers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openLab, openSite, runToEnd } from '../harness.mjs';
import { labs, native, nativeIfPossible } from '../native.mjs';

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

/** A long run is as telling when it is short. */
const most = ({ previewSteps }) => Math.min(previewSteps, 100);

/** Where the number of steps is an input it is set, elsewhere the run is left. */
async function runPreset(page, lab, { name, inputs }) {
  const isInput = lab.inputs.some((input) => input.name === 'steps');
  const steps = Math.min(Number(inputs.steps ?? Infinity), most(lab));
  await openLab(
    page,
    `${site.url}lab/${lab.id}/#preset=${name}${isInput ? `&steps=${steps}` : ''}`,
  );
  return page.evaluate(async (steps) => {
    const lab = document.querySelector('unfold-lab');
    await lab.step(steps);
    return lab.state;
  }, steps);
}

test('every preset of every lab comes out as the native program says', async () => {
  const page = await site.page();
  for (const lab of labs) {
    for (const preset of lab.presets.slice(1)) {
      const { fingerprint, step, error } = await runPreset(page, lab, preset);
      const options = ['--preset', preset.name, '--steps', String(step)];
      const what = `${lab.id} ${preset.name}`;
      const expected = await nativeIfPossible(lab.id, ...options);
      if (expected) assert.equal(fingerprint, expected.fingerprint, what);
      else assert.ok(error, what);
    }
  }
  await page.context().close();
});
