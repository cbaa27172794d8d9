// A new seed: what it changes, and what the page says where it changes nothing.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openLab, openSite } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

async function newSeed(path) {
  const page = await site.page();
  await openLab(page, `${site.url}lab/${path}`);
  const fingerprint = () =>
    page.evaluate(() => document.querySelector('unfold-lab').state.fingerprint);
  const first = await fingerprint();
  await page.evaluate(() => document.querySelector('unfold-lab').newSeed());
  const isSame = (await fingerprint()) === first;
  const notices = await page.locator('unfold-lab .results .message').allTextContents();
  assertNoProblems(page);
  await page.context().close();
  return { isSame, notices };
}

const said = { en: /nothing changed/i, ko: /시드/, zh: /种子/ };
const typed = '#kernel=1,1;1,1;1,1;1,1;1,1;1,1';

for (const [lang, words] of Object.entries(said)) {
  test(`where the reader has typed the weights a new seed changes nothing, and the page says so in ${lang}`, async () => {
    const { isSame, notices } = await newSeed(`one-cell/?lang=${lang}${typed}`);
    assert.equal(isSame, true);
    assert.equal(notices.length, 1);
    assert.match(notices[0], words);
  });
}

test('what is said of a new seed is said anew in the language that the reader chooses', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/one-cell/${typed}`);
  await page.evaluate(() => document.querySelector('unfold-lab').newSeed());
  const notice = page.locator('unfold-lab .results .message');
  await notice.filter({ hasText: said.en }).waitFor();
  await page.locator('a[data-lang=ko]').first().click();
  await notice.filter({ hasText: said.ko }).waitFor();
  assertNoProblems(page);
  await page.context().close();
});

test('where the preset has typed weights a new seed draws others, and the page says so', async () => {
  const { isSame, notices } = await newSeed('one-cell/');
  assert.equal(isSame, false);
  assert.equal(notices.length, 1);
  assert.match(notices[0], /new ones were drawn from seed \d+/);
});

test('where the weights are drawn a new seed draws others, without a notice', async () => {
  const { isSame, notices } = await newSeed('one-cell/#kernel=');
  assert.equal(isSame, false);
  assert.deepEqual(notices, []);
});
