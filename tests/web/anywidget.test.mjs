// What a notebook's program and a lab know of each other, without a browser: a model as anywidget
// specifies it, and a stand-in for the element.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { load } from './modules.mjs';

const { Follower } = await load('embed/anywidget/follow.ts');

const info = {
  id: 'a-lab',
  inputs: [
    { name: 'hidden', kind: 'integer', default: '5' },
    { name: 'learning_rate', kind: 'number', default: '0.1' },
    { name: 'text', kind: 'text', default: '007' },
    { name: 'dense', kind: 'flag', default: 'false' },
  ],
  presets: [
    { name: 'first', inputs: {} },
    { name: 'gru', inputs: { hidden: '9' } },
  ],
};
const standard = { hidden: '5', learning_rate: '0.1', text: '007', dense: 'false' };

/** As Backbone's and others': a value that is new is told at once, and saved when it is asked for. */
class Model {
  saved = {};
  #traits;
  #ears = new Map();

  constructor(traits) {
    this.#traits = { lab: 'a-lab', inputs: {}, hide: [], lock: [], ...traits };
  }
  get(name) {
    return this.#traits[name];
  }
  set(name, value) {
    if (JSON.stringify(this.#traits[name]) === JSON.stringify(value)) return;
    this.#traits[name] = value;
    this.tell(`change:${name}`);
  }
  save_changes() {
    this.saved = structuredClone(this.#traits);
  }
  on(event, hear) {
    this.#ears.set(event, [...(this.#ears.get(event) ?? []), hear]);
  }
  off(event, hear) {
    this.#ears.set(
      event,
      this.#ears.get(event).filter((each) => each !== hear),
    );
  }
  tell(event, message) {
    for (const hear of this.#ears.get(event) ?? []) hear(message);
  }
  get listeners() {
    return [...this.#ears.values()].flat().length;
  }
}

class Lab extends EventTarget {
  attributes = {};
  asked = [];
  state = { step: 0, running: false, error: null, inputs: standard };

  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  removeAttribute(name) {
    delete this.attributes[name];
  }
  async set(values) {
    this.asked.push(values);
    const unknown = Object.keys(values).find((name) => name.startsWith('hiden'));
    if (unknown) throw new Error(`no ${unknown}`);
  }
  play() {
    this.asked.push('play');
  }
  step(n) {
    this.asked.push(`step ${n}`);
  }
  tell(type, detail = {}) {
    this.dispatchEvent(new CustomEvent(`unfold-${type}`, { detail }));
  }
}

const others = 'There are these labs: a-lab.';

async function followed(traits = {}) {
  const model = new Model(traits);
  const lab = new Lab();
  const notes = [];
  const follower = new Follower(model, lab, {
    find: async (name) => (name === info.id ? info : others),
    note: (text) => notes.push(text),
  });
  await null;
  await null;
  return { model, lab, follower, notes };
}

test('what the program says first, the lab is, by attributes that HTML has no meaning for', async () => {
  const { lab } = await followed({
    preset: 'gru',
    inputs: { hidden: 8, learning_rate: 0.5, text: '"><b>', dense: true, 'on click=x': 1 },
    lang: 'ko',
    hide: ['run', 'ask'],
    goal: 'loss < 0.1',
    theme: null,
  });
  assert.deepEqual(lab.attributes, {
    lab: 'a-lab',
    preset: 'gru',
    'input-hidden': '8',
    'input-learning-rate': '0.5',
    'input-text': '"><b>',
    'input-dense': 'true',
    lang: 'ko',
    hide: 'run ask',
    goal: 'loss < 0.1',
  });
});

test('what it changes or takes back later, the lab changes or takes back', async () => {
  const { model, lab } = await followed({ inputs: { hidden: 8, text: 'x' }, lang: 'ko' });
  model.set('inputs', { hidden: 9 });
  model.set('lang', '');
  model.set('theme', 'dark');
  assert.deepEqual(lab.attributes, { lab: 'a-lab', 'input-hidden': '9', theme: 'dark' });
  model.set('inputs', { hidden: null });
  assert.deepEqual(lab.attributes, { lab: 'a-lab', theme: 'dark' });
});

test('what a reader changes, the program reads as numbers, texts and truths, and as what differs', async () => {
  const { model, lab } = await followed({ inputs: { hidden: 8 } });
  const inputs = { hidden: '9', learning_rate: '0.50', text: '08', dense: 'true' };
  lab.tell('change', { preset: 'gru', inputs });
  assert.equal(model.saved.preset, 'gru');
  // "0.50" stays as the reader wrote it; hidden is what the preset says.
  assert.deepEqual(model.saved.inputs, { learning_rate: '0.50', text: '08', dense: true });
  lab.tell('change', { preset: 'first', inputs: { ...standard, hidden: '7' } });
  assert.deepEqual(model.saved.inputs, { hidden: 7 });
  assert.equal(lab.attributes['input-hidden'], '7');
});

test('what the program has said itself stays in its words', async () => {
  const said = { hidden: 8, learning_rate: 0.1 };
  const { model, lab } = await followed({ inputs: said });
  lab.tell('change', { preset: 'first', inputs: { ...standard, hidden: '8' } });
  assert.deepEqual(model.get('inputs'), said);
});

test('the state is plain data, now and then while a run goes on and once more when it rests', async (t) => {
  mock.timers.enable({ apis: ['setTimeout'] });
  t.after(() => mock.timers.reset());
  const { model, lab } = await followed();
  const at = (step, running) => ({ ...lab.state, step, running });
  lab.state = { ...at(0, false), curves: { loss: { x: new Float32Array([1]), y: [0.5] } } };
  lab.tell('ready');
  assert.deepEqual(model.saved.state.curves, { loss: { x: [1], y: [0.5] } });
  assert.deepEqual(model.saved.state.inputs, {
    hidden: 5,
    learning_rate: 0.1,
    text: '007',
    dense: false,
  });
  for (let step = 1; step <= 10; ++step) {
    lab.state = at(step, true);
    lab.tell('step');
  }
  assert.equal(model.saved.state.step, 0);
  mock.timers.tick(250);
  assert.deepEqual([model.saved.state.step, model.saved.state.running], [10, true]);
  lab.state = at(12, false);
  mock.timers.tick(10_000);
  assert.deepEqual([model.saved.state.step, model.saved.state.running], [12, false]);
});

test('a goal that is reached, and what is refused until something changes, are traits', async () => {
  const { model, lab } = await followed();
  lab.tell('goal', { goal: 'loss < 1', step: 7 });
  assert.equal(model.saved.goal_reached, 7);
  lab.tell('error', { message: 'too small', input: 'hidden', code: 'out-of-range' });
  assert.deepEqual(model.saved.error, {
    message: 'too small',
    input: 'hidden',
    code: 'out-of-range',
  });
  lab.tell('change', { preset: 'first', inputs: standard });
  assert.equal(model.saved.error, null);
});

test('an input that the lab lacks is refused once the lab is there, and shown', async () => {
  const { model, lab, notes } = await followed({ inputs: { hiden: 8 } });
  assert.equal(notes.at(-1), '');
  lab.tell('ready');
  await null;
  await null;
  assert.equal(notes.at(-1), 'no hiden');
  model.set('inputs', { hidden: 8 });
  lab.tell('change', { preset: 'first', inputs: { ...standard, hidden: '8' } });
  assert.equal(notes.at(-1), '');
});

test('an input in another spelling is the lab’s own, and one that is written right is no matter of it', async () => {
  const { lab } = await followed({ inputs: { learningRate: 0.5, hidden: 8 } });
  assert.deepEqual(lab.asked, []);
  lab.tell('ready');
  assert.deepEqual(lab.asked, [{ learningRate: 0.5 }]);
});

test('a lab that there is not is refused with those that there are', async () => {
  const { model, lab, notes } = await followed({ lab: 'a-lob' });
  lab.tell('error', { message: 'There is no lab “a-lob”.' });
  assert.equal(notes.at(-1), others);
  assert.equal(model.saved.error.message, `There is no lab “a-lob”. ${others}`);
  model.set('lab', 'a-lab');
  assert.equal(lab.attributes.lab, 'a-lab');
  assert.equal(notes.at(-1), '');
});

test('messages of the program do what those to a frame do, and no others anything', async () => {
  const { model, lab } = await followed();
  for (const message of [
    { type: 'unfold:play' },
    { type: 'unfold:step', steps: 3 },
    { type: 'constructor' },
    'unfold:play',
    null,
  ])
    model.tell('msg:custom', message);
  assert.deepEqual(lab.asked, ['play', 'step 3']);
});

test('a view that is gone leaves no ear behind', async () => {
  const { model, lab, follower } = await followed();
  assert.ok(model.listeners > 0);
  follower.end();
  assert.equal(model.listeners, 0);
  lab.tell('goal', { step: 7 });
  assert.equal(model.get('goal_reached'), undefined);
});
