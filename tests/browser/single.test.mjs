// Labs as one file: opened from the disk, without a network, and as packages on a learning platform.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { chromium } from 'playwright-core';
import { launchOptions } from '../../scripts/chromium.mjs';
import { openSingles } from '../../scripts/single.mjs';
import { labReady, runToEnd, state, tell } from './harness.mjs';
import { native } from './native.mjs';
import { serve } from './server.mjs';

const goal = 'loss < 0.5';
const archive = 'unfold-hihello.scorm.zip';

let folder;
let browser;
let host;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unfold-single-'));
  const singles = await openSingles();
  await singles.write(['hihello', 'mnist-rnn'], folder);
  await singles.write(['hihello', '--scorm', '--lang', 'ko', '--link', `goal=${goal}`], folder);
  await unpack(archive, 'goal');
  await singles.write(['hihello', '--scorm', '--link', '#steps=7'], folder);
  await unpack(archive, 'run');
  await singles.write(['hihello', '--h5p', '--link', `goal=${goal}&lang=ko#hidden=8`], folder);
  await unpack('unfold-hihello.h5p', 'h5p');
  await singles.close();
  host = await serve(folder);
  browser = await chromium.launch(launchOptions());
});
after(async () => {
  await browser?.close();
  await host?.close();
  await rm(folder, { recursive: true, force: true });
});

async function unpack(name, into) {
  const files = unzipSync(await readFile(join(folder, name)));
  for (const [each, bytes] of Object.entries(files)) {
    const path = join(folder, into, each);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}

/** A page that notes what goes wrong, and what it asks a network or a disk for. */
async function open(url, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.problems = [];
  page.asked = [];
  page.on('pageerror', ({ message }) => page.problems.push(message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) page.asked.push(request.url());
  });
  await page.goto(url);
  return page;
}

const fileOf = (lab) => pathToFileURL(join(folder, `unfold-${lab}.html`)).href;

test('a file without a network trains to the bits of the native program, in three languages', async () => {
  const page = await open(fileOf('hihello'), { offline: true });
  await labReady(page);
  assert.equal((await runToEnd(page)).fingerprint, (await native('hihello')).fingerprint);
  for (const [lang, word] of [
    ['ko', '학습률'],
    ['zh', '学习率'],
  ]) {
    await page.locator(`a[data-lang=${lang}]`).click();
    await page.locator('unfold-lab', { hasText: word }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), lang);
  }
  await page.locator('[data-term]').first().click();
  await page.locator('.meaning strong').waitFor();
  assert.equal(await page.locator('.meaning a').count(), 0, 'there is no page of all terms');
  assert.deepEqual([page.problems, page.asked], [[], [fileOf('hihello')]]);
  await page.context().close();
});

test('what the whole engine alone does is in the file, and so are all terms', async () => {
  const page = await open(fileOf('hihello'), { offline: true });
  await labReady(page);
  await page.locator('unfold-lab summary', { hasText: 'Take along' }).first().click();
  await page.locator('unfold-lab', { hasText: 'PyTorch' }).waitFor();
  await page.locator('.footer summary').click();
  const terms = await page.locator('.terms').innerText();
  for (const part of ['Permission is hereby granted', 'comlink', 'Eigen', 'SIL OPEN FONT']) {
    assert.ok(terms.includes(part), part);
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a lab has its data in the file, and says of what is too large that it is left out', async () => {
  const page = await open(fileOf('mnist-rnn'), { offline: true });
  await labReady(page);
  await tell(page, 'step', 1);
  const { step, error } = await state(page);
  assert.deepEqual([step, error], [1, null]);
  await page.evaluate(() => (location.hash = '#preset=as-published'));
  await page.locator('unfold-lab', { hasText: 'too large' }).waitFor();
  assert.deepEqual([page.problems, page.asked], [[], [fileOf('mnist-rnn')]]);
  await page.context().close();
});

/** A learning platform's window: its API keeps what it is told, and the package is in a frame. */
const platform = (folder, status) => `<!doctype html><title>Platform</title><script>
  window.kept = { 'cmi.core.lesson_status': '${status}' };
  window.calls = [];
  const noted = (name, answer) => (...values) => (calls.push([name, ...values].join(' ')), answer(...values));
  window.API = {
    LMSInitialize: noted('begin', () => 'true'),
    LMSGetValue: (name) => kept[name] ?? '',
    LMSSetValue: (name, value) => ((kept[name] = value), 'true'),
    LMSCommit: noted('commit', () => 'true'),
    LMSFinish: noted('end', () => 'true'),
  };
</script><iframe src="${folder}/index.html" width="800" height="600"></iframe>`;

async function openPackage(folderOf, status = 'not attempted') {
  await writeFile(join(folder, 'platform.html'), platform(folderOf, status));
  const page = await open(`${host.url}platform.html`);
  const frame = await (await page.locator('iframe').elementHandle()).contentFrame();
  await labReady(frame);
  return { page, frame };
}

const kept = (page) => page.evaluate(() => window.kept);
const statusOf = async (page) => (await kept(page))['cmi.core.lesson_status'];

const untilStatus = (page, status) =>
  page.waitForFunction((status) => window.kept['cmi.core.lesson_status'] === status, status);

test('a platform gets the goal of a package as passed, with the score, and hears of the end', async () => {
  const { page, frame } = await openPackage('goal');
  assert.equal(await frame.locator('html').getAttribute('lang'), 'ko');
  assert.equal(await frame.locator('a[data-lang]').count(), 0, 'it has one language');
  assert.equal(await statusOf(page), 'incomplete');
  await frame.locator('[data-goal] [data-try]').click();
  await frame.waitForFunction(() => localStorage['unfold:goals']?.includes('hihello'));
  assert.equal(await frame.evaluate(() => document.querySelector('unfold-lab').goal), goal);
  await frame.evaluate(() => (location.hash = '#preset=as-published'));
  await frame.waitForFunction(
    () => document.querySelector('unfold-lab').state.inputs.optimizer === 'adam',
  );
  await tell(frame, 'step', 1);
  assert.equal(await statusOf(page), 'incomplete');
  await tell(frame, 'play');
  await untilStatus(page, 'passed');
  const { 'cmi.core.score.raw': raw, 'cmi.core.score.max': max } = await kept(page);
  assert.deepEqual([raw, max], ['100', '100']);
  await page.evaluate(() => document.querySelector('iframe').remove());
  await page.waitForFunction(() => window.calls.at(-1) === 'end ');
  assert.match((await kept(page))['cmi.core.session_time'], /^\d{4}:\d\d:\d\d$/);
  assert.deepEqual(page.problems, []);
  assert.equal(page.asked.length, 2, 'the platform and the package');
  await page.context().close();
});

test('without a goal a package is completed when a run ends, and what was passed stays so', async () => {
  const { page, frame } = await openPackage('run');
  assert.equal((await state(frame)).total, 7);
  await tell(frame, 'step', 3);
  assert.equal(await statusOf(page), 'incomplete');
  await runToEnd(frame);
  await untilStatus(page, 'completed');
  await page.context().close();
  const again = await openPackage('goal', 'passed');
  await tell(again.frame, 'step', 1);
  assert.equal(await statusOf(again.page), 'passed');
  await again.page.context().close();
});

/** What H5P gives a library, as its reference says; `said` keeps what the library tells. */
const h5p = `<!doctype html><html lang="en"><title>Platform</title><div></div><script>
  window.said = [];
  window.H5P = {
    getPath: (path) => new URL('h5p/content/' + path, location.href).href,
    EventDispatcher: class {
      setActivityStarted() { said.push(['attempted']); }
      trigger(event) { said.push([event]); }
      triggerXAPIScored(...score) { said.push(['scored', ...score]); }
    },
  };
</script><script src="h5p/H5P.UnfoldLab-1.0/unfold-lab.js"></script><script>
  fetch('h5p/content/content.json').then((answer) => answer.json()).then((params) => {
    const place = document.querySelector('div');
    new H5P.UnfoldLab(params, 1).attach({ get: () => place });
  });
</script>`;

test('H5P gets the goal of a package as one point of one, once, and the height that the lab needs', async () => {
  await writeFile(join(folder, 'h5p.html'), h5p);
  const page = await open(`${host.url}h5p.html?lang=zh&goal=loss+<+9`);
  const frame = await (await page.locator('iframe').elementHandle()).contentFrame();
  await labReady(frame);
  assert.equal((await state(frame)).inputs.hidden, '8');
  assert.equal(await frame.locator('html').getAttribute('lang'), 'ko');
  assert.equal(await frame.evaluate(() => document.querySelector('unfold-lab').goal), goal);
  const scores = () => page.evaluate(() => window.said.filter(([what]) => what === 'scored'));
  assert.deepEqual(await scores(), []);
  await runToEnd(frame);
  await page.waitForFunction(() => window.said.some(([what]) => what === 'scored'));
  await tell(frame, 'reset');
  await runToEnd(frame);
  assert.deepEqual(await scores(), [['scored', 1, 1, 'completed', true, true]]);
  await page.waitForFunction(() => {
    const frame = document.querySelector('iframe');
    return frame.clientHeight === frame.contentDocument.documentElement.scrollHeight;
  });
  const told = await page.evaluate(() => window.said.map(([what]) => what));
  assert.ok(told.includes('attempted') && told.includes('resize'));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
