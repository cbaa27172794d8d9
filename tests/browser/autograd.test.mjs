// The tape of a formula: drawn, walked, and changed by dragging, on its page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertNoProblems, openLab, openSite, sidewaysScroll } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const graph = (page, inside = '') => page.locator(`unfold-lab unfold-graph ${inside}`);
const node = (page, name) => graph(page, `[data-node="${name}"]`);
const formula = async (page) => (await graph(page, '.formula').textContent()).trim();
const result = (page) =>
  page.evaluate(() => document.querySelector('unfold-lab').state.curves.result.y.at(-1));
const input = (page, name) =>
  page.evaluate((key) => document.querySelector('unfold-lab').state.inputs[key], name);

async function openTape(page, fragment = '') {
  await openLab(page, `${site.url}lab/autograd/${fragment}`);
  await graph(page, '.node').first().waitFor();
}

test('every operation of a formula is drawn with its value and its gradient', async () => {
  const page = await site.page();
  await openTape(page);
  assert.equal(await graph(page, '.node').count(), 6);
  await node(page, '#3').hover();
  assert.equal(await formula(page), '#3 = tanh(#2) = tanh(0.3) = 0.2913');
  assert.match(
    await graph(page, '.said').textContent(),
    /∂#3 · \(1 − #3²\) = 1 · \(1 − 0\.2913²\) = 0\.9151/,
  );
  assert.equal(await graph(page, '.node.part').count(), 1);
  assert.match(await node(page, 'w').textContent(), /0\.50\s+∂ 0\.92/);
  assertNoProblems(page);
  await page.context().close();
});

test('a walk shows values as they are computed, then gradients as they flow', async () => {
  const page = await site.page();
  await openTape(page);
  const walk = graph(page, '.walk');
  const moment = () => graph(page, '.moment').textContent();
  await walk.getByRole('button', { name: 'To the beginning' }).click();
  assert.equal(await graph(page, '.node.waiting').count(), 3);
  const on = walk.getByRole('button', { name: 'One operation on' });
  await on.click();
  assert.match(await moment(), /^Forwards, 1 of 3: #1/);
  assert.equal(await graph(page, '.node.waiting').count(), 2);
  await walk.getByRole('slider').press('End');
  assert.match(await moment(), /^Forwards and back/);
  await walk.getByRole('slider').press('ArrowLeft');
  assert.match(await moment(), /^Backwards, 2 of 3: #2/);
  assert.doesNotMatch(await node(page, 'w').textContent(), /∂/);
  assert.match(await node(page, 'b').textContent(), /∂ 0\.92/);
  assertNoProblems(page);
  await page.context().close();
});

test('a value is dragged, or moved by keyboard, and everything answers', async () => {
  const page = await site.page();
  await openTape(page);
  const number = node(page, 'w').getByRole('slider');
  await number.hover(); // once it stands still
  const { x, y, width, height } = await number.boundingBox();
  const [across, down] = [x + width / 2, y + height / 2];
  await page.mouse.move(across, down);
  await page.mouse.down();
  await page.mouse.move(across, down - 100, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(() =>
    document.querySelector('unfold-lab').state.inputs.values.includes('w = 1.5'),
  );
  await page.waitForFunction(
    () =>
      Math.abs(document.querySelector('unfold-lab').state.curves.result.y.at(-1) - 0.8617) < 1e-3,
  );
  await number.press('ArrowDown');
  await page.waitForFunction(() =>
    document.querySelector('unfold-lab').state.inputs.values.includes('w = 1.45'),
  );
  assert.equal(await input(page, 'values'), 'x = 1, w = 1.45, b = -0.2');
  assert.match(page.url(), /values=/);
  assertNoProblems(page);
  await page.context().close();
});

test('arrow keys go from node to node', async () => {
  const page = await site.page();
  await openTape(page);
  await node(page, '#3').focus();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await formula(page), '#2 = #1 + b = 0.5 + (−0.2) = 0.3');
  await page.keyboard.press('Home');
  assert.equal(await formula(page), 'x = 1');
  assertNoProblems(page);
  await page.context().close();
});

test('a formula of one’s own is drawn anew; one that cannot be read says where', async () => {
  const page = await site.page();
  await openTape(page, '#formula=a%2Ab%20%2B%20c');
  assert.equal(await graph(page, '.node').count(), 5);
  assert.equal(await result(page), Math.fround(Math.fround(-0.2 * 0.5) + 0.5));
  await page.evaluate(() => document.querySelector('unfold-lab').set('formula', 'tanh(a'));
  const { error } = await page.evaluate(() => document.querySelector('unfold-lab').state);
  assert.equal(error.input, 'formula');
  assert.match(error.message, /place 5/);
  assertNoProblems(page);
  await page.context().close();
});

test('the tape is accessible, in two themes and at the width of a phone', async () => {
  for (const options of [{ theme: 'light' }, { theme: 'dark', width: 390 }]) {
    const page = await site.page(options);
    await openTape(page, '#preset=lstm');
    assert.ok((await sidewaysScroll(page)) <= 0);
    assert.deepEqual(await violations(page), []);
    assertNoProblems(page);
    await page.context().close();
  }
});
