// `lab forward` gives the figures of Keras' public layer tests, tests/references/keras_layers.json.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const runner = process.env.UNFOLD_RUNNER ?? join(root, 'build/native/lab');
const figures = process.env.UNFOLD_KERAS_LAYERS ?? join(root, 'tests/references/keras_layers.json');
const missing = [runner, figures].filter((path) => !existsSync(path));
const skip = missing.length > 0 && `${missing.join(', ')} is not there`;
const cases = skip ? [] : JSON.parse(readFileSync(figures, 'utf8')).cases;

const names = { LSTM: 'lstm', SimpleRNN: 'rnn', GRU: 'gru' };

/** 0, 1, 2, … as a matrix of this shape, in the form that labs read. */
function counting(shape) {
  const count = shape.reduce((product, size) => product * size);
  let texts = Array.from({ length: count }, (_, i) => String(i));
  for (const separator of [',', ';', '|'].slice(0, shape.length)) {
    const size = shape.at(-1);
    shape = shape.slice(0, -1);
    texts = Array.from({ length: texts.length / size }, (_, i) =>
      texts.slice(i * size, (i + 1) * size).join(separator),
    );
  }
  return texts[0];
}

function networkOf(example) {
  const words = [`kernel=${example.kernel}`, `recurrent=${example.recurrent}`];
  words.push(`bias=${example.bias ?? 'none'}`);
  if (example.unit_forget_bias) words.push('unit_forget_bias');
  if (example.reset_after) words.push('reset_after');
  if (example.go_backwards) words.push('backwards');
  const layer = `${names[example.layer]} ${example.units} ${words.join(' ')}`;
  return `features ${example.input.at(-1)} | ${layer}`;
}

/** The output of the network, (B, T, H) as nested arrays, and what was run. */
function run(network, example) {
  const args = ['forward', network, '--data', counting(example.input), '--json'];
  if (example.lengths) args.push('--lengths', example.lengths.join(','));
  if (example.initial_state) {
    const state = counting([example.input[0], example.units]);
    args.push('--initial-h', state);
    if (example.layer === 'LSTM') args.push('--initial-c', state);
  }
  const { outputs } = JSON.parse(execFileSync(runner, args, { encoding: 'utf8' }));
  const [B, T, H] = outputs.shape;
  const row = (at) => outputs.values.slice(at * H, (at + 1) * H);
  return Array.from({ length: B }, (_, b) => Array.from({ length: T }, (_, t) => row(b * T + t)));
}

function assertClose(here, expected, name) {
  const flat = expected.flat(Infinity);
  assert.equal(here.flat(Infinity).length, flat.length, name);
  for (const [i, value] of here.flat(Infinity).entries()) {
    const allowed = 1e-5 + 1e-5 * Math.abs(flat[i]);
    assert.ok(Math.abs(value - flat[i]) <= allowed, `${name}: ${value}, Keras has ${flat[i]}`);
  }
}

function check(network, example) {
  const sequences = run(network, example);
  if (example.sequences) assertClose(sequences, example.sequences, network);
  if (example.last) {
    const last = sequences.map((steps) => steps.at(-1));
    assertClose(last, example.last, network);
  }
  assert.ok(example.sequences ?? example.last, 'a figure to compare with');
}

test('Every figure of the layer tests of Keras comes out', { skip }, () => {
  assert.ok(cases.length >= 8);
  for (const example of cases) check(networkOf(example), example);
});

test('Beside the bias the forget bias gives the same numbers as in it', { skip }, () => {
  const ones = cases.filter((example) => example.unit_forget_bias);
  assert.ok(ones.length > 0);
  for (const example of ones) check(networkOf(example).replace(' unit_forget_bias', ''), example);
});
