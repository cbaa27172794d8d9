// What an address holds: the preset that was chosen, and nothing of another lab.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, labReady, openLab, openSite } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const inputs = (page) => page.evaluate(() => document.querySelector('unfold-lab').state.inputs);

test('a preset chosen in place of the one that the address names is there after a reload', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/`);
  const standard = await inputs(page);
  const presets = page.locator('unfold-lab unfold-presets');
  const names = await presets.evaluate((element) => element.presets.map(({ name }) => name));
  await openLab(page, `${site.url}lab/hihello/?preset=${names[1]}`);
  const named = await inputs(page);
  assert.notDeepEqual(named, standard);
  const choose = (name) =>
    presets.evaluate((element, name) => {
      const Choice = class extends Event {
        name = name;
      };
      element.dispatchEvent(new Choice('preset-choice', { bubbles: true }));
    }, name);
  await choose(names[0]);
  await page.waitForURL(/preset=.*#.*preset=/);
  await page.reload();
  await labReady(page);
  assert.deepEqual(await inputs(page), standard);
  await choose(names[1]);
  await page.waitForURL((url) => url.hash === '');
  await page.goBack();
  await page.waitForFunction(
    (preset) => document.querySelector('unfold-lab').state.preset === preset,
    names[0],
  );
  assert.deepEqual(await inputs(page), standard);
  await page.goForward();
  await page.waitForFunction(
    (preset) => document.querySelector('unfold-lab').state.preset === preset,
    names[1],
  );
  await page.reload();
  await labReady(page);
  assert.deepEqual(await inputs(page), named);
  assertNoProblems(page);
  await page.context().close();
});

test('the page of a run of another lab gets of the query what is about the reader alone', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/#v=1&steps=20`);
  const bytes = await page.evaluate(async () => {
    const lab = document.querySelector('unfold-lab');
    await lab.step(5);
    return [...(await lab.save())];
  });
  await openLab(page, `${site.url}lab/one-cell/?lang=ko&preset=batch&lock=input&hide=inputs`);
  await page.evaluate((bytes) => {
    void document.querySelector('unfold-lab').restore(Uint8Array.from(bytes));
  }, bytes);
  await page.waitForURL(/lab\/hihello\//);
  assert.equal(new URL(page.url()).search, '?lang=ko');
  await page.waitForFunction(() => document.querySelector('unfold-lab')?.state.step === 5);
  assertNoProblems(page);
  await page.context().close();
});
