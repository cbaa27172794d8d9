// Worksheets: a teacher writes one, students open it as a link or as a file and give answers back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, labReady, openSite } from './harness.mjs';
import {
  give,
  hihello,
  labFrame,
  linkOf,
  newLab,
  openSheet,
  question,
  saved,
  sheetIn,
  sheetOf,
  writeSheet,
} from './sheets.mjs';
import { load } from '../web/modules.mjs';

const { strings } = await load('i18n/worksheet.ts');

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const focused = (page) =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active.dataset.tool ?? active.id;
  });

const written = async (page) =>
  sheetIn(new URL(await page.locator('unfold-sheet-editor textarea#link').inputValue()).hash, [
    'hihello',
    'one-cell',
  ]);

test('what is begun anew can be put back, also by keyboard', async () => {
  const page = await openSheet(site, sheetOf(question));
  await page.locator('[data-edit]').click();
  await page.locator('[data-anew]').press('Enter');
  assert.deepEqual(await written(page), { title: '', lang: 'en', parts: [] });
  await page.keyboard.press('Enter');
  assert.deepEqual(await written(page), sheetOf(question));
  assert.equal(await focused(page), 'title');
  assertNoProblems(page);
  await page.context().close();
});

test('a lab goes on where it is when the theme changes and an answer is written', async () => {
  const page = await openSheet(site, sheetOf(hihello(), question));
  const frame = await labFrame(page);
  await frame.evaluate(() => document.querySelector('unfold-lab').step(3));
  await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
  await page.locator('#answer-1').fill('It learns.');
  await frame.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
  assert.equal(await frame.evaluate(() => document.querySelector('unfold-lab').state.step), 3);
  assertNoProblems(page);
  await page.context().close();
});

test('a teacher writes a worksheet with the keyboard alone; it is kept, and its link is what it is', async () => {
  const page = await site.page({ path: 'worksheet/' });
  const press = async (selector) => {
    await page.locator(selector).focus();
    await page.keyboard.press('Enter');
  };
  await page.locator('#title').focus();
  await page.keyboard.type('First steps');
  await press('[data-add=text]');
  await page.keyboard.type('# Read');
  await press('[data-add=question]');
  await page.keyboard.type('Why does it fall?');
  await press('[data-add=lab]');
  assert.equal(await focused(page), 'link');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(`${site.url}lab/hihello/?lock=seed#v=1&hidden=8`);
  await page.keyboard.press('Tab');
  await page.locator('unfold-lab-form #goal').focus();
  await page.keyboard.type('loss < 0.5');
  await press('[data-part]:last-of-type [data-tool=up]');
  assert.equal(await focused(page), 'up');
  const sheet = sheetOf(
    { kind: 'text', text: '# Read' },
    hihello({ fragment: '#v=1&hidden=8', lock: ['seed'] }),
    question,
  );
  assert.deepEqual(await written(page), sheet);
  const [name, file] = await saved(page, '[data-save]');
  assert.equal(name, 'First-steps.json');
  assert.equal(file, `${writeSheet(sheet)}\n`);
  await press('[data-part]:first-of-type [data-tool=remove]');
  assert.equal((await written(page)).parts.length, 2);
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'remove');
  await page.reload();
  await page.locator('unfold-lab-form').waitFor();
  assert.deepEqual(await written(page), sheet);
  assertNoProblems(page);
  await page.context().close();
});

test('a worksheet under way keeps a lab that is gone, and says so where it stands', async () => {
  const page = await site.page();
  const sheet = sheetOf(hihello({ lab: 'gone-lab', task: 'Try it.' }), question);
  await page.addInitScript(
    (json) => (localStorage['unfold:worksheet'] ??= json),
    writeSheet(sheet),
  );
  await page.goto(`${site.url}worksheet/`);
  await page.locator('[data-part] .wrong', { hasText: 'gone-lab' }).waitFor();
  await page.locator('#title').fill('Later');
  const kept = await page.evaluate(() => JSON.parse(localStorage['unfold:worksheet']));
  assert.deepEqual([kept.title, kept.parts], ['Later', sheet.parts]);
  assertNoProblems(page);
  await page.context().close();
});

test('a goal and a link that are at fault are said to be', async () => {
  const page = await site.page({ path: 'worksheet/' });
  await page.locator('#which').selectOption('hihello');
  await page.locator('[data-add=lab]').click();
  await page.locator('unfold-lab-form #goal').fill('lost < 0.05');
  await page.locator('unfold-lab-form #goal-help.wrong', { hasText: 'lost' }).waitFor();
  await page.locator('unfold-lab-form #link').fill('https://elsewhere.example/');
  await page.locator('unfold-lab-form #link').press('Tab');
  await page.locator('unfold-lab-form #link-help.wrong').waitFor();
  await page.context().close();
});

test('a student reaches a goal and answers; all of it is kept, and comes back as a file', async () => {
  const sheet = sheetOf({ kind: 'text', text: '# Read' }, hihello({ lock: ['seed'] }), question);
  const page = await openSheet(site, sheet);
  await page.locator('#name').fill('Ada');
  await page.locator('#answer-2').fill('It *learns*.');
  const frame = await labFrame(page);
  assert.equal(await frame.locator('unfold-lab').getAttribute('lock'), 'seed');
  await frame.evaluate(() => document.querySelector('unfold-lab').step(50));
  await page.locator('.goal + .reached').waitFor();
  await page.reload();
  await page.locator('.goal + .reached').waitFor();
  assert.equal(await page.locator('#answer-2').inputValue(), 'It *learns*.');
  const [name, file] = await saved(page, '[data-save]');
  assert.equal(name, 'Ada-First-steps.json');
  const { parts } = JSON.parse(file);
  assert.ok(parts[0].reached > 0 && parts[0].reached <= 50);
  assert.equal(parts[1].answer, 'It *learns*.');
  assertNoProblems(page);
  // On another device.
  const other = await site.page({ path: 'worksheet/' });
  await other.locator('unfold-sheet-editor').waitFor();
  await give(other, 'any', file);
  await other.locator('[role=alert]', { hasText: strings.en.answersFirst }).waitFor();
  await give(other, 'any', writeSheet(sheet));
  await other.locator('.goal').waitFor();
  await give(other, 'any', file);
  await other.locator('.goal + .reached').waitFor();
  assert.equal(await other.locator('#name').inputValue(), 'Ada');
  await give(other, 'any', file.slice(0, 40));
  await other.locator('[role=alert]', { hasText: strings.en.damaged }).waitFor();
  assert.equal(await other.locator('#name').inputValue(), 'Ada');
  await page.context().close();
  await other.context().close();
});

test('labs are loaded when they come into sight', async () => {
  const text = { kind: 'text', text: 'Read.\n\n'.repeat(60) };
  const page = await openSheet(site, sheetOf(text, hihello(), text, newLab('one-cell')));
  assert.equal(page.frames().length, 1 + 2);
  const sources = () =>
    page.$$eval('unfold-lab-frame', (all) =>
      all.map(({ shadowRoot }) => shadowRoot.querySelector('iframe').hasAttribute('src')),
    );
  assert.deepEqual(await sources(), [false, false]);
  await page.locator('[data-lab=hihello]').scrollIntoViewIfNeeded();
  await page.waitForFunction(() =>
    document
      .querySelector('unfold-worksheet-page')
      .shadowRoot.querySelector('unfold-worksheet')
      .shadowRoot.querySelector('unfold-lab-frame')
      .shadowRoot.querySelector('iframe[src]'),
  );
  assert.deepEqual(await sources(), [true, false]);
  await page.context().close();
});

test('a link that is cut says what to do, and the place to write one is there', async () => {
  const page = await site.page();
  await page.goto(linkOf(site.url, sheetOf(question)).slice(0, -12));
  await page.locator('[role=alert]', { hasText: strings.en.damaged }).waitFor();
  await page.locator('unfold-sheet-editor').waitFor();
  await page.context().close();
});

test('the files of a class become a table, each once', async () => {
  const page = await openSheet(site, sheetOf(hihello(), question));
  await page.locator('#name').fill('=Ada');
  await page.locator('#answer-1').fill('first');
  const [, one] = await saved(page, '[data-save]');
  const two = one.replace('=Ada', 'Grace').replace('first', 'second');
  await page.goto(`${site.url}worksheet/`);
  await page.locator('unfold-collected').waitFor();
  await give(page, 'answers', one, two, one, 'nothing');
  await page.locator('unfold-collected tbody tr').nth(1).waitFor();
  const rows = await page.locator('unfold-collected tbody tr').allInnerTexts();
  assert.deepEqual(
    rows.map((row) => row.split(/\s+/)),
    [
      ['=Ada', '–', 'first'],
      ['Grace', '–', 'second'],
    ],
  );
  await page.locator('unfold-collected [role=alert]', { hasText: '3.json' }).waitFor();
  const [, table] = await saved(page, '[data-csv]');
  assert.match(table, /^'=Ada,–,first$/m);
  await page.context().close();
});

test('“Share” puts a lab as it is into the worksheet under way', async () => {
  const page = await site.page({ path: 'lab/hihello/#v=1&hidden=8' });
  await labReady(page);
  await page.locator('[data-share]').click();
  await page.locator('unfold-share .sheet').click();
  await page.locator('unfold-lab-form').waitFor();
  assert.deepEqual((await written(page)).parts, [
    { ...newLab('hihello'), fragment: '#v=1&hidden=8' },
  ]);
  await page.reload();
  await page.locator('unfold-lab-form').waitFor();
  assert.equal((await written(page)).parts.length, 1);
  await page.context().close();
});
