// A lab's page in the order in which one looks: what is always in sight, what folds, and inputs that
// wait until they are needed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertNoProblems, openGroup, openLab, openSite, sidewaysScroll } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

const lab = 'unfold-lab';
const form = `${lab} .desk > unfold-form`;
const group = (page, name) => page.locator(`${lab} [data-group=${name}]`);
const step = (page, n) => page.evaluate((n) => document.querySelector('unfold-lab').step(n), n);
const isOpen = (locator) => locator.evaluate(({ open }) => open);

/** The last control that one sees of the form has the focus. */
async function focusLast(page) {
  const control = page
    .locator(`${form} :is(input, select, textarea)`)
    .locator('visible=true')
    .last();
  await control.focus();
  return control;
}

/** All of it is in the window, and nothing lies on it. */
async function assertInSight(page, locator, what) {
  const { x, y, width, height } = await locator.boundingBox();
  assert.ok(y >= 0 && y + height <= page.viewportSize().height, `${what}: ${y} to ${y + height}`);
  const isOnTop = await locator.evaluate(
    (element, [x, y]) => {
      let root = document;
      for (;;) {
        const top = root.elementFromPoint(x, y);
        if (!top || top === element || element.contains(top)) return top !== null;
        if (element.getRootNode() !== root && top.shadowRoot) root = top.shadowRoot;
        else return top.contains(element) || element.shadowRoot?.contains(top) === true;
      }
    },
    [x + width / 2, y + height / 2],
  );
  assert.ok(isOnTop, `${what} is covered`);
}

for (const [width, height] of [
  [1280, 800],
  [390, 844],
]) {
  test(`prediction, curve and Play are in sight with the last input, at ${width} × ${height}`, async () => {
    const page = await site.page({ width, height });
    for (const id of ['hihello', 'char-rnn', 'stock', 'mnist-rnn', 'translation']) {
      await openLab(page, `${site.url}lab/${id}/`);
      await step(page, 3);
      const front = page.locator(`${lab} .front .panel`);
      await page.locator(`${lab} .front unfold-chart canvas`).first().waitFor();
      assert.equal(await front.count(), 2, id);
      if (width > 600) await page.locator(`${form} summary`).press('Enter');
      const last = await focusLast(page);
      await page.waitForTimeout(100);
      for (const panel of await front.all()) await assertInSight(page, panel, `${id}, panel`);
      await assertInSight(page, page.locator(`${lab} [data-command=play]`), `${id}, Play`);
      await assertInSight(page, page.locator(`${lab} unfold-pin button`), `${id}, Pin`);
      await assertInSight(page, last, `${id}, the last input`);
      assert.ok((await sidewaysScroll(page)) <= 0);
    }
    assertNoProblems(page);
    await page.context().close();
  });
}

test('in a small frame of others the bar leaves the lab its room', async () => {
  const page = await site.page({ width: 320, height: 420 });
  await openLab(page, `${site.url}lab/hihello/?embed=1`);
  await step(page, 3);
  await focusLast(page);
  const { height } = await page.locator(`${lab} unfold-run-bar`).boundingBox();
  assert.ok(height <= page.viewportSize().height / 4, `${height} pixels`);
  const front = await page.locator(`${lab} .front`).evaluate((e) => getComputedStyle(e).position);
  assert.equal(front, 'static');
  assert.ok((await sidewaysScroll(page)) <= 0);
  await page.context().close();
});

test('groups fold by keyboard and touch, and stay as they were left, on every lab', async () => {
  const page = await site.page({ hasTouch: true });
  await openLab(page, `${site.url}lab/hihello/`);
  await step(page, 3);
  const names = await page
    .locator(`${lab} [data-group]`)
    .evaluateAll((all) => all.map(({ dataset }) => dataset.group));
  assert.deepEqual(names, ['results', 'inside', 'numbers', 'take-along']);
  assert.equal(await isOpen(group(page, 'results')), true);
  await group(page, 'results').locator('> summary').focus();
  await page.keyboard.press('Enter');
  assert.equal(await isOpen(group(page, 'results')), false);
  await group(page, 'inside').locator('> summary').tap();
  await group(page, 'inside').locator('[data-panel=hidden]').waitFor();
  await openLab(page, `${site.url}lab/long-sentence/?lang=ko`);
  await step(page, 1);
  assert.equal(await isOpen(group(page, 'results')), false);
  assert.equal(await isOpen(group(page, 'inside')), true);
  assert.equal(await group(page, 'data').locator('h2').textContent(), '데이터');
  await group(page, 'data').locator('> summary').tap();
  await group(page, 'data').locator('[data-panel=windows]').waitFor();
  assertNoProblems(page);
  await page.context().close();
});

test('a folded group draws nothing while the lab trains', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/#steps=60`);
  await step(page, 2);
  await group(page, 'results').locator('[data-panel=probabilities] canvas').first().waitFor();
  await group(page, 'results').locator('> summary').press('Enter');
  await group(page, 'results').locator('.content').waitFor({ state: 'detached' });
  await page.evaluate(() => {
    window.drawn = [];
    const { prototype } = CanvasRenderingContext2D;
    for (const name of ['fillRect', 'fillText', 'stroke', 'putImageData', 'drawImage']) {
      const draw = prototype[name];
      prototype[name] = function (...given) {
        window.drawn.push(this.canvas);
        return draw.apply(this, given);
      };
    }
  });
  await step(page, 20);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  );
  const places = await page.evaluate(() => {
    const hosts = window.drawn.map((canvas) => {
      let host = canvas;
      while (host.getRootNode() !== document && !host.closest('.front, .groups')) {
        host = host.getRootNode().host;
      }
      return host.closest('.front, .groups')?.className ?? 'nowhere';
    });
    return [...new Set(hosts)];
  });
  assert.deepEqual(
    places.map((place) => place.split(' ')[0]),
    ['front'],
  );
  await page.context().close();
});

test('help comes on demand, by mouse, key and touch, and is there for a screen reader', async () => {
  const page = await site.page({ hasTouch: true });
  await openLab(page, `${site.url}lab/hihello/`);
  const field = page.locator(`${form} [data-input=learning_rate]`);
  const help = field.locator('.help');
  const ask = field.getByRole('button', { name: 'Help: Learning rate' });
  assert.equal(await help.isVisible(), false);
  const described = await field.locator('input.box').getAttribute('aria-describedby');
  assert.equal(described, await help.getAttribute('id'));
  for (const press of [() => ask.click(), () => ask.press('Enter'), () => ask.tap()]) {
    const before = await help.isVisible();
    await press();
    assert.equal(await help.isVisible(), !before);
    assert.equal(await ask.getAttribute('aria-expanded'), String(!before));
  }
  const { width, height } = await ask.boundingBox();
  assert.ok(width >= 24 && height >= 24);
  await page.context().close();
});

const advanced = (page) => page.locator(`${form} details`);

test('inputs that the story does not change wait under Advanced, which opens for a changed or refused one', async () => {
  const page = await site.page();
  const first = (id) =>
    page
      .locator(`${form} > .fields [data-input], ${form} .fields:not(details *) [data-input]`)
      .evaluateAll((fields) => fields.map(({ dataset }) => dataset.input))
      .then((names) => ({ id, names }));
  await openLab(page, `${site.url}lab/translation/`);
  const { names } = await first('translation');
  assert.ok(names.includes('attention') && names.includes('language'), names.join());
  assert.ok(names.length <= 10, names.join());
  assert.equal(await isOpen(advanced(page)), false);

  const all = await page.evaluate(() => {
    const { inputs } = document.querySelector('unfold-lab').shadowRoot.querySelector('unfold-form');
    return inputs.filter(({ advanced, kind }) => advanced && kind === 'integer');
  });
  const [one] = all;
  const other = Number(one.default) === one.min ? one.min + 1 : one.min;
  await openLab(page, `${site.url}lab/translation/#${one.name}=${other}`);
  assert.equal(await isOpen(advanced(page)), true, `${one.name} in the link`);

  await openLab(page, `${site.url}lab/translation/`);
  await page.evaluate((name) => document.querySelector('unfold-lab').set(name, 'x'), one.name);
  assert.equal(await isOpen(advanced(page)), true, `${one.name} refused`);

  await openLab(page, `${site.url}lab/translation/`);
  const changing = await page.evaluate(() => {
    const { inputs } = document.querySelector('unfold-lab').shadowRoot.querySelector('unfold-form');
    const { presets } = document
      .querySelector('unfold-lab')
      .shadowRoot.querySelector('unfold-presets');
    const advanced = inputs.filter(({ advanced }) => advanced);
    return presets
      .slice(1)
      .find(({ inputs: own }) =>
        advanced.some(
          ({ name, default: standard }) =>
            (own[name] ?? standard) !== (presets[0].inputs[name] ?? standard),
        ),
      ).name;
  });
  await page.locator(`${lab} [data-preset="${changing}"]`).click();
  await page.waitForFunction(
    () =>
      document
        .querySelector('unfold-lab')
        .shadowRoot.querySelector('unfold-form')
        .shadowRoot.querySelector('details').open,
  );
  await page.context().close();
});

for (const lang of ['en', 'ko', 'zh']) {
  test(`with every group open axe finds nothing at 390 and 1280 pixels, in ${lang}`, async () => {
    const page = await site.page();
    for (const id of ['hihello', 'stock', 'binary-memory']) {
      await page.setViewportSize({ width: 390, height: 844 });
      await openLab(page, `${site.url}lab/${id}/?lang=${lang}`);
      await step(page, 2);
      const names = await page
        .locator(`${lab} [data-group]`)
        .evaluateAll((all) => all.map(({ dataset }) => dataset.group));
      for (const name of names) await openGroup(page, name);
      await page.locator(`${lab} unfold-run-controls [aria-expanded]`).click();
      await page.locator(`${form} .ask-help`).first().click();
      await page.waitForTimeout(300);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        await page.waitForTimeout(100);
        assert.deepEqual(await violations(page), [], `${id}, ${width} pixels`);
        assert.ok((await sidewaysScroll(page)) <= 0, `${id}, ${width} pixels`);
      }
    }
    await page.context().close();
  });
}
