// What a goal says, and when a run has reached it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { GoalError, checkKinds, checkNames, parseGoal, reachedAt, stepsToSee } =
  await load('lab/goal.ts');

/** A run of so many steps whose loss halves with each, from 1. */
function run(steps, more = {}) {
  const x = Float32Array.from({ length: steps }, (_, i) => i);
  return {
    step: steps,
    inputs: { hidden: '5', cell: 'lstm', learning_rate: '0.10', text: 'hihello' },
    curves: { loss: { x, y: x.map((i) => 2 ** -i) } },
    levels: [{ name: 'guessing', value: 1.6 }],
    texts: { prediction: { value: 'ihello' }, digits: { value: '007' } },
    matrices: { outputs: { shape: [2, 3], values: Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6) } },
    ...more,
  };
}

const reached = (line, seen = run(10), from) => reachedAt(parseGoal(line), seen, from);

const fault = (work) => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof GoalError, error.stack);
    return [error.code, error.part];
  }
  return assert.fail('nothing was thrown');
};

test('a line of conditions is read, whatever spaces and quotes it has', () => {
  const loss = { kind: 'report', name: 'loss', at: [] };
  assert.deepEqual(parseGoal('loss < 0.05,step<=40 ,  input hidden <= 2'), [
    { subject: loss, operator: '<', value: '0.05' },
    { subject: { kind: 'step' }, operator: '<=', value: '40' },
    { subject: { kind: 'input', name: 'hidden' }, operator: '<=', value: '2' },
  ]);
  assert.deepEqual(parseGoal('sample contains "a, b", outputs[0][12] > -1e-3'), [
    { subject: { kind: 'report', name: 'sample', at: [] }, operator: 'contains', value: 'a, b' },
    { subject: { kind: 'report', name: 'outputs', at: [0, 12] }, operator: '>', value: '-1e-3' },
  ]);
  assert.equal(parseGoal('input = x')[0].subject.kind, 'report');
  assert.equal(parseGoal('sample contains the end')[0].value, 'the end');
});

test('what is no condition is refused, and said which part it is', () => {
  for (const part of ['', 'loss', 'loss <', '< 0.05', 'loss << 1', 'a b < 1', 'step[0] < 1']) {
    assert.deepEqual(
      fault(() => parseGoal(`step <= 5, ${part}`)),
      ['goalForm', part],
    );
  }
  for (const part of ['loss < low', 'step = soon', 'step contains 1', 'm[0] contains 1']) {
    assert.deepEqual(
      fault(() => parseGoal(part)),
      ['goalNumber', part],
    );
  }
});

test('a name that the lab does not have is refused', () => {
  const known = { inputs: ['hidden'], reports: ['loss'] };
  checkNames(parseGoal('loss < 1, input hidden = 2, step < 3'), known);
  const code = (line) => fault(() => checkNames(parseGoal(line), known));
  assert.deepEqual(code('lost < 1'), ['goalReport', 'lost']);
  assert.deepEqual(code('input units = 1'), ['goalInput', 'units']);
});

test('a report is asked for what it is: a text, a number, an element by all its indices', () => {
  checkKinds(
    parseGoal('later < 1, loss < 1, guessing > 1, prediction = a, outputs[0][1] > 0'),
    run(1),
  );
  const code = (line) => fault(() => checkKinds(parseGoal(line), run(1)));
  assert.deepEqual(code('prediction < 1'), ['goalText', 'prediction']);
  assert.deepEqual(code('loss contains 1'), ['goalNumber', 'loss']);
  for (const line of ['outputs > 1', 'outputs[0] > 1', 'loss[0] > 1', 'prediction[0] = 1']) {
    assert.equal(code(line)[0], 'goalAxes', line);
  }
});

test('a curve is held against a goal at every step, the others with it', () => {
  assert.equal(reached('loss < 0.3'), 3);
  assert.equal(reached('loss <= 0.25'), 3);
  assert.equal(reached('loss < 0.3, step >= 6'), 6);
  assert.equal(reached('loss < 0.3, step <= 2'), null);
  assert.equal(reached('loss < 0.3', run(2)), null);
  assert.equal(reached('loss < 0.3', run(10), 7), 7);
  assert.equal(reached('loss > 2'), null);
});

test('a curve that is reported now and then keeps its value until it is again', () => {
  const curves = {
    ...run(10).curves,
    accuracy: { x: Float32Array.of(3, 7), y: Float32Array.of(0.5, 0.9) },
  };
  assert.equal(reached('accuracy >= 0.5', run(10, { curves })), 4);
  assert.equal(reached('accuracy < 0.8, loss < 0.02', run(10, { curves })), 7);
  assert.equal(reached('accuracy < 0.8, loss < 0.01', run(10, { curves })), null);
});

test('texts, matrices and levels are those of the last step', () => {
  assert.equal(reached('prediction = ihello'), 10);
  assert.equal(reached('prediction = "ihello", step <= 9'), null);
  assert.equal(reached('prediction contains hell'), 10);
  assert.equal(reached('prediction = hello'), null);
  assert.equal(reached('digits = 7'), null);
  assert.equal(reached('outputs[1][0] > 0.35'), 10);
  assert.equal(reached('outputs[1][0] = 0.4'), 10);
  assert.equal(reached('outputs[2][0] < 9'), null);
  assert.equal(reached('guessing > 1.5'), 1);
  assert.equal(reached('nothing < 1'), null);
});

test('inputs are compared as numbers where they are, and as words', () => {
  assert.equal(reached('input hidden <= 5'), 1);
  assert.equal(reached('input hidden < 5'), null);
  assert.equal(reached('input learning_rate = 0.1'), 1);
  assert.equal(reached('input cell = lstm, input text = hihello'), 1);
  assert.equal(reached('input cell = gru'), null);
  assert.equal(reached('input text < 5'), null);
});

test('before the first step no goal is reached', () => {
  assert.equal(reached('input hidden = 5', run(0)), null);
  assert.equal(reached('prediction = ihello', run(0)), null);
});

test('each step is to be seen where the goal is of a moment, as long as it can hold', () => {
  assert.equal(stepsToSee(parseGoal('loss < 0.05, step <= 40, input cell = gru')), 0);
  assert.equal(stepsToSee(parseGoal('prediction = ihello, step <= 40, step < 60')), 40);
  assert.equal(stepsToSee(parseGoal('sample contains the')), Infinity);
  assert.equal(stepsToSee(parseGoal('outputs[0][0] > 1')), Infinity);
});
