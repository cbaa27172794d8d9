// Every lab takes whatever it is given in the browser, and weighs little.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { assertNoProblems, openLab, openSite, runToEnd } from './harness.mjs';
import { native } from './native.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

test('without SIMD the page computes the same bits', async () => {
  const page = await site.page();
  await page.addInitScript(() => {
    WebAssembly.validate = () => false;
  });
  await openLab(page, `${site.url}lab/hihello/`);
  const { fingerprint } = await runToEnd(page);
  assert.equal(fingerprint, (await native('hihello')).fingerprint);
  assertNoProblems(page);
  await page.context().close();
});

test('where workers are blocked the page computes the same bits by itself', async () => {
  const page = await site.page();
  await page.addInitScript(() => {
    window.Worker = class {
      constructor() {
        throw new DOMException('blocked', 'SecurityError');
      }
    };
  });
  await openLab(page, `${site.url}lab/hihello/`);
  const { fingerprint } = await runToEnd(page);
  assert.equal(fingerprint, (await native('hihello')).fingerprint);
  assertNoProblems(page);
  await page.context().close();
});

test('a "try it" link of the story changes the lab and the address, and Back undoes it', async () => {
  const page = await site.page();
  await openLab(page, `${site.url}lab/hihello/`);
  const inputs = () => page.evaluate(() => document.querySelector('unfold-lab').state.inputs);
  const before = await inputs();
  const link = page.locator('a[data-try]').first();
  const asked = Object.fromEntries(new URLSearchParams((await link.getAttribute('href')).slice(1)));
  assert.notDeepEqual({ ...before, ...asked }, before);
  const become = (wanted) =>
    page.waitForFunction((wanted) => {
      const { inputs } = document.querySelector('unfold-lab').state;
      return Object.entries(wanted).every(([name, value]) => inputs[name] === value);
    }, wanted);
  await link.click();
  await become({ ...before, ...asked });
  await page.goBack();
  await become(before);
  assertNoProblems(page);
  await page.context().close();
});

const carried = {
  'a short text': { text: '안녕하세요 & 你好 😀 #?=+%', link: /&text=/ },
  'a long text': { text: 'if you want to build a ship, '.repeat(7).slice(0, 200), link: /&z=/ },
};

for (const [what, { text, link }] of Object.entries(carried)) {
  test(`a link carries ${what} to another page, and the same numbers come out`, async () => {
    const page = await site.page();
    await openLab(page, `${site.url}lab/hihello/`);
    await page.evaluate(async (text) => {
      const lab = document.querySelector('unfold-lab');
      await lab.set('text', text);
      await lab.set('hidden', 9);
      await lab.set('steps', 5);
    }, text);
    const first = await runToEnd(page);
    assert.equal(first.error, null);
    assert.match(page.url(), link);
    const other = await site.page();
    await openLab(other, page.url());
    const second = await runToEnd(other);
    assert.deepEqual(second.inputs, first.inputs);
    assert.equal(second.inputs.text, text);
    assert.equal(second.fingerprint, first.fingerprint);
    await page.context().close();
    await other.context().close();
  });
}

const texts = {
  'one symbol': 'a',
  nothing: '',
  'ten thousand symbols': 'ab'.repeat(5000),
  emoji: '😀👩‍👩‍👧😀🏳️‍🌈',
  Hangul: '안녕하세요 안녕히 가세요',
  markup: '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>',
};

for (const [what, text] of Object.entries(texts)) {
  test(`a text of ${what} is taken or refused, and the page goes on`, async () => {
    const page = await site.page();
    await openLab(page, `${site.url}lab/hihello/`);
    await page.locator('unfold-lab input[type=text], unfold-lab textarea').first().fill(text);
    const state = await page.evaluate(async (text) => {
      const lab = document.querySelector('unfold-lab');
      await lab.set('text', text);
      return { input: lab.state.inputs.text, error: lab.state.error };
    }, text);
    assert.equal(state.input, text);
    if (state.error) assert.equal(state.error.input, 'text');
    await page.evaluate(() => document.querySelector('unfold-lab').set('text', 'hello'));
    assert.equal((await runToEnd(page)).error, null);
    assert.equal(await page.evaluate(() => window.hacked), undefined);
    assertNoProblems(page);
    await page.context().close();
  });
}

const refused = {
  'hihello/#hidden=0': 'hidden',
  'hihello/#hidden=1e9': 'hidden',
  'hihello/#hidden=': 'hidden',
  'hihello/#hidden=<b>': 'hidden',
  'hihello/#learning_rate=NaN': 'learning_rate',
  'hihello/#cell=perceptron': 'cell',
  'hihello/#steps=99999999999999999999': 'steps',
  'hihello/#seed=-1': 'seed',
  'one-cell/#input=1,NaN,0,0': 'input',
  'one-cell/#input=1,0;0': 'input',
  'one-cell/#input=🙂': 'input',
  'one-cell/#kernel=1,2': 'kernel',
  'dynamic-length/#lengths=5,3,99': 'lengths',
  'sequence-loss/#weights=-1,1,1': 'weights',
};

test('a value that is not allowed is refused at its field, and a good one heals it', async () => {
  const page = await site.page();
  for (const [path, input] of Object.entries(refused)) {
    await openLab(page, `${site.url}lab/${path}`);
    const { error } = await page.evaluate(() => document.querySelector('unfold-lab').state);
    assert.equal(error?.input, input, path);
    assert.ok(error.message.length > 10, path);
    await page.evaluate((input) => {
      const lab = document.querySelector('unfold-lab');
      location.hash = '#v=1';
      return input && lab.play();
    }, input);
    await page.waitForFunction(() => document.querySelector('unfold-lab').state.error === null);
  }
  assertNoProblems(page);
  await page.context().close();
});

const broken = [
  '#',
  '#z=%%%',
  '#z=AAAA',
  '#nothing=1&junk',
  '#v=99&__proto__=1',
  '#%E0%A4%A',
  '#constructor=1',
];

test('a broken link opens the lab all the same', async () => {
  const page = await site.page();
  for (const fragment of broken) {
    await openLab(page, `${site.url}lab/hihello/${fragment}`);
    assert.equal((await runToEnd(page)).done, true, fragment);
  }
  assertNoProblems(page);
  await page.context().close();
});

/** Compressed sizes of what a browser loads until the lab can be used; not of what it fetches when
 *  it then rests. */
async function weigh(id) {
  const page = await site.page();
  await page.addInitScript(() => (window.requestIdleCallback = () => 0));
  const bodies = [];
  page.on('response', (response) => {
    // The worker is made of what the page has already.
    if (response.url().startsWith('blob:')) return;
    const isEngine = response.url().endsWith('.wasm');
    bodies.push(response.body().then((body) => ({ isEngine, size: gzipSync(body).length })));
  });
  await openLab(page, `${site.url}lab/${id}/`);
  await page.waitForLoadState('networkidle');
  const loaded = await Promise.all(bodies);
  await page.context().close();
  const sum = (parts) => parts.reduce((total, { size }) => total + size, 0);
  return { all: sum(loaded), engine: sum(loaded.filter(({ isEngine }) => isEngine)) };
}

const limits = [
  { id: 'one-cell', most: 191, withoutEngine: 71 },
  { id: 'hihello', most: 235, withoutEngine: 78 },
];

for (const { id, most, withoutEngine } of limits) {
  test(`${id} weighs at most ${most} kB, and ${withoutEngine} kB without the engine`, async () => {
    const { all, engine } = await weigh(id);
    assert.ok(engine > 0);
    assert.ok(all - engine > 0);
    assert.ok(all <= most * 1000, `${all} bytes`);
    assert.ok(all - engine <= withoutEngine * 1000, `${all - engine} bytes without the engine`);
  });
}

test('where the chart cannot be loaded, the curves are a table', async () => {
  const page = await site.page();
  await page.route('**/chart-*.js', (route) => route.abort());
  await openLab(page, `${site.url}lab/hihello/#steps=5`);
  await runToEnd(page);
  const rows = page.locator('unfold-chart tbody tr');
  await rows.first().waitFor();
  assert.equal(await rows.count(), 5);
  await page.unrouteAll();
  await page.context().close();
});
