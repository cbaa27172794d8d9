// How a run is played: seen, slowed down, stopped, gone on with; what its keys reach; and what is
// seen before it begins.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  assertNoProblems,
  labIds,
  labReady,
  openLab,
  openSite,
  runToEnd,
  state,
} from './harness.mjs';
import { native } from './native.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const button = (page, command) => page.locator(`unfold-run-bar [data-command=${command}]`);
const speed = (page) => page.locator('unfold-pace-bar input[type=range]');
const limit = (page) => page.locator('unfold-stop-form input[type=text]');

/** Settles when the run rests and its state has these values. */
const rests = (page, wanted) =>
  page.waitForFunction((wanted) => {
    const { state } = document.querySelector('unfold-lab');
    return !state.running && Object.keys(wanted).every((name) => state[name] === wanted[name]);
  }, wanted);

async function openHiHello(path = '') {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/${path}`);
  await speed(page).waitFor();
  return page;
}

test('a first run says that it is slowed down, and the next goes as fast as it can', async () => {
  const page = await openHiHello('#steps=20');
  assert.match(await speed(page).getAttribute('aria-valuetext'), /first run/);
  await button(page, 'play').click();
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.done);
  await page.waitForFunction(
    () =>
      document
        .querySelector('unfold-lab')
        .shadowRoot.querySelector('unfold-pace-bar')
        .shadowRoot.querySelector('input').ariaValueText === 'full speed',
  );
  assertNoProblems(page);
  await page.context().close();
});

test('the speed is set by keys, holds for the run under way, and is remembered', async () => {
  const page = await openHiHello('#steps=3000');
  await speed(page).focus();
  await page.keyboard.press('Home');
  assert.equal(await speed(page).getAttribute('aria-valuetext'), '1 steps/s');
  await button(page, 'play').click();
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.step > 0);
  assert.ok((await state(page)).step < 3000);
  await speed(page).focus();
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.done);
  await page.keyboard.press('ArrowLeft');
  await openLab(page, `${site.url}lab/char-sentence/`);
  assert.equal(await speed(page).getAttribute('aria-valuetext'), '2,500 steps/s');
  assertNoProblems(page);
  await page.context().close();
});

test('a run at its end starts again, or goes on for as many steps more', async () => {
  const page = await openHiHello();
  await runToEnd(page);
  assert.equal((await button(page, 'play').textContent()).trim(), 'Start again');
  assert.equal((await button(page, 'extend').textContent()).trim(), '50 steps more');
  assert.equal(await button(page, 'step').count(), 0);
  await button(page, 'extend').click();
  await rests(page, { step: 100, done: true });
  const { fingerprint } = await native('hihello', '--steps', '100');
  assert.equal((await state(page)).fingerprint, fingerprint);
  await page.evaluate(() => {
    addEventListener('unfold-done', () => (window.isAgain = true), { once: true });
  });
  await button(page, 'play').click();
  await page.waitForFunction(() => window.isAgain);
  await rests(page, { step: 100, done: true });
  assertNoProblems(page);
  await page.context().close();
});

for (const [lang, words] of Object.entries({ en: /number/, ko: /숫자/, zh: /数字/ })) {
  test(`a stop rule says why it stops and what it refuses, and Play goes past it, in ${lang}`, async () => {
    const page = await openHiHello(`?lang=${lang}`);
    await limit(page).fill('soon');
    const refusal = page.locator('unfold-stop-form .refusal');
    assert.match(await refusal.textContent(), words);
    assert.equal(await limit(page).getAttribute('aria-invalid'), 'true');
    await limit(page).fill('0,5');
    assert.equal((await refusal.textContent()).trim(), '');
    await button(page, 'play').click();
    await page.locator('unfold-lab .results .message').waitFor();
    const { step, curves, running } = await state(page);
    assert.equal(running, false);
    assert.ok(curves.loss.y.at(-1) < 0.5 && curves.loss.y.at(-2) >= 0.5);
    const notice = page.locator('unfold-lab .results .message');
    assert.match(await notice.textContent(), new RegExp(`${step}.*0,5`));
    assert.match(await page.locator('unfold-lab [role=status].unseen').textContent(), /0,5/);
    await button(page, 'play').click();
    await rests(page, { done: true });
    assertNoProblems(page);
    await page.context().close();
  });
}

const choose = (page, what, option) =>
  page.locator(`unfold-stop-form [data-stop=${what}]`).selectOption(option);

/** Plays until a rule stops the run; tells where, and what is said of it. */
async function stopped(page) {
  const notice = page.locator('unfold-lab .results .message');
  await button(page, 'play').click();
  await notice.waitFor();
  return { ...(await state(page)), said: await notice.textContent() };
}

test('a rule stops at exactly the step where a text is right, or contains something', async () => {
  const page = await openHiHello();
  const texts = [];
  for (let step = 1; step <= 20; ++step) {
    await page.evaluate(() => document.querySelector('unfold-lab').step(1));
    texts.push((await state(page)).texts.prediction);
  }
  const firstRight = 1 + texts.findIndex((text) => text === 'ihello');
  const firstWith = 1 + texts.findIndex((text) => text.includes('ell'));
  assert.ok(firstRight > 1 && firstWith > 1);

  await button(page, 'reset').click();
  await choose(page, 'subject', 'prediction');
  const right = await stopped(page);
  assert.equal(right.step, firstRight);
  assert.match(right.said, new RegExp(`step ${firstRight}: Prediction is right`));

  await button(page, 'reset').click();
  await choose(page, 'operator', 'contains');
  await limit(page).fill('ell');
  const holding = await stopped(page);
  assert.equal(holding.step, firstWith);
  assert.match(holding.said, /contains “ell”/);
  await button(page, 'play').click();
  await rests(page, { done: true });
  assertNoProblems(page);
  await page.context().close();
});

test('a rule stops at exactly the step where any curve rises above a value, and after so many steps', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/gradient-flow/#steps=60`);
  await speed(page).waitFor();
  await speed(page).press('End');
  await runToEnd(page);
  const { curves } = await state(page);
  const [name, { x, y }] = Object.entries(curves).find(
    ([name, { y }]) => name !== Object.keys(curves)[0] && y.slice(1).some((value) => value > y[0]),
  );
  const value = (y[0] + Math.max(...y)) / 2;
  const first = x[y.findIndex((each) => each > value)] + 1;
  await choose(page, 'subject', name);
  await choose(page, 'operator', 'above');
  await limit(page).fill(String(value));
  const above = await stopped(page);
  assert.equal(above.step, first, name);
  assert.match(above.said, /is above/);

  await button(page, 'reset').click();
  await choose(page, 'subject', ' steps');
  await limit(page).fill('2.5');
  assert.match(await page.locator('unfold-stop-form .refusal').textContent(), /whole number/);
  await limit(page).fill('17');
  const after = await stopped(page);
  assert.equal(after.step, 17);
  await button(page, 'play').click();
  await rests(page, { done: true });
  assertNoProblems(page);
  await page.context().close();
});

test('on its own page a lab obeys its keys everywhere but in fields', async () => {
  const page = await openHiHello('#steps=40');
  await page.locator('h1').click();
  await page.keyboard.press('s');
  await rests(page, { step: 1 });
  await limit(page).focus();
  await page.keyboard.type('s k r');
  assert.equal(await limit(page).inputValue(), 's k r');
  assert.equal((await state(page)).step, 1);
  await limit(page).fill('');
  await page.locator('.site-head a, header a').first().focus();
  await page.keyboard.press('r');
  await rests(page, { step: 0 });
  await page.locator('h1').click();
  await page.keyboard.press(' ');
  await rests(page, { done: true });
  assertNoProblems(page);
  await page.context().close();
});

test('in a page of others keys hold inside a lab alone, and none that is typed there leaves it', async () => {
  const page = await site.page();
  const body = `<!doctype html><html lang="en"><title>Slides</title><link rel="icon" href="data:,">
    <h1 tabindex="-1">Slides</h1><script type="module" src="unfold-lab.js"></script>
    <unfold-lab lab="hihello" steps="30"></unfold-lab>`;
  await page.route('**/slides.html', (route) => route.fulfill({ body, contentType: 'text/html' }));
  await page.addInitScript(() => {
    window.pressed = [];
    document.addEventListener('keydown', ({ key }) => window.pressed.push(key));
  });
  await page.goto(`${site.url}slides.html`);
  await labReady(page);
  await page.locator('h1').focus();
  await page.keyboard.press('s');
  await page.keyboard.press(' ');
  assert.deepEqual(await page.evaluate(() => window.pressed), ['s', ' ']);
  assert.equal((await state(page)).step, 0);
  await page.evaluate(() => (window.pressed = []));
  const field = page.locator('unfold-lab [data-input=text] textarea');
  await field.focus();
  for (const key of ['n', 'o', 'b', ' ', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await button(page, 'reset').focus();
  for (const key of ['n', 'o', 'b', ' ', 's']) await page.keyboard.press(key);
  await rests(page, { step: 1 });
  await page.keyboard.press('Escape');
  assert.deepEqual(await page.evaluate(() => window.pressed), ['Escape']);
  assertNoProblems(page);
  await page.context().close();
});

test('a lab that trains shows its data before the first step, and an edit of them at once', async () => {
  const page = await site.page({ path: '' });
  const ids = await labIds(page);
  for (const id of ids) {
    await openLab(page, `${site.url}lab/${id}/`);
    const { total, step } = await state(page);
    if (total < 2) continue;
    assert.equal(step, 0, id);
    await page.locator('unfold-lab .untrained .panel').first().waitFor();
    assert.match(await page.locator('unfold-lab .invitation').textContent(), /Press Play.*Keys/s);
  }
  await openLab(page, `${site.url}lab/hihello/`);
  await page.locator('unfold-lab [data-input=text] textarea').fill('abracadabra');
  await page.waitForFunction(
    () => document.querySelector('unfold-lab').state.targets.prediction === 'bracadabra',
  );
  assertNoProblems(page);
  await page.context().close();
});

test('of a play and what follows it at the same moment the last holds', async () => {
  const page = await openHiHello();
  for (const next of ['pause', 'reset', 'step']) {
    await page.evaluate(async (next) => {
      const lab = document.querySelector('unfold-lab');
      await lab.reset();
      await Promise.all([lab.set('seed', 1), lab.play(), lab[next]()]);
    }, next);
    const { running, step } = await state(page);
    assert.deepEqual({ running, step }, { running: false, step: next === 'step' ? 1 : 0 }, next);
  }
  await page.context().close();
});

test('a file that is no saved run is refused beside its button', async () => {
  const page = await openHiHello();
  const open = page.locator('unfold-lab [data-file=open]');
  const choose = async (name, text) => {
    const chooser = page.waitForEvent('filechooser');
    await open.click();
    await (await chooser).setFiles({ name, mimeType: '', buffer: Buffer.from(text) });
  };
  await choose('homework.docx', 'not a run');
  const problem = page.locator('unfold-lab .files [role=alert]');
  await page.waitForFunction(
    () =>
      document.querySelector('unfold-lab').shadowRoot.querySelector('.files [role=alert]')
        .textContent !== '',
  );
  const { y, height } = await problem.boundingBox();
  assert.ok(Math.abs(y - (await open.boundingBox()).y) < 200 && height > 0);
  assertNoProblems(page);
  await page.context().close();
});

test('an older answer beside a question that is refused says that it is one', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/stock/`);
  await page.evaluate(() => document.querySelector('unfold-lab').step(1));
  await page.locator('unfold-ask .ask').click();
  await page.locator('unfold-ask .asked').waitFor();
  const day = page.locator('unfold-ask [data-input=day] input.box');
  await day.fill('1');
  await day.press('Enter');
  await page.locator('unfold-ask [data-input=day] .refusal').waitFor();
  await page.locator('unfold-ask .asked', { hasText: 'the question before' }).waitFor();
  await page.context().close();
});

test('the way to the map ends at a map that is being made', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/translation/`);
  await page.evaluate(() => document.querySelector('unfold-lab').step(1));
  await page.locator('unfold-to-map .go').click();
  await page.waitForURL('**/lab/embedding-map/**');
  await labReady(page);
  await page.waitForFunction(() => document.querySelector('unfold-lab').state.step > 0);
  await page.locator('unfold-lab unfold-points').waitFor();
  assertNoProblems(page);
  await page.context().close();
});

test('a gradient that vanishes altogether is drawn, and the page goes on', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/gradient-flow/#distance=200&recurrent_scale=0&batch=1`);
  await page.evaluate(() => document.querySelector('unfold-lab').step(1));
  await page.locator('unfold-chart canvas').first().waitFor();
  for (const toggle of await page.getByRole('button', { name: 'Log scale' }).all()) {
    await toggle.click();
  }
  await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.equal((await state(page)).step, 1);
  assertNoProblems(page);
  await page.context().close();
});
