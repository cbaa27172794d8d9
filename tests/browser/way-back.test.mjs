// The way back inside: gradients, what they are made of and what weights move by, as the engine has them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { load } from '../web/modules.mjs';
import { violations } from './axe.mjs';
import { assertNoProblems, openGroup, openLab, openSite, sidewaysScroll } from './harness.mjs';
import { flowed, inside, openFold } from './looking.mjs';

const { shortNumber } = await load('base/numbers.ts');

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const wayBack = (page, what = '') => inside(page, `unfold-way-back ${what}`);

/** The lab after so many steps, with the way back shown, all by keyboard. */
async function openWayBack(page, path, steps) {
  await openFold(page, `${site.url}lab/${path}`, steps);
  await inside(page, '.ways button').nth(1).focus();
  await page.keyboard.press('Enter');
  await wayBack(page, '.flow').first().waitFor();
}

const row = ({ shape, values }, index) => [
  ...values.subarray(index * shape.at(-1), (index + 1) * shape.at(-1)),
];
const said = (values) => values.map((value) => shortNumber(value, 3));

/** The columns of numbers of an equation, from the result on. */
const columns = (page, of) =>
  wayBack(page, `[data-equation="${of}"] .term`).evaluateAll((terms) =>
    terms.map((term) => [
      term.querySelector('.letters').textContent.trim(),
      [...term.querySelectorAll('.number')].map(({ textContent }) => textContent.trim()),
    ]),
  );

const atTime = (page, time) =>
  inside(page, `.steps [aria-checked="true"]:has-text("${time}")`).waitFor();

test('every gradient that is shown of an LSTM is the engine’s, with what it is made of, at every time step', async () => {
  const page = await site.page();
  await openWayBack(page, 'hihello/', 20);
  const { cell } = flowed('hihello', {}, 20, '0/0', '0', false);
  await inside(page, '.steps').getByRole('radio').first().click();
  for (let t = 1; t <= 6; ++t) {
    await atTime(page, t);
    const made = Object.fromEntries(await columns(page, 'c'));
    const sub = '₀₁₂₃₄₅₆₇'[t];
    const next = '₀₁₂₃₄₅₆₇'[t + 1];
    assert.deepEqual(made[`∂L/∂c${sub}`], said(row(cell.dc, t)));
    assert.deepEqual(made[`∂L/∂h${sub}`], said(row(cell.dh, t)));
    assert.deepEqual(made[`o${sub}`], said(row(cell.gates.o, t - 1)));
    if (t < 6) {
      assert.deepEqual(made[`∂L/∂c${next}`], said(row(cell.dc, t + 1)));
      assert.deepEqual(made[`f${next}`], said(row(cell.gates.f, t)));
    }
    const hidden = Object.fromEntries(await columns(page, 'h'));
    assert.deepEqual(hidden[`a${sub}`], said(row(cell.outside, t - 1)));
    await inside(page, '.steps [aria-checked="true"]').focus();
    await page.keyboard.press('ArrowRight');
  }
  assertNoProblems(page);
  await page.context().close();
});

test('the norms on the arrows, and those of a GRU and an RNN, are the engine’s', async () => {
  const page = await site.page();
  for (const cell of ['lstm', 'gru', 'rnn']) {
    await openWayBack(page, `hihello/#cell=${cell}`, 20);
    const { cells } = flowed('hihello', { cell }, 20, '0/0', '0', false);
    const [{ dh, dc }] = cells;
    const shown = await wayBack(page, '.flow text').allTextContents();
    const wanted = [...(dc ?? []), ...dh].map((value) => shortNumber(value, 2));
    assert.deepEqual(shown, wanted, cell);
  }
  assertNoProblems(page);
  await page.context().close();
});

test('pointing at a unit writes its formula with the values in it, by mouse, touch and keyboard', async () => {
  const page = await site.page({ hasTouch: true });
  await openWayBack(page, 'hihello/', 20);
  const { cell } = flowed('hihello', {}, 20, '0/0', '0', false);
  const formula = () => wayBack(page, '.formula').textContent();
  const number = (numbers, step, unit) => shortNumber(row(numbers, step)[unit], 3);
  const factor = (text) => (text.startsWith('−') ? `(${text})` : text);
  const wanted = (unit) => {
    const slope = shortNumber(1 - Math.tanh(row(cell.c, 2)[unit]) ** 2, 3);
    const direct = [number(cell.dh, 2, unit), number(cell.gates.o, 1, unit), slope];
    const later = [factor(number(cell.dc, 3, unit)), number(cell.gates.f, 2, unit)];
    return `∂L/∂c₂ = ∂L/∂h₂ ⊙ o₂ ⊙ (1 − tanh²c₂) + ∂L/∂c₃ ⊙ f₃ = ${direct.join(' · ')} + ${later.join(' · ')} = ${number(cell.dc, 2, unit)}`;
  };
  await wayBack(page, '[data-equation="c"] .number').nth(2).hover();
  assert.equal(await formula(), wanted(2));
  await wayBack(page, '[data-equation="h"] .number').nth(1).tap();
  assert.match(await formula(), /^∂L\/∂h₂ = a₂ \+ δ₃Wₕᵀ = /);
  await wayBack(page, '[data-equation="c"]').focus();
  await page.keyboard.press('End');
  assert.equal(await formula(), wanted(4));
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() =>
    document
      .querySelector('unfold-lab')
      .shadowRoot.querySelector('unfold-inside')
      .shadowRoot.querySelector('unfold-inside-view')
      .shadowRoot.querySelector('unfold-way-back')
      .shadowRoot.querySelector('.formula')
      .textContent.startsWith('∂L/∂c₃'),
  );
  assertNoProblems(page);
  await page.context().close();
});

test('which weight moves most stands in a sentence and in the first row, as the engine has it', async () => {
  const page = await site.page();
  await openWayBack(page, 'hihello/', 20);
  const { weights } = flowed('hihello', {}, 20, '0/0', '0', false);
  const first = weights.toSorted((a, b) => b.move - a.move)[0];
  const most = await wayBack(page, '.most').textContent();
  assert.ok(most.includes(`${first.name}: by ${shortNumber(first.move, 3)}`), most);
  const cells = wayBack(page, 'unfold-table tbody tr').first().locator('th, td');
  const [name, shape, ...numbers] = (await cells.allTextContents()).map((text) => text.trim());
  assert.deepEqual([name, shape], [first.name, first.shape.join(' × ')]);
  // The table fills a column up with zeros.
  assert.deepEqual(
    numbers.map(Number),
    [first.move, first.move / first.norm, first.gradient, first.norm].map((value) =>
      Number(shortNumber(value, 3)),
    ),
  );
  assertNoProblems(page);
  await page.context().close();
});

test('each of gradient-flow’s three networks can be chosen, both ways', async () => {
  const page = await site.page();
  await openWayBack(page, 'gradient-flow/#distance=5', 2);
  const cell = inside(page, '.choices select').last();
  assert.equal(await cell.locator('option').count(), 3);
  for (const [index, equations] of [
    [0, 2],
    [1, 1],
    [2, 1],
  ]) {
    await cell.selectOption({ index });
    await wayBack(page, `[data-cell="${index}"]`).waitFor();
    assert.equal(await wayBack(page, '.equation').count(), equations);
  }
  await inside(page, '.ways button').first().click();
  await inside(page, '[data-vector="candidate"]').waitFor();
  assertNoProblems(page);
  await page.context().close();
});

test('a lab that does not train says why nothing comes back', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/one-cell/`);
  await openGroup(page, 'inside');
  await inside(page, 'summary').click();
  await inside(page, '.ways button').nth(1).click();
  await inside(page, 'p:has-text("no gradient comes back")').waitFor();
  assertNoProblems(page);
  await page.context().close();
});

test('axe finds nothing on the way back, and nothing scrolls sideways', async () => {
  const page = await site.page();
  for (const [path, lang] of [
    ['hihello/', 'en'],
    ['mnist-rnn/', 'ko'],
    ['gradient-flow/', 'zh'],
  ]) {
    await openWayBack(page, path.replace('/', `/?lang=${lang}`), 2);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 1280, 2560]) {
        await page.setViewportSize({ width, height: 800 });
        const what = `${path} ${lang} ${colorScheme} ${width}`;
        assert.deepEqual(await violations(page), [], what);
        assert.ok((await sidewaysScroll(page)) <= 0, what);
      }
    }
  }
  await page.context().close();
});

test('what dropout took in the step is the engine’s, struck in the drawing, at every time step', async () => {
  const page = await site.page({ width: 390 });
  const inputs = { layers: '2', hidden: '4', place: 'behind' };
  const link = Object.entries(inputs)
    .map((each) => each.join('='))
    .join('&');
  await openWayBack(page, `dropout/?lang=ko#${link}`, 5);
  const { cell } = flowed('dropout', inputs, 5, '0/0', '0', false);
  assert.equal(cell.x_mask, null);
  const up = inside(page, 'unfold-dropped [data-vector=up] .number');
  await up.first().waitFor();
  for (const t of [1, 2, 3]) {
    await inside(page, '.steps')
      .getByRole('radio')
      .nth(t - 1)
      .click();
    await atTime(page, t);
    const struck = await up.evaluateAll((all) =>
      all.map(({ classList }) => classList.contains('dropped')),
    );
    assert.deepEqual(
      struck,
      row(cell.h_mask, t - 1).map((factor) => factor === 0),
    );
  }
  await inside(page, 'unfold-dropped [data-vector=up]').focus();
  await page.keyboard.press('ArrowDown');
  await inside(page, 'unfold-dropped .said')
    .getByText(/h₃, 유닛 2/)
    .waitFor();
  assert.ok((await sidewaysScroll(page)) <= 0);
  assert.deepEqual(await violations(page), []);
  assertNoProblems(page);
  await page.context().close();
});
