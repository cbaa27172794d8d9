// How fast a run goes, and what stops it before its end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { Metronome } = await load('engine/metronome.ts');
const { Pacing, SEEN, SPEEDS, limitOf } = await load('lab/pace.ts');
const { isRefused, operatorsFor, stopRule } = await load('lab/stop-rule.ts');

/** A clock that is set by hand, and a metronome on it. */
function timed(interval) {
  const clock = { time: 0 };
  return { clock, metronome: new Metronome(interval, () => clock.time) };
}

/** Steps in so many milliseconds, on a machine that takes so long for each and looks every 5 ms. */
function stepsIn(milliseconds, interval, cost = 0) {
  const { clock, metronome } = timed(interval);
  let steps = 0;
  while (clock.time < milliseconds) {
    const due = Math.min(metronome.due, 10);
    clock.time += due * cost;
    steps += due;
    metronome.count(due);
    clock.time += 5;
  }
  return steps;
}

test('a metronome lets as many steps pass in a second as it should', () => {
  for (const speed of [1, 5, 25, 100, 500]) {
    const steps = stepsIn(10_000, 1000 / speed);
    assert.ok(Math.abs(steps - 10 * speed) <= Math.max(1, speed / 10), `${speed}: ${steps}`);
  }
});

test('without an interval any number of steps is due', () => {
  assert.equal(timed(0).metronome.due, Infinity);
  assert.equal(timed(0).metronome.rest, 0);
});

test('a machine that is slower than its metronome goes on as fast as it can, and does not make up for it', () => {
  const { clock, metronome } = timed(10);
  for (let step = 0; step < 100; ++step) {
    assert.ok(metronome.due >= 1);
    clock.time += 1000;
    metronome.count(1);
  }
  assert.ok(metronome.due <= 6);
});

test('another interval holds from now on', () => {
  const { clock, metronome } = timed(60_000);
  metronome.count(1);
  assert.equal(metronome.due, 0);
  metronome.interval = 100;
  assert.ok(metronome.rest <= 100);
  clock.time += 101;
  assert.equal(metronome.due, 1);
  metronome.interval = 0;
  assert.equal(metronome.due, Infinity);
});

const resultsWith = (loss, { total = 50, done = false } = {}) => ({
  total,
  done,
  lastValues: () => (loss === undefined ? {} : { loss }),
});

test('the first run that somebody watches lasts long enough to be seen, later ones and others do not', () => {
  const pacing = new Pacing();
  assert.equal(pacing.start(resultsWith(), true).interval, (1000 * SEEN) / 50);
  assert.equal(pacing.start(resultsWith(), false).interval, 0);
  assert.equal(pacing.isFirst, true);
  pacing.endedBy(resultsWith(0, { done: true }));
  assert.equal(pacing.isFirst, false);
  assert.equal(pacing.start(resultsWith(), true).interval, 0);
});

test('a speed that was chosen holds for every run', () => {
  for (const speed of SPEEDS) {
    const pacing = new Pacing();
    pacing.choose(speed);
    assert.equal(pacing.start(resultsWith(), true).interval, 1000 / speed);
    assert.equal(pacing.start(resultsWith(), false).interval, 1000 / speed);
  }
});

test('a limit is a number, with a point or a comma; nothing is none, and all else is refused', () => {
  assert.deepEqual(['', '  ', '0.5', '0,5', ' 1e-3 ', '-2'].map(limitOf), [
    null,
    null,
    0.5,
    0.5,
    1e-3,
    -2,
  ]);
  for (const text of ['a', '1 2', '1.2.3', 'NaN', 'Infinity', '--1']) {
    assert.ok(Number.isNaN(limitOf(text)), text);
  }
});

/** Results at a step, with these newest values. */
const at = (step, { curves = {}, texts = {} } = {}) => ({
  step,
  total: 50,
  done: false,
  curves: Object.fromEntries(
    Object.entries(curves).map(([name, value]) => [
      name,
      { x: Float32Array.of(step - 1), y: Float32Array.of(value) },
    ]),
  ),
  levels: [],
  texts,
  matrices: {},
});
const loss = (value) => at(1, { curves: { loss: value, accuracy: 1 - value } });
const form = (subject, operator, value = '') => ({ subject, operator, value });

test('a rule stops a run when it comes true, and lets it go on where it is true already', () => {
  const pacing = new Pacing();
  pacing.rule = stopRule(form('', 'below', '0,5'));
  assert.deepEqual(pacing.start(loss(0.9), true).stop, { curve: '', below: 0.5 });
  assert.equal(pacing.endedBy(loss(0.7)), null);
  assert.equal(pacing.endedBy(loss(0.4)), pacing.rule);
  assert.equal(pacing.start(loss(0.4), true).stop, null);
  assert.equal(pacing.endedBy(loss(0.3)), null);
  assert.deepEqual(pacing.start(loss(0.6), true).stop, { curve: '', below: 0.5 });
  pacing.rule = null;
  assert.equal(pacing.start(loss(0.6), true).stop, null);
});

test('a rule is of any curve, of a text against its target or for what it contains, or of steps', () => {
  const above = stopRule(form('accuracy', 'above', '0.5'));
  assert.deepEqual(above.pace, { asks: true });
  assert.deepEqual([loss(0.6), loss(0.4)].map(above.holds), [false, true]);
  const text = (value) => at(3, { texts: { said: { value, target: 'ihello' } } });
  const right = stopRule(form('said', 'right'));
  assert.deepEqual([text('ihell'), text('ihello')].map(right.holds), [false, true]);
  const contains = stopRule(form('said', 'contains', 'hel'));
  assert.deepEqual([text('ihll'), text('ihelo')].map(contains.holds), [false, true]);
  const steps = stopRule(form('', 'steps', '3'));
  assert.deepEqual(steps.pace, { until: 3 });
  assert.deepEqual([at(2), at(3)].map(steps.holds), [false, true]);
  assert.deepEqual(operatorsFor(text(''), 'said'), ['right', 'contains']);
  assert.deepEqual(operatorsFor(at(1, { texts: { said: { value: '', target: '' } } }), 'said'), [
    'contains',
  ]);
  assert.deepEqual(operatorsFor(loss(1), 'loss'), ['below', 'above']);
});

test('a form that says no rule is none; one that cannot be read is refused', () => {
  for (const none of [form('', 'below'), form('said', 'contains', ' '), form('', 'steps')]) {
    assert.equal(stopRule(none), null);
    assert.equal(isRefused(none), false);
  }
  const refused = [form('', 'below', 'soon'), form('', 'steps', '2.5'), form('', 'steps', '0')];
  for (const each of refused) {
    assert.equal(stopRule(each), null);
    assert.equal(isRefused(each), true);
  }
});
