// Inside: what a cell computes, number by number, as the engine has it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertNoProblems, openSite, sidewaysScroll } from './harness.mjs';
import { inside, openFold, traced } from './looking.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const vector = (page, name) => inside(page, `[data-vector="${name}"]`);
const formula = (page) => inside(page, '.formula').textContent();

async function openInside(page, path, steps) {
  await openFold(page, `${site.url}lab/${path}`, steps);
  await inside(page, '.cell').waitFor();
}

const said = (value) =>
  value === 0
    ? '0'
    : value
        .toFixed(Math.abs(value) < 0.01 ? 3 : 2)
        .replace(/^-(?=0\.000$)/, '')
        .replace('-', '−');
const row = ({ shape, values }, index) =>
  [...values.subarray(index * shape.at(-1), (index + 1) * shape.at(-1))].map(said);

/** All numbers in the drawing, by the names of their vectors. */
const shown = (page) =>
  inside(page, '.vector').evaluateAll((all) =>
    Object.fromEntries(
      all.map((each) => [
        each.dataset.vector,
        [...each.querySelectorAll('.number')].map(({ textContent }) => textContent.trim()),
      ]),
    ),
  );

const expected = ({ cell: { x, c, h, gates } }, step) => ({
  x: row(x, step),
  h_before: row(h, step),
  h: row(h, step + 1),
  ...(c ? { c_before: row(c, step), c: row(c, step + 1) } : {}),
  ...Object.fromEntries(Object.entries(gates).map(([name, parts]) => [name, row(parts, step)])),
});

test('every number that is shown of an LSTM, a GRU and an RNN is the engine’s, at every time step', async () => {
  const page = await site.page();
  for (const cell of ['lstm', 'gru', 'rnn']) {
    await openInside(page, `hihello/#cell=${cell}`, 20);
    const trace = traced('hihello', { cell }, 20, '0/0', '0', false);
    await inside(page, '.steps').getByRole('radio').first().click();
    await page.keyboard.press('Home');
    for (let step = 0; step < 6; ++step) {
      await inside(page, `.steps [aria-checked="true"]:has-text("${step + 1}")`).waitFor();
      assert.deepEqual(await shown(page), expected(trace, step), `${cell}, step ${step + 1}`);
      await page.keyboard.press('ArrowRight');
    }
  }
  assertNoProblems(page);
  await page.context().close();
});

test('pointing at a number says how it came about, by mouse, by touch and by keyboard', async () => {
  const page = await site.page({ hasTouch: true });
  await openInside(page, 'hihello/', 20);
  const trace = traced('hihello', {}, 20, '0/0', '0', false);
  const { f, i, g } = Object.fromEntries(
    Object.entries(trace.cell.gates).map(([name, parts]) => [name, row(parts, 1)[2]]),
  );
  const signed = (text) => (text.startsWith('−') ? `(${text})` : text);
  const [before, now] = [row(trace.cell.c, 1)[2], row(trace.cell.c, 2)[2]];
  const wanted = `c₂ = f₂ ⊙ c₁ + i₂ ⊙ g₂ = ${f} · ${signed(before)} + ${i} · ${signed(g)} = ${now}`;
  await vector(page, 'c').locator('.number').nth(2).hover();
  assert.equal(await formula(page), wanted);
  assert.equal(await inside(page, '.number.part').count(), 4);
  await vector(page, 'f').locator('.number').nth(2).tap();
  assert.match(await formula(page), new RegExp(`^f₂ = σ\\(x₂Wₓ \\+ h₁Wₕ \\+ b\\) = .* = ${f}$`));
  await vector(page, 'o').focus();
  assert.match(await formula(page), /^o₂ = /);
  await page.keyboard.press('ArrowDown');
  assert.match(await inside(page, '.which').textContent(), /unit 4/);
  await page.keyboard.press('ArrowRight');
  assert.match(await formula(page), /^o₃ = /);
  assertNoProblems(page);
  await page.context().close();
});

test('a sequence, a layer and a direction are chosen', async () => {
  const page = await site.page();
  await openInside(page, 'bidirectional/', 0);
  const [sequence, cell] = [inside(page, 'select').nth(0), inside(page, 'select').nth(1)];
  await sequence.selectOption({ index: 1 });
  await cell.selectOption({ index: 1 });
  const trace = traced('bidirectional', {}, 1, '0/0', '1', true);
  await page.waitForFunction(
    () =>
      document
        .querySelector('unfold-lab')
        .shadowRoot.querySelector('unfold-inside')
        .shadowRoot.querySelector('unfold-inside-view')
        .shadowRoot.querySelector('.name')
        ?.textContent.trim() === 'h₃',
  );
  // Its second time step is the second that the backward cell reads of three.
  assert.deepEqual(await shown(page), expected(trace, 1));
  assertNoProblems(page);
  await page.context().close();
});

test('it follows a run while it trains, and asks for nothing while it is closed', async () => {
  const page = await site.page();
  await openInside(page, 'hihello/#steps=100000&hidden=64', 0);
  const stepOf = async () =>
    Number(/step (\d+)/.exec(await inside(page, 'section').textContent())[1]);
  await page.evaluate(() => document.querySelector('unfold-lab').play());
  const first = await stepOf();
  await page.waitForFunction((before) => {
    const view = document
      .querySelector('unfold-lab')
      .shadowRoot.querySelector('unfold-inside')
      .shadowRoot.querySelector('unfold-inside-view');
    return Number(/step (\d+)/.exec(view.shadowRoot.textContent)[1]) > before;
  }, first);
  await inside(page, 'summary').click();
  const asked = await page.evaluate(async () => {
    const inside = document.querySelector('unfold-lab').shadowRoot.querySelector('unfold-inside');
    let asked = 0;
    const { run } = inside;
    const save = run.save.bind(run);
    run.save = () => {
      ++asked;
      return save();
    };
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return asked;
  });
  assert.equal(asked, 0);
  await page.evaluate(() => document.querySelector('unfold-lab').pause());
  assertNoProblems(page);
  await page.context().close();
});

test('axe finds nothing inside a cell, and nothing scrolls sideways', async () => {
  const page = await site.page();
  const seen = [
    ['hihello/', 'en'],
    ['mnist-rnn/', 'ko'],
    ['bidirectional/#cell=gru', 'zh'],
  ];
  for (const [path, lang] of seen) {
    await openInside(page, path.replace('/', `/?lang=${lang}`), path.startsWith('bi') ? 0 : 2);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const what = `${path} ${lang} ${colorScheme} ${width}`;
        assert.deepEqual(await violations(page), [], what);
        assert.ok((await sidewaysScroll(page)) <= 0, what);
      }
    }
  }
  await page.context().close();
});
