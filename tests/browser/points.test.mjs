// The map of points: moved, searched, walked over and read, by itself with points of its own.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { assertNoProblems, openLab, openSite, sidewaysScroll } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** Puts a map of so many points, a spiral with the most frequent word in its middle, on a page. */
async function openMap({ lang = 'en', n = 200, hasCounts = true, ...options } = {}) {
  const page = await site.page(options);
  await openLab(page, `${site.url}lab/hihello/?lang=${lang}`);
  await page.evaluate(
    async ([n, hasCounts]) => {
      const script = document.querySelector('script[src*="/lab-"]').src;
      const [, chunk] = /\.\/(points-[\w-]+\.js)/.exec(await (await fetch(script)).text());
      await import(new URL(chunk, script).href);
      const lab = document.querySelector('unfold-lab');
      const results = lab.shadowRoot.querySelector('.results');
      results.innerHTML = '<div class="panels"><section class="panel wide"></section></div>';
      const map = document.createElement('unfold-points');
      const places = Float32Array.from({ length: 2 * n }, (_, i) => {
        const turn = 2.4 * (i >> 1);
        return Math.sqrt(i >> 1) * (i % 2 ? Math.sin(turn) : Math.cos(turn));
      });
      const points = {
        at: places,
        words: Array.from({ length: n }, (_, i) => (i === 0 ? 'the' : `word${i}`)),
        counts: Float32Array.from({ length: hasCounts ? n : 0 }, (_, i) =>
          Math.ceil(9000 / (i + 1)),
        ),
      };
      const { words } = lab.shadowRoot.querySelector('unfold-run-bar');
      Object.assign(map, { name: 'map', heading: 'Map', points, words, id: 'map' });
      results.querySelector('section').append(map);
      await map.updateComplete;
      window.map = map;
      window.drawn = () =>
        new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      await window.drawn();
      map.scrollIntoView({ block: 'center' });
    },
    [n, hasCounts],
  );
  return page;
}

const frame = (page) => page.locator('#map .map');
const tip = (page) => page.locator('#map .tip b');
const reading = (page) => page.locator('#map .reading');
const heard = (page) => page.locator('#map [aria-live]');

/** Whether the map shows another picture after this. */
async function changes(page, work) {
  const picture = () =>
    page.evaluate(async () => {
      await window.drawn();
      return window.map.shadowRoot.querySelector('canvas').toDataURL();
    });
  const before = await picture();
  await work();
  return (await picture()) !== before;
}

async function middleOf(page) {
  const { x, y, width, height } = await frame(page).boundingBox();
  return [x + width / 2, y + height / 2];
}

for (const theme of ['light', 'dark']) {
  for (const width of [390, 1280]) {
    test(`axe finds nothing in a map at ${width} pixels in the ${theme} theme`, async () => {
      const page = await openMap({ width, theme });
      await frame(page).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      assert.deepEqual(await violations(page), []);
      await page.locator('#map').getByRole('button', { name: 'Table: Map' }).click();
      assert.deepEqual(await violations(page), []);
      assert.ok((await sidewaysScroll(page)) <= 0);
      await page.context().close();
    });
  }
}

test('the map says what it shows', async () => {
  const page = await openMap();
  assert.match(
    await frame(page).getAttribute('aria-label'),
    /^Map, 200 points\. Most frequent: the, word1, word2\. Arrow keys/,
  );
  await page.context().close();
});

test('the map is dragged, and shown whole again', async () => {
  const page = await openMap();
  const whole = page.locator('#map [data-tool=whole]');
  assert.equal(await whole.isDisabled(), true);
  const drag = async () => {
    const [x, y] = await middleOf(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 80, y + 40, { steps: 4 });
    await page.mouse.up();
  };
  assert.ok(await changes(page, drag));
  assert.ok(await changes(page, () => whole.click()));
  assert.equal(await whole.isDisabled(), true);
  assertNoProblems(page);
  await page.context().close();
});

/** The mouse comes to the middle of the map by itself, when the page has not been scrolled for a while. */
async function comeByMouse(page) {
  const [x, y] = await middleOf(page);
  await page.mouse.move(x - 5, y);
  await page.mouse.move(x, y);
  await page.waitForTimeout(450);
}

test('wheel, buttons and keys zoom', async () => {
  const page = await openMap();
  await comeByMouse(page);
  await page.keyboard.down('Control');
  assert.ok(await changes(page, () => page.mouse.wheel(0, -200)));
  await page.keyboard.up('Control');
  await page.mouse.down();
  await page.mouse.up();
  assert.ok(await changes(page, () => page.mouse.wheel(0, -200)));
  assert.ok(await changes(page, () => page.locator('#map [data-tool=closer]').click()));
  assert.ok(await changes(page, () => page.locator('#map [data-tool=farther]').click()));
  await frame(page).focus();
  for (const key of ['+', '-', '0']) {
    assert.ok(await changes(page, () => page.keyboard.press(key)), key);
  }
  await page.context().close();
});

test('the wheel over a map that was not clicked scrolls the page, and the map says how it zooms', async () => {
  for (const [lang, said] of Object.entries({ en: /Ctrl/, ko: /클릭/, zh: /点击/ })) {
    const page = await openMap({ height: 500, lang });
    const scrolled = () => page.evaluate(() => window.scrollY);
    await comeByMouse(page);
    const before = await scrolled();
    await page.mouse.wheel(0, -60);
    await page.waitForFunction((before) => window.scrollY !== before, before);
    assert.match(await page.locator('#map .wheel').textContent(), said);
    assert.equal(await page.locator('#map [data-tool=whole]').isDisabled(), true);
    await page.context().close();
  }
});

test('a wheel that scrolls the page goes on over the map, and the whole map lets it scroll', async () => {
  const page = await openMap({ height: 500 });
  const scrolled = () => page.evaluate(() => window.scrollY);
  const [x, y] = await middleOf(page);
  await page.mouse.move(x - 5, y);
  await page.mouse.move(x, y);
  await page.waitForTimeout(450);
  const before = await scrolled();
  await page.mouse.wheel(0, 60);
  await page.waitForFunction((before) => window.scrollY !== before, before);
  await page.context().close();
});

test('a word is found, marked with the nearest ones, and said', async () => {
  const page = await openMap();
  const find = page.locator('#map input[type=search]');
  await find.fill('WORD19');
  assert.equal(await page.locator('#map datalist option').count(), 8);
  assert.ok(await changes(page, () => find.press('Enter')));
  await assert.doesNotReject(
    reading(page)
      .getByText(/^Nearest to word19: (word\d+, ){7}word\d+$/)
      .waitFor(),
  );
  await heard(page)
    .getByText(/^Nearest to word19/)
    .waitFor({ state: 'attached' });
  await find.fill('nothing');
  await find.press('Enter');
  await page.locator('#map .lost').getByText('There is no “nothing” here.').waitFor();
  await find.press('Escape');
  assert.equal(await find.inputValue(), '');
  assertNoProblems(page);
  await page.context().close();
});

test('arrow keys walk from word to word, and say word, count and place', async () => {
  const page = await openMap();
  await frame(page).focus();
  await page.keyboard.press('Home');
  assert.equal(await tip(page).innerText(), 'the');
  await heard(page)
    .getByText(/^the: 9,000 times, at 0, 0$/)
    .waitFor({ state: 'attached' });
  const at = () =>
    page.evaluate(() => {
      const { words, at } = window.map.points;
      const i = words.indexOf(window.map.shadowRoot.querySelector('.tip b').textContent);
      return [at[2 * i], at[2 * i + 1]];
    });
  for (const [key, axis, sign] of [
    ['ArrowRight', 0, 1],
    ['ArrowUp', 1, 1],
    ['ArrowLeft', 0, -1],
    ['ArrowDown', 1, -1],
  ]) {
    const before = await at();
    await page.keyboard.press(key);
    const moved = (await at()).map((place, i) => place - before[i]);
    assert.ok(moved[axis] * sign > 0, key);
    assert.ok(Math.abs(moved[1 - axis]) <= Math.abs(moved[axis]), key);
  }
  assert.ok(await changes(page, () => page.keyboard.press('Shift+ArrowRight')));
  await page.keyboard.press('Escape');
  assert.equal(await tip(page).count(), 0);
  await page.context().close();
});

test('the pointer tells the word under it', async () => {
  const page = await openMap();
  await page.mouse.move(...(await middleOf(page)));
  await tip(page).waitFor();
  assert.equal(await tip(page).innerText(), 'the');
  assert.match(await page.locator('#map .tip').innerText(), /9,000 times/);
  await page.mouse.click(...(await middleOf(page)));
  assert.match(await reading(page).innerText(), /^Nearest to the: /);
  await page.context().close();
});

test('a finger scrolls the page, two zoom the map, and then one moves it', async () => {
  const page = await openMap({ width: 390, hasTouch: true });
  const [x, y] = await middleOf(page);
  const client = await page.context().newCDPSession(page);
  const touch = (type, ...fingers) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: fingers.map(([x, y], id) => ({ x, y, id })),
    });
  const finger = async () => {
    await touch('touchStart', [x, y]);
    for (let i = 1; i <= 8; ++i) await touch('touchMove', [x, y - 10 * i]);
    await touch('touchEnd');
  };
  const pinch = async () => {
    await touch('touchStart', [x - 20, y], [x + 20, y]);
    for (let i = 1; i <= 8; ++i) await touch('touchMove', [x - 20 - 8 * i, y], [x + 20 + 8 * i, y]);
    await touch('touchEnd');
  };
  const scrolled = () => page.evaluate(() => window.scrollY);
  const before = await scrolled();
  await finger();
  await page.waitForFunction((before) => window.scrollY > before, before);
  await page.evaluate((before) => window.scrollTo(0, before), before);
  assert.ok(await changes(page, pinch));
  await page.touchscreen.tap(x, y);
  const held = await scrolled();
  assert.ok(await changes(page, finger));
  assert.equal(await scrolled(), held);
  await page.context().close();
});

test('the map is a table and a file too, the most frequent first', async () => {
  const page = await openMap({ n: 600 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#map').getByRole('button', { name: 'CSV: Map' }).click(),
  ]);
  const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
  assert.deepEqual(lines.slice(0, 2), ['word,count,x,y', 'the,9000,0,0']);
  assert.equal(lines.length, 601);
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('#map').getByRole('button', { name: 'SVG: Map' }).click(),
  ]);
  const svg = await readFile(await picture.path(), 'utf8');
  assert.equal(svg.match(/<path d="M[^"]*a[^"]*" fill="rgb/g).length, 600);
  assert.ok(svg.includes('>the</text>'));
  await page.locator('#map').getByRole('button', { name: 'Table: Map' }).click();
  assert.equal(await page.locator('#map tbody tr').count(), 500);
  await page.locator('#map .head').getByText('the first 500 of 600').waitFor();
  await page.context().close();
});

test('points without words or counts are shown without them', async () => {
  const page = await openMap({ hasCounts: false });
  assert.equal(await page.locator('#map .ramp').count(), 0);
  await page.evaluate(() => {
    const { at } = window.map.points;
    window.map.points = { at, words: [], counts: new Float32Array() };
  });
  await page.locator('#map input[type=search]').waitFor({ state: 'detached' });
  await frame(page).focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await tip(page).innerText(), /^point \d+$/);
  assertNoProblems(page);
  await page.context().close();
});

for (const [lang, words] of Object.entries({ ko: '단어 찾기', zh: '查找词' })) {
  test(`the map speaks ${lang} and does not scroll sideways`, async () => {
    const page = await openMap({ lang, width: 320 });
    await page.locator('#map').getByRole('combobox', { name: words }).waitFor();
    assert.deepEqual(await violations(page), []);
    assert.ok((await sidewaysScroll(page)) <= 0);
    await page.context().close();
  });
}

/** Seconds of its processor that the page has used. */
async function used(client) {
  const { metrics } = await client.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'ThreadTime').value;
}

test('five thousand points move thirty times a second, whole and looked at closely', async () => {
  const page = await openMap({ n: 5000, reducedMotion: 'no-preference' });
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  for (const look of ['whole', 'close', 'found']) {
    if (look === 'close') await page.locator('#map [data-tool=closer]').click();
    if (look === 'found') await page.locator('#map input').fill('word77');
    if (look === 'found') await page.locator('#map input').press('Enter');
    const before = await used(client);
    const pictures = await page.evaluate(async () => {
      const { map } = window;
      const { at, words, counts } = map.points;
      const canvas = map.shadowRoot.querySelector('canvas');
      const context = canvas.getContext('2d');
      let pictures = 0;
      const { clearRect } = context;
      context.clearRect = (...place) => {
        ++pictures;
        clearRect.apply(context, place);
      };
      for (let i = 0; i < 60; ++i) {
        map.points = { at: at.map((place) => place * (1 + i / 60)), words, counts };
        await map.updateComplete;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      delete context.clearRect;
      map.points = { at, words, counts };
      return pictures;
    });
    const each = (1000 * ((await used(client)) - before)) / 60;
    assert.ok(pictures >= 59, `${pictures} pictures`);
    assert.ok(each < 25, `${look}: ${each.toFixed(1)} ms`);
  }
  await page.context().close();
});

/** A page of the lab word2vec that has trained a little. */
async function openWords(query = '', options = {}) {
  const page = await site.page(options);
  await page.addInitScript(options.script ?? (() => {}));
  await openLab(page, `${site.url}lab/word2vec/${query}`);
  await page.evaluate(() => document.querySelector('unfold-lab').step(2));
  return page;
}

for (const query of ['', '?embed=1&lang=ko&hide=story']) {
  test(`the vectors of a lab are taken to the map${query && ' in an embed too'}`, async () => {
    const page = await openWords(query);
    await page.locator('unfold-to-map button').click();
    await page.waitForURL(/\/lab\/embedding-map\/.*#v=1&vectors=word2vec-embeddings\.vec%23\w{8}$/);
    assert.equal(new URL(page.url()).search, query.replace('&hide=story', ''));
    await page.waitForFunction(() => document.querySelector('unfold-lab')?.state?.total > 0);
    await page.evaluate(() => document.querySelector('unfold-lab').step(1));
    await page.locator('unfold-points canvas').waitFor();
    const words = await page.locator('unfold-points').evaluate(({ points }) => points.words);
    assert.ok(words.length > 100);
    assertNoProblems(page);
    await page.context().close();
  });
}

test('where the browser keeps nothing the vectors become a file, and the page says what to do', async () => {
  const script = () => Object.defineProperty(window, 'indexedDB', { value: undefined });
  const page = await openWords('', { script });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('unfold-to-map button').click(),
  ]);
  assert.equal(download.suggestedFilename(), 'word2vec-embeddings.vec');
  assert.match(await readFile(await download.path(), 'utf8'), /^\d+ \d+\n\S+ -?\d/);
  await page
    .locator('unfold-to-map [role=status]')
    .getByText('saved as word2vec-embeddings.vec. Open the lab “A map of words”')
    .waitFor();
  assert.ok(page.url().includes('/lab/word2vec/'));
  await page.context().close();
});
