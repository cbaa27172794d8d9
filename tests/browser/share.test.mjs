// Sharing a lab: what a teacher chooses is what students get.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import {
  assertNoProblems,
  labReady,
  openLab,
  openSite,
  sidewaysScroll,
  state,
  tell,
} from './harness.mjs';
import { serve } from './server.mjs';

let site;
before(async () => (site = await openSite({ headers: { 'Access-Control-Allow-Origin': '*' } })));
after(() => site.close());

async function openDialog(path, options = {}) {
  const page = await site.page(options);
  await openLab(page, `${site.url}${path}`);
  await page.locator('[data-share]').click();
  await page.locator('unfold-share dialog').waitFor();
  await page.locator('unfold-share #link').waitFor();
  return page;
}

const made = (page, name) => page.locator(`unfold-share #${name}`).inputValue();

const preview = async (page) => {
  const frame = await page.locator('unfold-share iframe').elementHandle();
  return frame.contentFrame();
};

/** What is made follows what is typed. */
const madeWith = (page, name, part) =>
  page.waitForFunction(
    ([name, part]) =>
      document
        .querySelector('unfold-share')
        .shadowRoot.querySelector(`#${name}`)
        .value.includes(part),
    [name, part],
  );

test('link, frame and preview show the inputs, the language, the task and what is left out', async () => {
  const page = await openDialog('lab/hihello/?lang=ko#v=1&hidden=8');
  await page.locator('unfold-share #task').fill('손실을 0.05 아래로 <b>낮춰요</b>');
  await page.locator('unfold-share #goal').fill('loss < 0.05');
  await page.locator('unfold-share [data-list=hide][value=inputs]').check();
  await page.locator('unfold-share #theme').selectOption('dark');
  await madeWith(page, 'link', 'theme=dark');
  const student = await site.page({
    path: new URL(await made(page, 'link')).href.slice(site.url.length),
  });
  await labReady(student);
  const { inputs } = await state(student);
  assert.equal(inputs.hidden, '8');
  assert.equal(await student.locator('html').getAttribute('lang'), 'ko');
  assert.equal(await student.locator('html').getAttribute('data-theme'), 'dark');
  assert.equal(await student.locator('unfold-lab unfold-form').count(), 0);
  await student.locator('unfold-task', { hasText: '손실을 0.05 아래로 <b>낮춰요</b>' }).waitFor();
  await tell(student, 'step', 60);
  await student.locator('unfold-task .reached').waitFor();
  const shown = await preview(page);
  await labReady(shown);
  await shown.locator('unfold-task', { hasText: '손실을' }).waitFor();
  assert.equal(await shown.locator('html').getAttribute('data-embed'), '');
  assertNoProblems(page);
  assertNoProblems(student);
  await page.context().close();
  await student.context().close();
});

test('a goal put together from what the lab reports is checked, one that is at fault is said to be', async () => {
  const page = await openDialog('lab/hihello/');
  await page.locator('unfold-condition #subject').selectOption('loss');
  await page.locator('unfold-condition #value').fill('0.05');
  await page.locator('unfold-condition .go').click();
  await page.locator('unfold-condition #subject').selectOption('step');
  await page.locator('unfold-condition #value').fill('40');
  await page.locator('unfold-condition .go').click();
  assert.equal(await page.locator('unfold-share #goal').inputValue(), 'loss < 0.05, step < 40');
  await page.locator('unfold-share #goal').fill('lost < 0.05');
  assert.match(await page.locator('unfold-share #goal-help').innerText(), /lost/);
  await page.locator('unfold-share [data-exercise]').click();
  const goal = await page.locator('[data-goal]').getAttribute('data-goal');
  assert.equal(await page.locator('unfold-share #goal').inputValue(), goal);
  assert.ok((await page.locator('unfold-share #task').inputValue()).length > 20);
  await page.context().close();
});

test('both snippets, pasted into a plain page elsewhere, open the lab with its locks', async () => {
  const page = await openDialog('lab/hihello/#v=1&hidden=6');
  await page.locator('unfold-share summary').click();
  await page.locator('unfold-share [data-list=lock][value=hidden]').check();
  await madeWith(page, 'frame', 'lock=hidden');
  const folder = await mkdtemp(join(tmpdir(), 'unfold-share-'));
  for (const name of ['frame', 'element']) {
    const html = `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Course</title>${await made(page, name)}`;
    await writeFile(join(folder, `${name}.html`), html);
  }
  const host = await serve(folder);
  const course = await site.page({ origins: [host.origin] });
  await course.goto(`${host.url}frame.html`);
  const frame = course.frames()[1];
  await labReady(frame);
  const inFrame = await frame.evaluate(
    () => document.querySelector('unfold-lab').state.inputs.hidden,
  );
  assert.equal(inFrame, '6');
  assert.equal(await frame.locator('unfold-lab').getAttribute('lock'), 'hidden');
  await course.goto(`${host.url}element.html`);
  await labReady(course);
  assert.equal((await state(course)).inputs.hidden, '6');
  await assert.rejects(tell(course, 'set', 'hidden', 9));
  assertNoProblems(course);
  await course.context().close();
  await page.context().close();
  await host.close();
  await rm(folder, { recursive: true });
});

test('the dialog is used with the keyboard alone and leaves the lab’s keys to the lab', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/`);
  await page.locator('[data-share]').focus();
  await page.keyboard.press('Enter');
  await page.locator('unfold-share dialog').waitFor();
  await page.keyboard.press('s');
  await page.keyboard.press('k');
  assert.equal((await state(page)).step, 0);
  await page.keyboard.press('Tab');
  const isInside = await page.evaluate(() => document.activeElement?.localName === 'unfold-share');
  assert.equal(isInside, true);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('unfold-share'));
  assert.equal(await page.evaluate(() => document.activeElement?.hasAttribute('data-share')), true);
  await page.context().close();
});

test('what is copied is on the clipboard, and the page says so', async () => {
  const page = await openDialog('lab/one-cell/', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.locator('unfold-share [data-copy=frame]').click();
  await page.locator('unfold-share .said', { hasText: 'Copied' }).waitFor();
  assert.equal(
    await page.evaluate(() => navigator.clipboard.readText()),
    await made(page, 'frame'),
  );
  await page.context().close();
});

test('axe finds nothing in the dialog, and it is not wider than a phone', async () => {
  for (const [lang, theme, width] of [
    ['en', 'light', 1280],
    ['ko', 'dark', 390],
    ['zh', 'light', 320],
  ]) {
    const page = await openDialog(`lab/hihello/?lang=${lang}`, { theme, width });
    await labReady(await preview(page));
    assert.deepEqual(await violations(page), [], lang);
    assert.ok((await sidewaysScroll(page)) <= 0, lang);
    const inside = await page
      .locator('unfold-share dialog')
      .evaluate((e) => e.scrollWidth - e.clientWidth);
    assert.ok(inside <= 0, `${lang}: ${inside} pixels`);
    await page.context().close();
  }
});
