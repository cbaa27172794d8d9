// The first change of a control ends in a result or in a message in view.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openLab, openSite } from './harness.mjs';
import { labs } from './native.mjs';
import { walk } from './walk.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const form = 'unfold-lab .desk > unfold-form';

const stateOf = (page) =>
  page.evaluate(async () => {
    const lab = document.querySelector('unfold-lab');
    await lab.set('seed', lab.state.inputs.seed);
    return lab.state;
  });

/** Whether all of it can be seen without scrolling. */
const isInView = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });

const said = {
  en: [/were drawn from seed 777/, /^Hidden units: Back to 2$/],
  ko: [/시드 777/, /은닉 유닛: 2\(으\)로 되돌리기/],
  zh: [/种子 777/, /2/],
};

for (const [lang, [drawn, back]] of Object.entries(said)) {
  test(`other sizes draw new weights, and a press of a key brings those of the preset back, in ${lang}`, async () => {
    const page = await site.page({ width: 390, height: 700 });
    await openLab(page, `${site.url}lab/batching/?lang=${lang}`);
    const { fingerprint } = await stateOf(page);
    const slider = page.locator(`${form} [data-input=hidden] input[type=range]`);
    await slider.press('ArrowRight');
    const note = page.locator(`${form} [data-input=hidden] [data-note=weights-drawn]`);
    await note.waitFor();
    assert.match(await note.textContent(), drawn);
    assert.ok(await isInView(note));
    const changed = await stateOf(page);
    assert.equal(changed.error, null);
    assert.deepEqual(changed.matrices.outputs.shape, [3, 5, 3]);

    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const focused = note.locator('button:focus');
    assert.match((await focused.textContent()).trim(), back);
    await page.keyboard.press('Enter');
    await note.waitFor({ state: 'detached' });
    const restored = await stateOf(page);
    assert.equal(restored.fingerprint, fingerprint);
    assert.equal(restored.inputs.hidden, '2');
    assert.ok(await slider.evaluate((element) => element.matches(':focus')));
    assertNoProblems(page);
    await page.context().close();
  });
}

test('typed weights that no longer fit are refused where the reader is, and shown from there', async () => {
  const page = await site.page({ height: 600 });
  await openLab(page, `${site.url}lab/one-cell/#kernel=1,1;1,1;1,1;1,1;1,1;1,1`);
  await page.locator(`${form} [data-input=hidden] input[type=range]`).press('ArrowRight');
  const refusal = page.locator(`${form} unfold-said .refusal`);
  await refusal.waitFor();
  assert.ok(await isInView(refusal));
  assert.match(await refusal.textContent(), /Weights must have 7 rows/);
  const results = page.locator('unfold-lab .results .stale');
  assert.equal(await results.evaluate((element) => getComputedStyle(element).opacity), '1');
  assert.match(await results.textContent(), /belong to the last inputs that worked/);

  await refusal.locator('button').press('Enter');
  const kernel = page.locator(`${form} [data-input=kernel]`);
  await kernel.locator('.refusal').waitFor();
  assert.ok(await kernel.evaluate((field) => field.closest('details').open));
  assert.ok(await kernel.locator('input:focus').count());
  assertNoProblems(page);
  await page.context().close();
});

test('what the lab made of a value of the preset is what its field shows', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/unfold/`);
  await page.locator(`${form} [data-input=word] input`).fill('안녕🙂');
  const alphabet = page.locator(`${form} [data-input=alphabet] :is(input, textarea)`);
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.notes.length === 2);
  assert.equal(await alphabet.inputValue(), 'helo안녕🙂');
  await page.waitForURL(/word=/);
  assert.doesNotMatch(page.url(), /alphabet=/);
  assertNoProblems(page);
  await page.context().close();
});

const walked = labs.filter(({ chapter }) => chapter === 'basics' || chapter === 'writing');

for (const lab of walked) {
  test(`${lab.id}: each control, changed first by a key, gives a result or a message in view`, async () => {
    const page = await site.page();
    await openLab(page, `${site.url}lab/${lab.id}/`);
    assert.ok((await walk(page, lab)) > 1);
    assertNoProblems(page);
    await page.context().close();
  });
}
