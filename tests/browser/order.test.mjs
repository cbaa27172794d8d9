// An order for beginners: the way on the gallery, and the words that a story opens in place.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, labReady, openSite, sidewaysScroll } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const term = (page, id) => page.locator(`[data-term][href$="#${id}"]`);
const opened = (page) => page.locator('.meaning:popover-open');
const isClosed = (page) =>
  page.waitForFunction(() => !document.querySelector('.meaning')?.matches(':popover-open'));

/** The opened meaning, whole within the window's width and beside its word. */
async function openedBeside(page, id) {
  await opened(page).waitFor();
  const [box, word] = [await opened(page).boundingBox(), await term(page, id).boundingBox()];
  const { width } = page.viewportSize();
  assert.ok(box.x >= 0 && box.x + box.width <= width);
  const gap = Math.max(box.y - word.y - word.height, word.y - box.y - box.height);
  assert.ok(gap >= 0 && gap <= 16, `${gap} pixels from the word`);
  return opened(page).innerText();
}

test('the gallery shows the way beside the course, in every language, and search goes past it', async () => {
  const page = await site.page({ path: '' });
  const stops = page.locator('.stop');
  const links = await stops.locator('a').evaluateAll((all) => all.map(({ pathname }) => pathname));
  assert.ok(links.length >= 6 && links.length <= 8);
  assert.match(links[1], /\/lab\/hihello\/$/);
  const [way, first] = await page.$$eval('.way, .chapter', (all) =>
    all.map((one) => one.className),
  );
  assert.deepEqual([way, first], ['way', 'chapter']);
  await page.getByRole('link', { name: '한국어' }).click();
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.stop [data-can]')].every(({ textContent }) =>
      /\p{Script=Hangul}/u.test(textContent),
    ),
  );
  await page.getByRole('searchbox').fill('lstm');
  assert.equal(await page.locator('.way').isVisible(), false);
  await page.getByRole('searchbox').fill('');
  assert.equal(await page.locator('.way').isVisible(), true);
  await page.setViewportSize({ width: 390, height: 800 });
  assert.ok((await sidewaysScroll(page)) <= 0);
  await stops.nth(1).click();
  await page.waitForURL((url) => url.pathname.endsWith('/lab/hihello/'));
  assert.equal(await page.locator('.place [data-title=one-cell]').count(), 1);
  await page.locator('.sources', { hasText: '이 실습을 마치면' }).waitFor();
  assertNoProblems(page);
  await page.context().close();
});

test('a word opens what it means by click and key, and gives the focus back', async () => {
  const page = await site.page({ path: 'lab/hihello/' });
  await labReady(page);
  await page.locator('unfold-compare h3').waitFor();
  await term(page, 'logit').click();
  assert.match(await openedBeside(page, 'logit'), /before softmax/);
  const button = page.getByRole('button', { name: 'logits', expanded: true });
  assert.equal(await button.count(), 1);
  assert.equal(await page.getByRole('dialog', { name: 'logit' }).count(), 1);
  await term(page, 'logit').click();
  await isClosed(page);

  for (const key of ['Enter', ' ']) {
    await term(page, 'sigmoid').focus();
    await page.keyboard.press(key);
    assert.match(await openedBeside(page, 'sigmoid'), /0 to 1/);
    await page.keyboard.press('Tab');
    assert.equal(
      await opened(page)
        .locator('a')
        .evaluate((a) => a === document.activeElement),
      true,
    );
    await page.keyboard.press('Escape');
    await isClosed(page);
    const focused = await page.evaluate(() => document.activeElement.getAttribute('href'));
    assert.match(focused, /#sigmoid$/);
  }
  assert.equal(await page.locator('[aria-expanded=true][data-term]').count(), 0);
  assert.match(page.url(), /\/lab\/hihello\/$/);
  assertNoProblems(page);
  await page.context().close();
});

test('a word opens by touch in the language of the page, and its link leads to the glossary', async () => {
  const page = await site.page({ path: 'lab/hihello/?lang=ko', width: 390, hasTouch: true });
  await page.waitForFunction(() =>
    /\p{Script=Hangul}/u.test(document.querySelector('[data-term]').textContent),
  );
  await term(page, 'logit').tap();
  assert.match(await openedBeside(page, 'logit'), /^로짓 logit\n+소프트맥스 전의 점수/);
  assert.ok((await sidewaysScroll(page)) <= 0);
  await term(page, 'logit').tap();
  await isClosed(page);
  await term(page, 'gate').tap();
  await opened(page).getByRole('link').tap();
  await page.waitForURL(/\/glossary\/\?lang=ko#gate$/);
  const shown = page.locator('#gate :is(dt span, dd):visible');
  assert.deepEqual(await shown.evaluateAll((all) => all.map(({ lang }) => lang)), [
    'en',
    'ko',
    'ko',
  ]);
  assertNoProblems(page);
  await page.context().close();
});

test('without JavaScript, and where a meaning cannot be loaded, a word leads to the glossary', async () => {
  const plain = await site.page({ path: 'lab/hihello/', javaScriptEnabled: false });
  await term(plain, 'logit').click();
  await plain.waitForURL(/\/glossary\/#logit$/);
  assert.equal(await plain.locator('#logit dd:visible').count(), 3);
  await plain.context().close();

  const page = await site.page({ path: 'lab/hihello/' });
  await page.waitForFunction(() => document.querySelector('[data-term][role=button]'));
  await page.route('**/assets/en-*.js', (route) => route.abort());
  await term(page, 'logit').click();
  await page.waitForURL(/\/glossary\/#logit$/);
  await page.context().close();
});
