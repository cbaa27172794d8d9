// The element as frameworks and scripts use it: properties, attributes, labs that come and go.
/* global count, lab, settled -- of the page */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertNoProblems, labReady, openSite, runToEnd } from './harness.mjs';

let site;
before(async () => (site = await openSite()));
after(() => site.close());

/** A page that defines the element and has this body, with `lab()` and `ready()` in it. */
async function openPage(body) {
  const page = await site.page({ path: 'examples/embed/element.html' });
  await labReady(page);
  await page.evaluate((body) => {
    document.querySelector('main').innerHTML = body;
    window.lab = () => document.querySelector('unfold-lab');
    window.heard = [];
    for (const type of ['ready', 'change', 'step', 'done', 'error']) {
      addEventListener(`unfold-${type}`, ({ detail }) => window.heard.push({ type, ...detail }));
    }
    window.count = (type) => window.heard.filter((each) => each.type === type).length;
    window.settled = async () => {
      await lab().updateComplete;
      await new Promise((resolve) => setTimeout(resolve));
      await lab().step(0);
    };
  }, body);
  return page;
}

const inputs = (page) =>
  page.evaluate(async () => {
    await settled();
    return lab().state.inputs;
  });

test('an input is a property in every spelling, later changes arrive, and undefined takes it back', async () => {
  const page = await openPage('<unfold-lab lab="hihello"></unfold-lab>');
  const standard = await inputs(page);
  const set = (values) => page.evaluate((values) => Object.assign(lab(), values), values);
  await set({ learning_rate: 0.5, steps: 7 });
  assert.deepEqual(await inputs(page), { ...standard, learning_rate: '0.5', steps: '7' });
  await set({ learningRate: 0.25, 'input-steps': 8 });
  assert.deepEqual(await inputs(page), { ...standard, learning_rate: '0.25', steps: '8' });
  assert.equal(await page.evaluate(() => lab().learningRate), '0.25');
  assert.equal(await page.evaluate(() => 'learning-rate' in lab() && 'inputHidden' in lab()), true);
  await page.evaluate(() => {
    lab().learningRate = undefined;
    lab().removeAttribute('steps');
  });
  assert.deepEqual(await inputs(page), standard);
  assertNoProblems(page);
  await page.context().close();
});

test('what a framework sets as a property it takes back as an attribute of that name', async () => {
  const page = await openPage('<unfold-lab lab="manual-rnn"></unfold-lab>');
  const standard = await inputs(page);
  const set = (values) => page.evaluate((values) => Object.assign(lab(), values), values);
  /** As Vue does where a property holds a text. */
  const takeBack = (name) =>
    page.evaluate((name) => {
      lab()[name] = '';
      lab().removeAttribute(name);
    }, name);
  for (const name of ['same_weights', 'sameWeights', 'inputSameWeights', 'input-same-weights']) {
    await set({ [name]: true });
    assert.equal((await inputs(page)).same_weights, 'true', name);
    await takeBack(name);
    assert.deepEqual(await inputs(page), standard, name);
  }
  await page.evaluate(() => (lab().lab = 'hihello'));
  await set({ inputText: 'banana' });
  assert.equal((await inputs(page)).text, 'banana');
  await takeBack('inputText');
  assert.equal((await inputs(page)).text, 'hihello');
  assertNoProblems(page);
  await page.context().close();
});

test('hidden as a number is the input, and hides nothing; as HTML has it, it hides', async () => {
  const page = await openPage(
    '<style>[hidden] { display: none !important }</style><unfold-lab lab="hihello" hidden="6"></unfold-lab>',
  );
  const seen = () => page.locator('unfold-lab').isVisible();
  const hidden = async () => (await inputs(page)).hidden;
  assert.deepEqual([await hidden(), await seen()], ['6', true]);
  const steps = [
    [(lab) => (lab.hidden = 8), '8', true],
    [(lab) => (lab.inputHidden = 9), '9', true],
    [(lab) => (lab.hidden = true), '9', false],
    [(lab) => (lab.hidden = false), '9', true],
    [(lab) => lab.setAttribute('input-hidden', '4'), '4', true],
    [(lab) => lab.removeAttribute('input-hidden'), '5', true],
    [(lab) => lab.setAttribute('hidden', '7'), '7', true],
    [(lab) => lab.setAttribute('hidden', ''), '5', false],
    [(lab) => lab.removeAttribute('hidden'), '5', true],
    [(lab) => (lab.hidden = '11'), '11', true],
    [(lab) => (lab.hidden = undefined), '5', true],
  ];
  for (const [change, value, isSeen] of steps) {
    await page.evaluate(`(${change})(lab())`);
    assert.deepEqual([await hidden(), await seen()], [value, isSeen], String(change));
  }
  await page.evaluate(() => lab().setAttribute('hidden', 'hidden'));
  assert.equal(await seen(), false);
  assertNoProblems(page);
  await page.context().close();
});

test('what was set before the element was defined, or in the page, is there once it is', async () => {
  const page = await site.page({ path: 'examples/embed/iframe.html' });
  const values = await page.evaluate(async () => {
    const lab = document.createElement('unfold-lab');
    Object.assign(lab, { lab: 'hihello', hidden: 3, learningRate: 0.5, preset: 'gru' });
    document.body.append(lab);
    await import(new URL('../../unfold-lab.js', location.href));
    await new Promise((resolve) => lab.addEventListener('unfold-ready', resolve, { once: true }));
    return lab.state.inputs;
  });
  assert.equal(values.learning_rate, '0.5');
  await page.context().close();
});

test('several values at once are one change; a lab refuses what it has not, and what is locked', async () => {
  const page = await openPage('<unfold-lab lab="hihello" lock="steps, text"></unfold-lab>');
  await page.evaluate(() => settled());
  const standard = await inputs(page);
  await page.evaluate(async () => {
    window.heard.length = 0;
    await lab().set({ hidden: 3, learning_rate: 0.5, cell: 'gru', seed: 5 });
  });
  assert.equal(await page.evaluate(() => count('change')), 1);
  await page.evaluate(() =>
    Promise.all([lab().set('hidden', 4), lab().set('seed', 6), lab().set('cell', 'lstm')]),
  );
  assert.equal(await page.evaluate(() => count('change')), 2);
  assert.equal(await page.evaluate(() => count('error')), 0);
  const attempt = (values) =>
    page.evaluate(
      (values) =>
        lab()
          .set(values)
          .then(
            () => 'taken',
            (error) => error.message,
          ),
      values,
    );
  assert.match(await attempt({ hiden: 3 }), /no input "hiden".*"hidden"/);
  assert.match(await attempt({ steps: 3 }), /locked/);
  await page.evaluate(() => Object.assign(location, { hash: '#v=1&steps=9&hidden=2' }));
  const { steps, text, hidden } = await inputs(page);
  assert.deepEqual([steps, text, hidden], [standard.steps, standard.text, '4']);
  const errors = await page.evaluate(() => window.heard.filter(({ type }) => type === 'error'));
  assert.deepEqual(
    errors.map(({ code, input }) => [code, input]),
    [
      ['unknown-input', 'hiden'],
      ['locked', 'steps'],
    ],
  );
  await page.context().close();
});

test('a lab named late, wrongly and then rightly, and not any more, is as one expects', async () => {
  const page = await openPage('<unfold-lab></unfold-lab>');
  const text = () => page.evaluate(() => lab().shadowRoot.textContent.trim());
  const name = (lab) =>
    page.evaluate(async (name) => {
      lab().lab = name;
      await settled();
    }, lab);
  await page.evaluate(() => settled());
  assert.equal(await text(), '');
  await name('hihello');
  assert.equal(await page.evaluate(() => lab().state.lab), 'hihello');
  await page.evaluate(() => lab().step(3));
  await name('no-such-lab');
  assert.match(await text(), /no lab “no-such-lab”/);
  assert.match(await page.evaluate(() => lab().state.error.message), /no-such-lab/);
  await page.evaluate(() => lab().play());
  assert.deepEqual(await page.evaluate(() => [lab().state.step, lab().state.running]), [0, false]);
  await name('one-cell');
  assert.equal(await page.evaluate(() => lab().state.error), null);
  assert.equal(await page.evaluate(() => lab().state.step), 1);
  await name(null);
  assert.equal(await text(), '');
  await page.evaluate(async () => {
    for (const name of ['stock', 'one-cell', 'nothing', 'hihello']) lab().lab = name;
    await lab().set('steps', 20);
  });
  assert.equal((await runToEnd(page)).step, 20);
  assertNoProblems(page);
  await page.context().close();
});

/** What the page holds after all garbage is collected. */
/** What a page holds, once it holds no more of these or a few seconds have passed. */
async function rested(page, client, most) {
  for (let looks = 0; ; ++looks) {
    await page.waitForTimeout(500);
    const held = await holdings(client);
    if (held.nodes < most || looks === 10) return held;
  }
}

async function holdings(client) {
  await client.send('HeapProfiler.collectGarbage');
  const { metrics } = await client.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

test('an element that is removed while it plays leaves nothing behind, and goes on when it is back', async () => {
  const page = await openPage('<p>Nothing</p>');
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const comeAndGo = () =>
    page.evaluate(async () => {
      const lab = document.createElement('unfold-lab');
      Object.assign(lab, { lab: 'hihello', steps: 50_000, inputHidden: 16 });
      document.querySelector('main').append(lab);
      await lab.play();
      while (lab.state.step < 20) await new Promise((resolve) => setTimeout(resolve, 20));
      lab.remove();
    });
  await comeAndGo();
  await page.waitForTimeout(500);
  const before = await holdings(client);
  const most = before.nodes + 300;
  for (let i = 0; i < 5; ++i) await comeAndGo();
  const { nodes, listeners } = await rested(page, client, most);
  assert.ok(nodes < most, `${before.nodes} nodes became ${nodes}`);
  assert.ok(listeners < before.listeners + 10, `${before.listeners} became ${listeners}`);
  assert.equal(page.workers().length, 1);

  const steps = await page.evaluate(async () => {
    const lab = document.createElement('unfold-lab');
    Object.assign(lab, { lab: 'hihello', steps: 300, inputHidden: 7 });
    const main = document.querySelector('main');
    main.append(lab);
    await lab.step(40);
    lab.remove();
    await lab.play();
    const away = lab.state.step;
    main.append(lab);
    await lab.step(1);
    return [away, lab.state.step];
  });
  assert.deepEqual(steps, [0, 41]);
  assert.equal((await runToEnd(page)).step, 300);

  // What changes meanwhile holds when it is back.
  const changed = await page.evaluate(async () => {
    const element = lab();
    element.remove();
    Object.assign(element, { inputHidden: 9, learningRate: 0.5 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    document.querySelector('main').append(element);
    await settled();
    return element.state.inputs;
  });
  assert.deepEqual([changed.hidden, changed.learning_rate], ['9', '0.5']);
  assertNoProblems(page);
  await page.context().close();
});

test('many steps at once can be paused', async () => {
  const page = await openPage(
    '<unfold-lab lab="hihello" steps="50000" input-hidden="64"></unfold-lab>',
  );
  const state = await page.evaluate(async () => {
    const steps = lab().step(1e9);
    while (lab().state.step < 5) await new Promise((resolve) => setTimeout(resolve, 10));
    await lab().pause();
    await steps;
    return lab().state;
  });
  assert.ok(state.step < 50_000);
  assert.equal(state.running, false);
  assertNoProblems(page);
  await page.context().close();
});

test('keys typed in a lab do not drive the page around it', async () => {
  const page = await openPage('<unfold-lab lab="hihello"></unfold-lab><button>Outside</button>');
  await page.evaluate(() => {
    window.keys = [];
    document.addEventListener('keydown', ({ key }) => window.keys.push(key));
  });
  const keys = ['n', 'o', 'b', 'ArrowRight', 'PageDown', 'Escape'];
  const type = async (selector) => {
    await page.locator(selector).first().focus();
    for (const key of keys) await page.keyboard.press(key);
    return page.evaluate(() => window.keys.splice(0));
  };
  assert.deepEqual(await type('unfold-lab [data-command=step]'), ['Escape']);
  assert.deepEqual(await type('unfold-lab unfold-form input'), ['Escape']);
  assert.deepEqual(await type('button:text("Outside")'), keys);
  await page.context().close();
});
