// Predict, look, explain: what comes out opens after its link, and the page checks a goal.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertNoProblems, labReady, openSite, runToEnd, sidewaysScroll } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const path = 'lab/hihello/';
const goal = (page) => page.locator('[data-goal]');
const status = (page) => goal(page).locator('.status');
const inputs = (page) => page.evaluate(() => document.querySelector('unfold-lab').state.inputs);
const isOpen = (fold) => fold.evaluate(({ open }) => open);
const stored = (page) => page.evaluate(() => JSON.parse(localStorage.getItem('unfold:goals')));

async function open(options = {}) {
  const page = await site.page({ path, ...options });
  await labReady(page);
  // The exercises come while the page rests.
  await page.waitForLoadState('networkidle');
  return page;
}

const hasInput = (page, name, value) =>
  page.waitForFunction(
    ([name, value]) => document.querySelector('unfold-lab').state.inputs[name] === value,
    [name, value],
  );

const isReached = (page) => page.locator('[data-goal] .status[data-reached]').waitFor();

/** Events of the lab, as they come. */
const listen = (page) =>
  page.evaluate(() => {
    window.heard = [];
    for (const type of ['unfold-goal', 'unfold-error']) {
      document.addEventListener(type, ({ detail }) => window.heard.push([type, detail]));
    }
  });
const heard = (page) => page.evaluate(() => window.heard);

test('what comes out of a change opens after its link, or on demand', async () => {
  const page = await open();
  const items = page.locator('[data-story=tries] li');
  const [first, second] = [0, 1].map((n) => items.nth(n).locator('details'));
  assert.deepEqual([await isOpen(first), await isOpen(second)], [false, false]);
  await items.nth(0).locator('[data-try]').click();
  await hasInput(page, 'hidden', '1');
  assert.deepEqual([await isOpen(first), await isOpen(second)], [true, false]);
  await second.locator('summary').focus();
  await page.keyboard.press('Enter');
  assert.equal(await isOpen(second), true);
  assert.equal((await inputs(page)).optimizer, 'adam');
  await page.getByRole('link', { name: '한국어' }).click();
  await page.locator('[data-story=tries] summary', { hasText: '어떻게 될까요?' }).first().waitFor();
  const opened = await items.locator('details').evaluateAll((all) => all.map(({ open }) => open));
  assert.deepEqual(opened, [true, true, false]);
  assertNoProblems(page);
  await page.context().close();
});

test('without JavaScript the outcomes and answers open too', async () => {
  const page = await site.page({ path, javaScriptEnabled: false });
  for (const fold of ['outcome-2', 'answer-predict', 'answer-goal', 'answer-explain']) {
    const details = page.locator(`[data-fold=${fold}]`);
    assert.equal(await details.locator('p').last().isVisible(), false, fold);
    await details.locator('summary').click();
    assert.equal(await details.locator('p').last().isVisible(), true, fold);
  }
  await page.context().close();
});

test('the answer to a prediction opens after it is run, other answers stay folded', async () => {
  const page = await open();
  const answers = page.locator('.exercises details');
  await page.locator('.exercises [data-try]').first().click();
  await hasInput(page, 'text', 'abab');
  const opened = () => answers.evaluateAll((all) => all.map(({ open }) => open));
  assert.deepEqual(await opened(), [true, false, false]);
  await goal(page).locator('[data-try]').click();
  await hasInput(page, 'optimizer', 'sgd');
  assert.deepEqual(await opened(), [true, false, false]);
  assertNoProblems(page);
  await page.context().close();
});

test('a goal is reached by mouse and keyboard, said once a run, and remembered', async () => {
  const page = await open();
  await listen(page);
  assert.equal(await status(page).innerText(), 'Not reached yet');
  await goal(page).locator('[data-try]').click();
  await hasInput(page, 'optimizer', 'sgd');
  await runToEnd(page);
  assert.deepEqual(await heard(page), []);
  assert.deepEqual(await stored(page), { hihello: 0 });

  // Still to be reached after a reload, from what the reader chooses.
  await page.reload();
  await labReady(page);
  await page.waitForFunction(() => document.querySelector('unfold-lab').goal !== '');
  await listen(page);
  const rate = page.locator('unfold-lab').getByRole('textbox', { name: 'Learning rate' });
  await rate.fill('3');
  await rate.press('Enter');
  await hasInput(page, 'learning_rate', '3');
  await page.locator('unfold-lab').getByRole('button', { name: 'Start again' }).focus();
  await page.keyboard.press('Enter');
  await isReached(page);
  assert.equal(await status(page).innerText(), 'Reached at step 22');
  await page.locator('unfold-lab [role=status]', { hasText: 'at step 22' }).waitFor();
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.done);
  const line = await goal(page).getAttribute('data-goal');
  assert.deepEqual(await heard(page), [['unfold-goal', { goal: line, step: 22 }]]);

  await page.goto('about:blank');
  await page.goto(`${site.url}${path}?lang=ko`);
  await isReached(page);
  assert.match(await status(page).innerText(), /스텝 22/);
  assert.deepEqual(await stored(page), { hihello: 22 });
  assertNoProblems(page);
  await page.context().close();
});

test('a goal is reached in Korean on a narrow screen, where nothing can be stored', async () => {
  const page = await site.page({ width: 390 });
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('Access is denied.', 'SecurityError');
      },
    });
  });
  await page.goto(`${site.url}${path}?lang=ko`);
  await labReady(page);
  await goal(page).getByRole('link', { name: '시작하기' }).click();
  await hasInput(page, 'optimizer', 'sgd');
  await page.evaluate(() => document.querySelector('unfold-lab').set('learning_rate', 3));
  await runToEnd(page);
  await isReached(page);
  assert.match(await status(page).innerText(), /스텝 22/);
  assert.ok((await sidewaysScroll(page)) <= 0);
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });
  assert.deepEqual(await violations(page), []);
  assertNoProblems(page);
  await page.context().close();
});

test('a page that embeds a lab sets its goal and hears of each run that reaches it', async () => {
  const page = await site.page({ path: `${path}?embed=1&goal=prediction%20%3D%20illlll#v=1` });
  await labReady(page);
  await listen(page);
  await runToEnd(page);
  await page.evaluate(() => document.querySelector('unfold-lab').reset());
  await runToEnd(page);
  const [first, ...others] = await heard(page);
  assert.equal(first[0], 'unfold-goal');
  assert.deepEqual(others, [first]);
  assertNoProblems(page);
  await page.context().close();
});

test('a goal that is no goal of this lab is an error, said once', async () => {
  const page = await open();
  await listen(page);
  const set = (goal) =>
    page.evaluate(async (goal) => {
      const lab = document.querySelector('unfold-lab');
      Object.assign(lab, { goal });
      await lab.step(1);
    }, goal);
  const wrong = { 'loss <': 'goalForm', 'input units < 3': 'goalInput', 'lost < 3': 'goalReport' };
  const late = { 'prediction < 3': 'goalText', 'hidden[0] > 3': 'goalAxes' };
  for (const [line, code] of Object.entries({ ...wrong, ...late })) {
    await set(line);
    await page.waitForFunction((code) => window.heard.at(-1)?.[1].code === code, code);
    const [, { message }] = (await heard(page)).at(-1);
    await page.locator('unfold-lab [role=status]', { hasText: message }).waitFor();
  }
  assert.equal((await heard(page)).length, Object.keys({ ...wrong, ...late }).length);
  assertNoProblems(page);
  await page.context().close();
});
