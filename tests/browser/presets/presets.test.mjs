// Every preset of every lab in the browser, which takes minutes; what they compute is checked without
// one by tests/bindings too.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openLab, openSite } from '../harness.mjs';
import { labs, nativeIfPossible } from '../native.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

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
