// Runs beside each other: pinned ones stay behind the present one and in a table, a race gives each of
// its runs the bits that it has alone, and a link carries the pins.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import {
  assertNoProblems,
  exposeWorker,
  openLab,
  openSite,
  runToEnd,
  sidewaysScroll,
} from './harness.mjs';
import { native } from './native.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

async function open(path, options = {}) {
  const page = await site.page(options);
  await openLab(page, `${site.url}lab/${path}`);
  await page.waitForFunction(() => customElements.get('unfold-compare'));
  return page;
}

const stateOf = (page) => page.evaluate(() => document.querySelector('unfold-lab').state);
const set = (page, values) =>
  page.evaluate((values) => document.querySelector('unfold-lab').set(values), values);
const step = (page, n) => page.evaluate((n) => document.querySelector('unfold-lab').step(n), n);
const pin = (page) => page.locator('unfold-pin button').click();

const row = (page, place) => page.locator(`unfold-compare tr[data-pin="${place}"]`);
const act = (page, place, name) => row(page, place).locator(`[data-act=${name}]`).click();
const titleOf = async (page, place) =>
  (await row(page, place).locator('.title').textContent()).trim();
const titles = async (page) =>
  (await page.locator('unfold-compare tbody .title').allTextContents()).map((text) => text.trim());

/** Names of the lines of the first chart. */
const linesOf = (page) =>
  page.evaluate(() =>
    document
      .querySelector('unfold-lab')
      .shadowRoot.querySelector('unfold-curves unfold-chart')
      .lines.map(({ title, x }) => [title, x.length]),
  );

/** Of the chart, what is drawn: the number of its lines. */
const drawn = (page) =>
  page.evaluate(() => {
    const { shadowRoot } = document.querySelector('unfold-lab');
    return shadowRoot.querySelector('unfold-curves unfold-chart').plot.series.length - 1;
  });

async function race(page, input, values) {
  const form = page.locator('unfold-race-form');
  if (!(await form.locator('details[open]').count())) await form.locator('summary').click();
  await form.locator('select').selectOption(input);
  if (values) {
    const boxes = form.locator('.values input');
    for (let i = 0; i < 4; ++i) await boxes.nth(i).fill(values[i] ?? '');
  }
  await form.locator('.go').click();
}

const raceEnded = (page) =>
  page.waitForFunction(
    () => {
      const { shadowRoot } = document
        .querySelector('unfold-lab')
        .shadowRoot.querySelector('unfold-compare');
      const rows = [...shadowRoot.querySelectorAll('tbody tr:not([data-pin=present])')];
      return (
        rows.length > 0 &&
        !shadowRoot.querySelector('.racing') &&
        rows.every(({ dataset }) => dataset.fingerprint !== '')
      );
    },
    null,
    { timeout: 120_000 },
  );

test('a pinned run stays behind the next one, by what differs, and in a table', async () => {
  const page = await open('hihello/');
  const { curves } = await runToEnd(page);
  await pin(page);
  assert.deepEqual(await titles(page), ['This run', 'step 50']);
  await set(page, { hidden: '8' });
  assert.deepEqual(await linesOf(page), [['Hidden units 5 instead of 8', 50]]);
  await runToEnd(page);
  assert.deepEqual(await linesOf(page), [
    ['Loss', 50],
    ['Hidden units 5 instead of 8', 50],
  ]);
  assert.equal(await drawn(page), 2);
  const best = Math.min(...curves.loss.y);
  const cells = await row(page, 0).locator('td').allTextContents();
  assert.equal(cells[0].trim(), '5');
  assert.ok(cells[1].includes(best.toPrecision(4)), cells[1]);
  assert.match(cells[2], /50 of 50/);
  assert.match(cells[3], /\d ms.*ms a step/s);
  const mine = await row(page, 'present').locator('td').allTextContents();
  assert.equal(mine[0].trim(), '8');
  assert.match(mine[1], /best of these/);
  assertNoProblems(page);
  await page.context().close();
});

test('a pin is renamed, gives its inputs back, and is removed, all by keys', async () => {
  const page = await open('hihello/#v=1&hidden=3&steps=20');
  const first = await runToEnd(page);
  await page.locator('unfold-pin button').press('Enter');
  await set(page, { hidden: '8', cell: 'gru' });
  const second = await runToEnd(page);
  assert.equal(await titleOf(page, 0), 'Cell LSTM instead of GRU, Hidden units 3 instead of 8');

  await row(page, 0).locator('[data-act=rename]').press('Enter');
  await page.keyboard.type('a small one');
  await page.keyboard.press('Enter');
  assert.equal(await titleOf(page, 0), 'a small one');
  assert.ok(await row(page, 0).locator('[data-act=rename]:focus').count());
  assert.deepEqual((await linesOf(page))[1], ['a small one', 20]);
  await page.keyboard.press('Enter');
  await page.keyboard.type('never');
  await page.keyboard.press('Escape');
  assert.equal(await titleOf(page, 0), 'a small one');

  await row(page, 0).locator('[data-act=bring]').press('Enter');
  const becomes = (wanted) =>
    page.waitForFunction(
      (wanted) => document.querySelector('unfold-lab').state.fingerprint === wanted,
      wanted,
    );
  await becomes(first.fingerprint);
  assert.deepEqual((await stateOf(page)).inputs, first.inputs);
  await page.locator('unfold-lab [data-run=back]').click();
  await becomes(second.fingerprint);
  assert.deepEqual((await stateOf(page)).inputs, second.inputs);

  await row(page, 0).locator('[data-act=remove]').press('Enter');
  await row(page, 0).waitFor({ state: 'detached' });
  assert.deepEqual(await linesOf(page), [['Loss', 20]]);
  assert.ok(await page.locator('unfold-compare h3:focus').count());
  assertNoProblems(page);
  await page.context().close();
});

const cells = ['rnn', 'lstm', 'gru'];

for (const lab of ['hihello', 'char-sentence']) {
  test(`a race of three cells in ${lab} gives each the bits that it has alone`, async () => {
    const inputs = { steps: '60' };
    const page = await open(`${lab}/#v=1&steps=60`);
    const { total } = await stateOf(page);
    assert.equal(total, 60);
    await race(page, 'cell');
    await raceEnded(page);
    const alone = await Promise.all(
      cells.map((cell) => native(lab, '--cell', cell, '--steps', inputs.steps)),
    );
    const raced = await page
      .locator('unfold-compare tbody tr:not([data-pin=present])')
      .evaluateAll((rows) => rows.map(({ dataset }) => dataset.fingerprint));
    assert.deepEqual(
      raced,
      alone.map(({ fingerprint }) => fingerprint),
    );
    assert.deepEqual(
      (await linesOf(page)).map(([, points]) => points),
      [60, 60, 60],
    );
    const { step } = await stateOf(page);
    assert.equal(step, 0);
    assert.match(await page.locator('unfold-compare .notice').textContent(), /over at step 60/);
    assertNoProblems(page);
    await page.context().close();
  });
}

test('a race goes step for step, pauses, goes on, stops, and what it has stays', async () => {
  const page = await open('hihello/#v=1&steps=3000&hidden=64');
  await race(page, 'cell');
  const racing = page.locator('unfold-compare .racing');
  const steps = () =>
    page
      .locator('unfold-compare tbody tr:not([data-pin=present])')
      .evaluateAll((rows) =>
        rows.map((row) => Number(/([\d,]+) of/.exec(row.textContent)?.[1].replace(',', '') ?? 0)),
      );
  const reach = async (least) => {
    while (Math.min(...(await steps())) < least) await page.waitForTimeout(20);
  };
  await reach(60);
  await racing.locator('[data-act=pause]').press('Enter');
  await racing.getByText('Go on').waitFor();
  const paused = await steps();
  assert.ok(Math.max(...paused) - Math.min(...paused) <= 30, `${paused}`);
  await page.waitForTimeout(300);
  assert.deepEqual(await steps(), paused);
  await racing.getByText('Go on').press('Enter');
  await reach(paused[0] + 60);
  await racing.locator('[data-act=stop]').press('Enter');
  await racing.waitFor({ state: 'detached' });
  const stopped = await steps();
  assert.ok(Math.min(...stopped) >= paused[0] + 60 && Math.max(...stopped) < 3000, `${stopped}`);
  assertNoProblems(page);
  await page.context().close();
});

test('a race whose worker dies again and again ends with the same bits, and says so', async () => {
  const page = await site.page();
  await exposeWorker(page);
  await openLab(page, `${site.url}lab/hihello/#v=1&steps=2000&hidden=32`);
  await page.waitForFunction(() => customElements.get('unfold-compare'));
  await race(page, 'cell');
  for (let kills = 0; kills < 3; ++kills) {
    await page.waitForTimeout(400);
    await page.evaluate(() => window.worker.terminate());
    await page
      .locator('unfold-compare .notice')
      .getByText(/restarted|started again/)
      .waitFor();
  }
  await raceEnded(page);
  const raced = await page
    .locator('unfold-compare tbody tr:not([data-pin=present])')
    .evaluateAll((rows) => rows.map(({ dataset }) => dataset.fingerprint));
  for (const [i, cell] of cells.entries()) {
    const { fingerprint } = await native(
      'hihello',
      '--cell',
      cell,
      '--steps',
      '2000',
      '--hidden',
      '32',
    );
    assert.equal(raced[i], fingerprint, cell);
  }
  assertNoProblems(page);
  await page.context().close();
});

test('a race with a value that the lab refuses says why and does not start', async () => {
  const page = await open('hihello/');
  await race(page, 'hidden', ['5', '0', 'many']);
  const problem = page.locator('unfold-race-form .problem');
  await problem.waitFor();
  const said = await problem.locator('p').allTextContents();
  assert.equal(said.length, 3);
  assert.match(said[0], /^0: Hidden units .*1.*256/);
  assert.match(said[1], /^many: /);
  assert.equal(await page.locator('unfold-compare tbody').count(), 0);

  await race(page, 'hidden', ['5', ' 5.0 ']);
  await problem.getByText('two values').waitFor();
  await race(page, 'hidden', ['5', '6']);
  await raceEnded(page);
  assert.equal(await problem.count(), 0);
  assertNoProblems(page);
  await page.context().close();
});

test('four runs are pinned at most, and the page says why not more', async () => {
  const page = await open('hihello/#v=1&steps=8');
  for (const steps of [1, 2, 3, 4]) {
    await step(page, 1);
    await pin(page);
    await row(page, steps - 1).waitFor();
  }
  await pin(page);
  await page.locator('unfold-pin .why').getByText('Remove one').waitFor();
  assert.equal(await page.locator('unfold-compare tbody tr').count(), 5);
  await race(page, 'cell');
  await page.locator('unfold-race-form .problem').getByText('room for 0').waitFor();
  assert.equal((await linesOf(page)).length, 5);
  await act(page, 1, 'remove');
  await pin(page);
  await row(page, 1).waitFor();
  await page.locator('unfold-compare [data-act=remove-all]').click();
  assert.equal(await page.locator('unfold-compare tbody').count(), 0);
  assertNoProblems(page);
  await page.context().close();
});

test('a link carries the pins as rows that are computed when somebody asks', async () => {
  const page = await open('hihello/#v=1&steps=40');
  const first = await runToEnd(page);
  await pin(page);
  await set(page, { cell: 'gru' });
  await step(page, 12);
  const second = await stateOf(page);
  await pin(page);
  await act(page, 1, 'rename');
  await page.keyboard.type('a GRU; early');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => decodeURIComponent(location.hash).includes('GRU'));
  assert.match(page.url(), /#v=1&cell=gru&steps=40&pins=40;steps:40~12;/);

  const other = await open(page.url().slice(page.url().indexOf('hihello')));
  await row(other, 1).waitFor();
  assert.deepEqual(await titles(other), ['This run', 'Cell LSTM instead of GRU', 'a GRU; early']);
  assert.equal((await stateOf(other)).step, 0);
  assert.match(await row(other, 0).textContent(), /not computed yet \(40 steps\)/);
  await other.waitForTimeout(500);
  assert.equal(await row(other, 0).getAttribute('data-fingerprint'), '');

  for (const [place, { fingerprint }] of [first, second].entries()) {
    await act(other, place, 'compute');
    await other
      .locator(`unfold-compare tr[data-pin="${place}"][data-fingerprint="${fingerprint}"]`)
      .waitFor();
    await other.locator('unfold-compare .racing').waitFor({ state: 'detached' });
  }
  assert.equal(await other.locator('unfold-compare [data-act=compute]').count(), 0);
  assert.equal((await stateOf(other)).step, 0);
  assert.equal(other.url().split('#')[1], page.url().split('#')[1]);

  // What the lab becomes by a link of the story keeps what is pinned.
  await other.evaluate(() => (location.hash = '#hidden=9'));
  await other.waitForFunction(
    () => document.querySelector('unfold-lab').state.inputs.hidden === '9',
  );
  await other.waitForFunction(() => location.hash.includes('pins=40'));
  assert.equal(await other.locator('unfold-compare tbody tr').count(), 3);
  assertNoProblems(page);
  assertNoProblems(other);
  await page.context().close();
  await other.context().close();
});

test('what a link describes and the lab refuses is said at its row, and the rest of the page works', async () => {
  const page = await open(
    'hihello/#v=1&pins=5;hidden:0~5;nothing:1;=%3Cimg src=x onerror=hacked()%3E',
  );
  await row(page, 1).waitFor();
  await act(page, 0, 'compute');
  await row(page, 0).locator('[role=alert]').getByText('Hidden units').waitFor();
  await act(page, 1, 'compute');
  await step(page, 5);
  const { fingerprint } = await stateOf(page);
  await page
    .locator(`unfold-compare tr[data-pin="1"][data-fingerprint="${fingerprint}"]`)
    .waitFor();
  assert.match(await titleOf(page, 1), /^<img/);
  assertNoProblems(page);
  await page.context().close();
});

test('a lab that computes at once has nothing to pin', async () => {
  const page = await open('one-cell/');
  assert.equal(await page.locator('unfold-pin').count(), 0);
  assert.equal(await page.locator('unfold-compare').count(), 0);
  assertNoProblems(page);
  await page.context().close();
});

for (const lang of ['en', 'ko', 'zh']) {
  test(`axe finds nothing and nothing scrolls sideways, in ${lang}`, async () => {
    const page = await open(`hihello/?lang=${lang}#v=1&steps=30&pins=20;cell:gru`, { width: 390 });
    await page.waitForFunction((lang) => document.documentElement.lang === lang, lang);
    await step(page, 10);
    await pin(page);
    await act(page, 0, 'compute');
    await page.locator('unfold-compare .racing').waitFor({ state: 'detached' });
    await page.locator('unfold-race-form summary').click();
    await act(page, 1, 'rename');
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme });
      for (const width of [320, 390, 1280, 2560]) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await violations(page), [], `${theme}, ${width} pixels`);
        assert.ok((await sidewaysScroll(page)) <= 0, `${width} pixels`);
      }
    }
    assertNoProblems(page);
    await page.context().close();
  });
}
