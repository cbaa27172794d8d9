// Every lab in the browser: it opens, computes the native numbers, and takes whatever it is given.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { assertNoProblems, built, labIds, openLab, openSite, root, runToEnd } from './harness.mjs';

let site;
let ids;
before(async () => {
  site = await openSite();
  const page = await site.page({ path: '' });
  ids = await labIds(page);
  await page.context().close();
});
after(() => site.close());

async function lab(...args) {
  const limits = { encoding: 'utf8', maxBuffer: 1 << 30, cwd: root };
  const { stdout } = await promisify(execFile)(join(built, 'native/lab'), args, limits);
  return stdout;
}

const { labs } = JSON.parse(await lab('list', '--json'));

/** What the native program says of a run when it is done. */
async function native(id, ...options) {
  const lines = await lab('run', id, '--json', ...options);
  const last = JSON.parse(lines.trim().split('\n').at(-1));
  assert.equal(last.done, true);
  return last;
}

/** The same, or null for a preset about data that is not here. */
async function nativeIfPossible(id, ...options) {
  try {
    return await native(id, ...options);
  } catch (error) {
    assert.equal(error.code, 2, error.message);
    return null;
  }
}

test('every lab opens, runs to its end, has the fingerprint of the native program and prints what the notebooks printed', async () => {
  const page = await site.page();
  for (const id of ids) {
    await openLab(page, `${site.url}lab/${id}/`);
    const runs = [runToEnd(page), native(id)];
    const [{ fingerprint, step, published }, expected] = await Promise.all(runs);
    assert.equal(fingerprint, expected.fingerprint, id);
    assert.equal(step, expected.steps, id);
    assert.equal(published.length, expected.published.length, id);
    const wrong = published.filter(({ agrees }) => !agrees).map(({ name }) => name);
    assert.deepEqual(wrong, [], id);
  }
  assertNoProblems(page);
  await page.context().close();
});

/** A long run is as telling when it is short. */
const most = ({ previewSteps }) => Math.min(previewSteps, 100);

/** Where the number of steps is an input it is set, elsewhere the run is left. */
async function runPreset(page, lab, { name, inputs }) {
  const isInput = lab.inputs.some((input) => input.name === 'steps');
  const steps = Math.min(Number(inputs.steps ?? Infinity), most(lab));
  await openLab(
    page,
    `${site.url}lab/${lab.id}/#preset=${name}${isInput ? `&steps=${steps}` : ''}`,
  );
  return page.evaluate(async (steps) => {
    const lab = document.querySelector('unfold-lab');
    await lab.step(steps);
    return lab.state;
  }, steps);
}

test('every preset of every lab comes out as the native program says', async () => {
  const page = await site.page();
  for (const lab of labs) {
    for (const preset of lab.presets.slice(1)) {
      const { fingerprint, step, error } = await runPreset(page, lab, preset);
      const options = ['--preset', preset.name, '--steps', String(step)];
      const what = `${lab.id} ${preset.name}`;
      const expected = await nativeIfPossible(lab.id, ...options);
      if (expected) assert.equal(fingerprint, expected.fingerprint, what);
      else assert.ok(error, what);
    }
  }
  await page.context().close();
});

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
  'unfold/#alphabet=hh': 'alphabet',
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

/** Compressed sizes of what a browser loads until the lab can be used. */
async function weigh(id) {
  const page = await site.page();
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

const limits = { all: 200_000, withoutEngine: 66_000 };

for (const id of ['one-cell', 'hihello']) {
  test(`${id} weighs at most 200 kB with its engine, and 66 kB without, compressed`, async () => {
    const { all, engine } = await weigh(id);
    assert.ok(engine > 0);
    assert.ok(all - engine > 0);
    assert.ok(all <= limits.all, `${all} bytes`);
    assert.ok(all - engine <= limits.withoutEngine, `${all - engine} bytes without the engine`);
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
