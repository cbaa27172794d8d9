// The gallery and what is around the labs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFile } from 'node:fs/promises';
import { assertNoProblems, labIds, labReady, openSite, spoken } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const visibleCards = (page) => page.locator('.card:visible').count();

test('the gallery shows every lab of the course with a picture of its result', async () => {
  const page = await site.page({ path: '' });
  const ids = await labIds(page);
  assert.ok(ids.length >= 11);
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) {
    const drawn = await page.locator(`.card[data-lab="${id}"] .picture svg > *`).count();
    assert.ok(drawn > 0, `${id} has no picture`);
  }
  assertNoProblems(page);
  await page.context().close();
});

test('every card opens its lab, and the labs follow each other in the order of the course', async () => {
  const page = await site.page({ path: '' });
  const ids = await labIds(page);
  await page.locator(`.card[data-lab="${ids[0]}"] a`).click();
  for (const id of ids) {
    await page.waitForURL((url) => url.pathname.endsWith(`/lab/${id}/`));
    const next = page.locator('.neighbours .next');
    // A key hits while the page still moves.
    if (id !== ids.at(-1)) await next.press('Enter');
    else assert.equal(await next.count(), 0);
  }
  await page.context().close();
});

test('the picture beside the heading trains at a click, by keyboard too, in any language', async () => {
  const page = await site.page({ path: '?lang=ko' });
  const letters = () => page.locator('.live .said').allTextContents();
  const button = page.locator('.live button');
  await button.press('Enter');
  await page.locator('.live .wrong').first().waitFor({ state: 'attached' });
  assert.notEqual((await letters()).join(''), 'ihello');
  await button.click({ force: true }); // which a training under way does not mind
  await page.locator('.live [role=status][data-n="50"]').waitFor();
  assert.equal((await letters()).join(''), 'ihello');
  assert.match(await page.locator('.live .numbers').textContent(), /^50스텝, 손실 0\.\d+$/);
  await page.locator('[data-lang=en]').click();
  await spoken(page, 'en');
  assert.match(await page.locator('.live [role=status]').textContent(), /^Trained in 50 steps/);
  assert.equal(await page.locator('.live .wrong').count(), 0);
  assertNoProblems(page);
  await page.context().close();
});

test('the search finds labs by their words and says how many there are', async () => {
  const page = await site.page({ path: '' });
  const all = await visibleCards(page);
  const box = page.getByRole('searchbox');
  await box.fill('hihello');
  assert.equal(await visibleCards(page), 1);
  assert.equal(await page.locator('[data-found]').textContent(), '1 lab');
  await box.fill('<b>no such lab</b>');
  assert.equal(await visibleCards(page), 0);
  assert.notEqual(await page.locator('[data-found]').textContent(), '');
  await box.fill('');
  assert.equal(await visibleCards(page), all);
  await page.context().close();
});

test('the search finds labs by what they tell, in every language and form of a word', async () => {
  const wanted = {
    vanishing: 'gradient-flow',
    translate: 'translation',
    perplexity: 'char-rnn',
    'Vanishing gradients': 'gradient-flow',
    '기울기 소실': 'gradient-flow',
    번역: 'translation',
    梯度消失: 'gradient-flow',
    困惑度: 'char-rnn',
    handwriting: 'mnist-rnn',
  };
  for (const lang of ['en', 'ko', 'zh']) {
    const page = await site.page({ path: `?lang=${lang}` });
    const found = () =>
      page.$$eval('.card:not([hidden])', (cards) => cards.map((c) => c.dataset.lab));
    for (const [words, id] of Object.entries(wanted)) {
      await page.getByRole('searchbox').fill(words);
      await page.waitForFunction(
        (id) => document.querySelector(`.card[data-lab="${id}"]`).hidden === false,
        id,
      );
      const ids = await found();
      assert.ok(ids.length <= 12, `${words}: ${ids}`);
    }
    assertNoProblems(page);
    await page.context().close();
  }
});

test('a language that was chosen stays from page to page', async () => {
  const page = await site.page({ path: '' });
  await page.getByRole('link', { name: '한국어' }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'ko');
  await page.locator('.card a').first().click();
  for (const text of ['h1', '[data-story=lead]']) {
    await page.waitForFunction(
      (selector) => /\p{Script=Hangul}/u.test(document.querySelector(selector)?.textContent),
      text,
    );
  }
  assert.equal(await page.locator('html').getAttribute('lang'), 'ko');
  assertNoProblems(page);
  await page.context().close();
});

test('a theme that was chosen is there before the first paint of the next page', async () => {
  const page = await site.page({ path: '' });
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Dark theme' }).click();
  const dark = await background();
  assert.notEqual(dark, light);
  const inks = await page
    .locator('.picture :is(text, tspan)')
    .evaluateAll((texts) => texts.map((text) => getComputedStyle(text).fill));
  assert.ok(inks.length > 0);
  assert.ok(!inks.includes('rgb(0, 0, 0)'), 'a picture writes in black on the dark');
  await page.goto(`${site.url}lab/hihello/`, { waitUntil: 'commit' });
  await page.waitForSelector('body', { state: 'attached' });
  assert.equal(await background(), dark);
  await page.context().close();
});

const far = (page, id) => page.locator(`.card[data-lab="${id}"] .far`);
const progress = (page, name) => page.locator(`.own-progress [data-progress=${name}]`);

/** A reader who has opened one lab, run another and reached the goal of a third. */
async function someProgress() {
  const page = await site.page({ path: 'lab/one-cell/' });
  const marked = (lab, mark) =>
    page.waitForFunction(
      ([lab, mark]) => JSON.parse(localStorage.getItem('unfold:labs') ?? '{}')[lab] === mark,
      [lab, mark],
    );
  await labReady(page);
  await marked('one-cell', 'opened');
  await page.goto(`${site.url}lab/hihello/`);
  await labReady(page);
  await marked('hihello', 'opened');
  await page.evaluate(() => document.querySelector('unfold-lab').step(1));
  await marked('hihello', 'run');
  await page.evaluate(() => localStorage.setItem('unfold:goals', '{"stock": 12, "unfold": 0}'));
  await page.goto(site.url);
  await progress(page, 'save').waitFor();
  return page;
}

test('the gallery says how far a reader is, in words and signs, in every language', async () => {
  const page = await someProgress();
  assert.equal(await far(page, 'one-cell').textContent(), 'Opened');
  assert.equal(await far(page, 'hihello').textContent(), 'Run');
  assert.equal(await far(page, 'stock').textContent(), 'Goal reached');
  assert.equal(await page.locator('.far').count(), 3);
  assert.match(
    await page.locator('.own-progress .counts').textContent(),
    /opened 2 and ran 1.*reached: 1/,
  );
  await page.getByRole('link', { name: '한국어' }).click();
  await page.waitForFunction(() => document.querySelector('.far').textContent === '열어 봄');
  assert.equal(await far(page, 'stock').textContent(), '목표 도달');
  assertNoProblems(page);
  await page.context().close();
});

test('progress leaves as a file, is forgotten once that is sure, and comes back', async () => {
  const page = await someProgress();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    progress(page, 'save').click(),
  ]);
  const text = await readFile(await saved.path(), 'utf8');
  assert.deepEqual(JSON.parse(text).labs, { 'one-cell': 'opened', hihello: 'run' });
  await progress(page, 'forget').press('Enter');
  await progress(page, 'leave').press('Enter');
  assert.equal(await page.locator('.far').count(), 3);
  await progress(page, 'forget').click();
  await progress(page, 'sure').click();
  assert.equal(await page.locator('.far').count(), 0);
  const open = async (name, content) => {
    const chooser = page.waitForEvent('filechooser');
    await progress(page, 'open').click();
    await (await chooser).setFiles({ name, mimeType: '', buffer: Buffer.from(content) });
  };
  await open('notes.json', '{"labs": {"hihello": "run"}}');
  await page.locator('.own-progress [role=status]', { hasText: 'notes.json' }).waitFor();
  assert.equal(await page.locator('.far').count(), 0);
  await open('progress.json', text);
  await progress(page, 'sure').click();
  assert.equal(await page.locator('.far').count(), 3);
  await page.reload();
  await far(page, 'hihello').waitFor();
  assertNoProblems(page);
  await page.context().close();
});

test('without JavaScript the gallery and the stories can be read', async () => {
  const page = await site.page({ path: '', javaScriptEnabled: false });
  assert.ok((await visibleCards(page)) >= 11);
  await page.locator('.card a').last().click();
  assert.ok((await page.locator('.story').allTextContents()).join('').length > 500);
  await page.context().close();
});

test('without storage the pages work as well', async () => {
  const page = await site.page();
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto(site.url);
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await page.waitForLoadState('networkidle');
  assert.equal(await page.locator('.own-progress').count(), 0);
  await page.getByRole('link', { name: '中文' }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'zh');
  await page.locator('.card a').first().click();
  await page.waitForFunction(() => document.documentElement.lang === 'zh');
  assertNoProblems(page);
  await page.context().close();
});

test('a page that is not there leads back to the labs, however deep it was', async () => {
  const page = await site.page();
  for (const path of ['nothing', 'lab/nothing/', 'lab/no/thing/at/all']) {
    const response = await page.goto(site.url + path);
    assert.equal(response.status(), 404);
    await page.locator('a').first().click();
    await page.waitForURL(site.url);
  }
  await page.context().close();
});
