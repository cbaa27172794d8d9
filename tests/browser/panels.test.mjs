// Panels on wide and narrow pages: tables, names along maps, letter boxes, and the folded numbers; and
// typed grids, which run as they do.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, openGroup, openLab, openSite, sidewaysScroll } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** Notes the texts that are written on each canvas since it was last sized. */
function noteTexts() {
  const { fillText } = CanvasRenderingContext2D.prototype;
  const rotated = (context) => Math.abs(context.getTransform().b) > 0.5;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
    this.canvas.texts = [...(this.canvas.texts ?? []), { text, upright: rotated(this) }];
    return fillText.call(this, text, ...rest);
  };
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (...kind) {
    this.texts = [];
    return getContext.apply(this, kind);
  };
}

const settled = (page) =>
  page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );

/** Tables of the lab's own that are wider than their place, and how their cells stand. */
const tables = (page) =>
  page.locator('unfold-lab [data-panel] > unfold-table .scroll').evaluateAll((places) =>
    places.map((place) => ({
      name: place.getRootNode().host.closest('[data-panel]').dataset.panel,
      hidden: place.scrollWidth - place.clientWidth,
      cell: getComputedStyle(place.querySelector('td')).display,
    })),
  );

/** Words of letter boxes that stand in more than one line, though a line has room for them. */
const brokenWords = (page) =>
  page.$$eval('unfold-lab .pairs', (places) =>
    places.flatMap((place) =>
      [...place.querySelectorAll('.word')]
        .filter((word) => {
          const boxes = [...word.children].map((box) => box.getBoundingClientRect());
          const needed = boxes.reduce((sum, { width }) => sum + width + 3, 0);
          return needed <= place.clientWidth && new Set(boxes.map(({ top }) => top)).size > 1;
        })
        .map((word) => word.textContent),
    ),
  );

/** How many lines a date takes beside a text that wraps. */
async function linesOfDate() {
  const table = document.createElement('unfold-table');
  table.style.cssText = 'display: block; width: 340px';
  const text = 'Wednesday, the twenty-first of September';
  table.grid = { columns: ['date', 'said', 'right'], rows: [[text, '', '1920-09-21']] };
  document.body.append(table);
  await table.updateComplete;
  const range = new Range();
  range.selectNodeContents(table.renderRoot.querySelector('td:last-child'));
  const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
  table.remove();
  return new Set(tops).size;
}

test('sentences in tables, letters and names along a map are read at 1280 and at 390 pixels', async () => {
  const page = await site.page();
  await page.addInitScript(noteTexts);
  await openLab(page, `${site.url}lab/translation/`);
  await page.evaluate(() => document.querySelector('unfold-lab').step());
  await page.locator('unfold-lab [data-panel=translations] td').first().waitFor();
  await openGroup(page, 'data');
  await page.locator('unfold-lab [data-panel=corpus] td').first().waitFor();
  for (const [width, cell] of [
    [1280, 'table-cell'],
    [390, 'grid'],
  ]) {
    await page.setViewportSize({ width, height: 800 });
    await settled(page);
    const seen = await tables(page);
    assert.ok(seen.length > 1);
    for (const { name, hidden } of seen) assert.ok(hidden <= 0, `${name} at ${width}: ${hidden}`);
    assert.equal(seen.find(({ name }) => name === 'translations').cell, cell);
    assert.ok((await sidewaysScroll(page)) <= 0);
    assert.deepEqual(await brokenWords(page), []);
    const { texts, names } = await page
      .locator('unfold-lab unfold-heat-map[name=attention]')
      .evaluate((map) => ({
        texts: map.renderRoot.querySelector('canvas').texts.map(({ text }) => text),
        names: map.matrix.ticks.flat(),
      }));
    assert.ok(names.length > 4);
    assert.deepEqual(
      names.filter((name) => !texts.includes(name)),
      [],
      `at ${width}`,
    );
  }
  const titles = await page
    .locator('unfold-lab [data-panel=translations] td')
    .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell, '::before').content));
  assert.ok(titles.every((title) => title.length > 2 && title !== 'none'));
  assert.equal(await page.evaluate(linesOfDate), 1);
  assertNoProblems(page);
  await page.context().close();
});

test('what is only for checking is folded away, opens by the keyboard and is remembered', async () => {
  const page = await site.page({ width: 390 });
  await openLab(page, `${site.url}lab/one-cell/?lang=ko`);
  const known = () => document.querySelector('unfold-lab').state.fingerprint;
  const fingerprint = await (await page.waitForFunction(known)).jsonValue();
  await page.getByText(fingerprint).filter({ visible: true }).waitFor({ state: 'detached' });
  const group = page.locator('unfold-lab [data-group=numbers]');
  assert.equal(await group.evaluate(({ open }) => open), false);
  assert.equal(await page.locator('unfold-lab [data-panel=published]').isVisible(), false);
  const fold = group.locator('> summary');
  assert.equal((await fold.innerText()).trim(), '숫자');
  await fold.focus();
  await page.keyboard.press('Enter');
  await page.locator('unfold-numbers [data-panel=published]').waitFor();
  assert.equal(await page.locator('unfold-numbers .fingerprint code').innerText(), fingerprint);
  assert.ok((await sidewaysScroll(page)) <= 0);

  await openLab(page, `${site.url}lab/stacked-cells/`);
  await page.locator('unfold-numbers [data-panel=published]').waitFor();
  assert.equal((await fold.innerText()).trim(), 'Numbers');
  assert.equal(await page.locator('unfold-numbers > [data-panel=shapes]').count(), 1);
  const ends = await page.$$eval('unfold-lab unfold-heat-map', (maps) =>
    maps.filter(({ name }) => name !== 'input').map(({ scale }) => scale.end),
  );
  assert.ok(ends.length > 2);
  assert.equal(new Set(ends).size, 1);
  assertNoProblems(page);
  await page.context().close();
});

test('brackets are as high as what they hold, without a font of the device', async () => {
  const page = await site.page({ path: 'lab/dynamic-length/' });
  await page.evaluate(() => document.fonts.ready);
  const fonts = await page.evaluate(() =>
    [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family),
  );
  assert.ok(fonts.some((family) => family.includes('Unfold fences')));
  const heights = await page.$$eval('math mo[stretchy=true]:has(+ mtable)', (fences) =>
    fences.map((fence) => [
      fence.getBoundingClientRect().height,
      fence.nextElementSibling.getBoundingClientRect().height,
    ]),
  );
  assert.ok(heights.length > 0);
  for (const [fence, rows] of heights) assert.ok(fence >= 0.9 * rows, `${fence} of ${rows}`);
  assertNoProblems(page);
  await page.context().close();
});

test('a number of a grid is dragged, and what is computed from it follows while it moves, by keyboard and by touch', async () => {
  const page = await site.page({ width: 390, hasTouch: true });
  await openLab(page, `${site.url}lab/sequence-loss/#prediction1=1,4;2,5;3,6`);
  const cell = page.locator('[data-input=prediction1] .cell').first();
  const softmax = page.locator('unfold-lab [data-panel=softmax1] unfold-heat-map');
  /** The softmax of two logits that are so far apart. */
  const until = async (apart) =>
    page.waitForFunction(
      ([element, wanted]) => Math.abs(element.matrix.values[0] - wanted) < 1e-6,
      [await softmax.elementHandle(), 1 / (1 + Math.exp(apart))],
      { polling: 50 },
    );
  await until(3);
  await cell.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await cell.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 50, y + height / 2, { steps: 4 });
  await until(2);
  assert.equal(await cell.inputValue(), '2');
  await page.mouse.up();
  assert.equal(await cell.evaluate((cell) => cell.matches(':focus')), false);

  await page.touchscreen.tap(x + width / 2, y + height / 2);
  assert.equal(await cell.evaluate((cell) => cell.matches(':focus')), true);
  await cell.press('Shift+ArrowDown');
  await until(2.1);
  assertNoProblems(page);
  await page.context().close();
});

test('in a typed grid time runs to the right, for keys, pasted blocks and new steps too', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/sequence-loss/#prediction1=1,4;2,5;3,6`);
  const grid = page.locator('[data-input=prediction1] unfold-matrix-field');
  const cells = grid.locator('.cell');
  const shown = () => cells.evaluateAll((all) => all.map(({ value }) => value).join(' '));
  const typed = async (wanted) => {
    await page.waitForFunction(
      (wanted) => document.querySelector('unfold-lab').state.inputs.prediction1 === wanted,
      wanted,
    );
  };
  assert.deepEqual(await grid.locator('.heads span').allTextContents(), ['t = 0', '1', '2']);
  assert.equal(await shown(), '1 2 3 4 5 6');

  await cells.nth(5).fill('7');
  await typed('1,4;2,5;3,7');
  await cells.nth(5).press('ArrowUp');
  await page.keyboard.type('8');
  await typed('1,4;2,5;8,7');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('9');
  await typed('1,4;9,5;8,7');

  await cells.nth(1).evaluate((cell) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '10\t20\n30\t40');
    cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
  });
  await typed('1,4;10,30;20,40');
  await grid.getByRole('button', { name: 'One more: Columns' }).click();
  await typed('1,4;10,30;20,40;0,0');
  assert.equal(await shown(), '1 10 20 0 4 30 40 0');
  await grid.getByRole('button', { name: 'As text' }).click();
  assert.equal(await grid.locator('textarea').inputValue(), '1,4;10,30;20,40;0,0');

  await openLab(page, `${site.url}lab/softmax-layer/#data=1,2;3,4|5,6;7,8`);
  const data = page.locator('[data-input=data] unfold-matrix-field');
  await data.getByRole('button', { name: 'Block 1' }).click();
  const second = await data.locator('.cell').evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual(second, ['5', '7', '6', '8']);
  assertNoProblems(page);
  await page.context().close();
});
