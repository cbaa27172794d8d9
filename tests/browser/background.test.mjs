// The pages of background: one language at a time, terms that open, and ways to and from the labs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, backgroundNames, labReady, openSite } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const shown = (page) =>
  page.locator('article:visible').evaluateAll((all) => all.map(({ lang }) => lang));

test('the gallery leads to every page, in its reader\u2019s language', async () => {
  const page = await site.page({ path: '?lang=ko' });
  const names = await backgroundNames(page);
  assert.equal(names.length, 3);
  for (const name of names) {
    await page.goto(`${site.url}?lang=ko`);
    await page.locator(`[data-background="${name}"] a`).click();
    await page.waitForURL((url) => url.pathname.endsWith(`/${name}/`));
    await page.waitForFunction(() => document.documentElement.lang === 'ko');
    await page.waitForFunction(() => /\p{Script=Hangul}/u.test(document.title));
    assert.deepEqual(await shown(page), ['ko']);
  }
  assertNoProblems(page);
  await page.context().close();
});

test('another language shows its own text, and links take it along into the labs', async () => {
  const page = await site.page({ path: 'gates/' });
  assert.deepEqual(await shown(page), ['en']);
  await page.getByRole('link', { name: '中文' }).click();
  await page.waitForFunction(() => document.documentElement.lang === 'zh');
  assert.deepEqual(await shown(page), ['zh']);
  await page.locator('article:visible a[href*="lab/initial-state/"]').first().click();
  await page.waitForURL(/lab\/initial-state\/\?lang=zh#.*kernel=/);
  await labReady(page);
  const { error, inputs } = await page.evaluate(() => document.querySelector('unfold-lab').state);
  assert.ok(!error, error);
  assert.equal(inputs.cell, 'lstm');
  assertNoProblems(page);
  await page.context().close();
});

test('a lab leads to its background in the language that was chosen there', async () => {
  const page = await site.page({ path: 'lab/gradient-flow/' });
  await page.getByRole('link', { name: '한국어' }).click();
  const link = page.locator('.story a[href*="backpropagation-through-time"]');
  await page.waitForFunction(() =>
    document.querySelector('.story a[href*="backpropagation"]')?.search.includes('lang=ko'),
  );
  await link.click();
  await page.waitForURL(/\/course\/rnn\/backpropagation-through-time\/\?lang=ko$/);
  assert.deepEqual(await shown(page), ['ko']);
  assertNoProblems(page);
  await page.context().close();
});

test('a term opens what it means, and leads to the glossary', async () => {
  const page = await site.page({ path: 'gates/' });
  await page.waitForFunction(() => document.querySelector('[data-term][role=button]'));
  await page.locator('article:visible [data-term][href$="#bias"]').click();
  const meaning = page.getByRole('dialog');
  assert.match(await meaning.textContent(), /^bias/);
  await meaning.getByRole('link').click();
  await page.waitForURL(/\/course\/rnn\/glossary\/\?lang=en#bias$/);
  assertNoProblems(page);
  await page.context().close();
});

test('the search finds pages beside the labs, and does not count them among these', async () => {
  const page = await site.page({ path: '' });
  const box = page.getByRole('searchbox');
  const found = () =>
    page
      .locator('[data-background]:visible')
      .evaluateAll((all) => all.map((each) => each.dataset.background));
  for (const word of ['Mamba', '트랜스포머']) {
    await box.fill(word);
    await page.waitForFunction(() => document.querySelectorAll('.beside li[hidden]').length === 2);
    assert.deepEqual(await found(), ['after-recurrence']);
  }
  await box.fill('');
  assert.equal((await found()).length, 3);
  await page.context().close();
});

test('without JavaScript every language can be read', async () => {
  const page = await site.page({ path: 'after-recurrence/', javaScriptEnabled: false });
  assert.deepEqual(await shown(page), ['en', 'ko', 'zh']);
  await page.context().close();
});
