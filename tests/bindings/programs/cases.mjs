// Labs and networks that are exported, and what the engine gives for them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const runner = process.env.UNFOLD_RUNNER ?? join(root, 'build/native/lab');

export const steps = 10;
export const missingRunner = !existsSync(runner) && `${runner} is not there`;
/** Where programs find the packages that they import. */
export const folder = () => mkdtempSync(join(root, 'build/programs-'));

export function lab(...args) {
  const options = {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1e8,
    stdio: ['ignore', 'pipe', 'pipe'],
  };
  return execFileSync(runner, args, options);
}

const kept = new Map();

/** What this makes, once for all kinds of export. */
function once(key, make) {
  if (!kept.has(key)) kept.set(key, make());
  return kept.get(key);
}

/** Every lab that is a chain of layers, and each cell, optimizer and clipping that one may have. */
export const labs = [
  'hihello',
  'hihello --preset basic-rnn --optimizer rmsprop --learning-rate 0.01',
  'char-sentence --preset without-dense --optimizer adagrad',
  'char-sentence --cell gru --optimizer momentum',
  'long-sentence --hidden 12 --text howmuchwoodwouldawoodchuckchuck',
  'long-sentence --preset gru --layers 3 --hidden 10 --text howmuchwoodwouldawoodchuckchuck',
  'long-sentence --cell rnn --optimizer sgd --hidden 12 --text howmuchwoodwoulda',
  'char-rnn --clip 0.5 --hidden 32 --batch 4 --time-steps 12 --test-size 16',
  'char-rnn --preset gru --hidden 32 --layers 1 --batch 4 --reset-every 3 --test-size 16',
  'binary-memory --length 30000',
  'binary-memory --preset as-first-written --length 30000',
  'binary-memory --preset forgetful --optimizer sgd --length 30000',
  'gradient-flow',
  'gradient-flow --preset clipped --distance 8',
  'stock --rows 300',
  'stock --preset gru --rows 200 --optimizer sgd --learning-rate 0.001',
  'time-series --hidden 24',
  'time-series --cell lstm --variant dense --hidden 12 --batch-size 20',
  'creative-sequence --cell gru --hidden 12 --batch-size 20',
  'dropout --keep 1 --hidden 10',
  'mnist-rnn --hidden 16 --batch-size 40',
  'mnist-lstm --hidden 12 --layers 2 --batch-size 30',
  'mnist-deep-rnn --hidden 12 --batch-size 30',
].map((line) => line.split(' '));

/** Labs that leave in the middle of a run, which goes on where it was: its data and its states. */
const later = [
  'char-rnn --hidden 32 --batch 4 --time-steps 12 --reset-every 2 --test-size 16',
  'char-rnn --preset gru --hidden 32 --layers 2 --batch 4 --test-size 16',
  'binary-memory --length 30000',
  'binary-memory --preset as-first-written --length 30000',
  'gradient-flow --hidden 8',
  'stock --rows 200',
  'time-series --hidden 24',
].map((line) => line.split(' '));
const before = 3;

/**
 * Labs that do not train: their programs predict, with the lengths and states of these inputs.
 * `padded`: words of unequal length, which are rows of numbers and no symbols.
 */
export const untrained = [
  { args: 'one-cell' },
  { args: 'unfold' },
  { args: 'unfold --preset lstm' },
  { args: 'batching' },
  { args: 'batching --words hello,eo,lleel', padded: true },
  { args: 'dynamic-length', lengths: '5,3,4' },
  { args: 'stacked-cells' },
  { args: 'bidirectional', lengths: '2,3,1' },
  { args: 'manual-rnn' },
  {
    args: 'initial-state --preset warm-start',
    initial: { h: '0.5,-0.5;0,0.25;-0.5,0.5', c: '1,-1;0.5,0.5;-1,1' },
  },
  ...['gru', 'rnn'].map((cell) => ({
    args: `initial-state --cell ${cell} --initial-h 1,-1;0,0.25;-0.5,0.5`,
    initial: { h: '1,-1;0,0.25;-0.5,0.5' },
  })),
].map(({ args, ...rest }) => ({ args: args.split(' '), ...rest }));

const cells = [
  'rnn 4',
  'rnn 4 activation=relu bias=0.1',
  'lstm 4',
  'lstm 4 forget_bias=0.5 bias=0.2',
  'lstm 4 unit_forget_bias recurrent=orthogonal',
  'lstm 4 bias=none',
  'lstm 4 peepholes',
  'gru 4',
  'gru 4 bias=none',
  'gru 4 reset_after bias=0.1',
];
const lengths = '4,2,1';

/** A network of so many such layers on three sequences of four steps, with a dense layer. */
function stack(cell, count, behind) {
  return ['features 3', ...Array(count).fill(cell), ...behind, 'dense 2'].join(' | ');
}
const data = Array.from({ length: 36 }, (_, i) => ((i * 7) % 11) / 5 - 1)
  .map(
    (value, i) =>
      value.toFixed(1) + (i === 35 ? '' : i % 12 === 11 ? '|' : i % 3 === 2 ? ';' : ','),
  )
  .join('');

/** {network, data, lengths?}: each cell with one to three layers, in all directions. */
export const networks = [
  ...cells.flatMap((cell) => [
    { network: stack(cell, 1, ['last']), data },
    { network: stack(cell, 3, ['states']), data, lengths },
    { network: stack(`bidirectional ${cell}`, 2, []), data, lengths },
    { network: stack(`${cell} backwards`, 1, []), data, lengths },
  ]),
  { network: 'features 3 | bidirectional lstm 4 merge=sum | last | dense 2 activation=tanh', data },
  { network: 'features 3 | bidirectional gru 4 merge=ave | dense 2 activation=softmax', data },
  {
    network: 'features 3 | bidirectional rnn 4 merge=mul | last | dense 2 bias=none',
    data,
    lengths,
  },
  { network: 'features 3 | dense 5 activation=relu | lstm 4 | dropout 0.5 | gru 3', data },
  { network: 'features 3 | dense 4 activation=tanh', data },
  { network: 'ids 6 | embedding 4 | lstm 3 | dense 6 activation=sigmoid', data: '0,5,2,1;1,1,0,4' },
  { network: 'onehot 6 | rnn 3 | dense 6', data: '0,5,2,1;1,1,0,4' },
];

/** A matrix as `lab forward` reads it: blocks between "|", rows between ";", numbers between ",". */
function matrixText({ shape, values }) {
  let texts = values.map(String);
  for (const [i, separator] of [',', ';', '|'].slice(0, shape.length).entries()) {
    const size = shape[shape.length - 1 - i];
    texts = Array.from({ length: texts.length / size }, (_, at) =>
      texts.slice(at * size, (at + 1) * size).join(separator),
    );
  }
  return texts[0];
}

export function outputsOf({ network, data, lengths, initial = {} }, ...more) {
  const args = ['forward', network, '--data', data, '--json', ...more];
  if (lengths) args.push('--lengths', lengths);
  for (const [part, rows] of Object.entries(initial)) args.push(`--initial-${part}`, rows);
  return JSON.parse(lab(...args)).outputs;
}

/** Weights for a network of which none is zero, in a file. */
function writeWeights(network, path) {
  lab('export', network, '--as', 'safetensors', '--out', path);
  const file = readFileSync(path);
  const begin = 8 + Number(file.readBigUInt64LE());
  for (let at = begin, n = 1; at < file.length; at += 4, ++n) {
    file.writeFloatLE(((n * 37) % 101) / 101 - 0.495, at);
  }
  writeFileSync(path, file);
  return ['--weights', path];
}

/** Exports all labs and networks as this kind; what a program of each is to give. */
export function exported(kind, ending, to) {
  const ofLabs = labs.map((args, i) => {
    const path = join(to, `lab_${i}.${ending}`);
    lab('export', ...args, '--as', kind, '--out', path);
    return { path, steps, name: args.join(' '), args };
  });
  const ofUntrained = untrained.map((one, i) => {
    const path = join(to, `untrained_${i}.${ending}`);
    lab('export', ...one.args, '--as', kind, '--out', path);
    return { path, steps: 0, name: one.args.join(' '), ...one };
  });
  const ofLater = later.map((args, i) => {
    const path = join(to, `later_${i}.${ending}`);
    lab('export', ...args, '--steps', String(before), '--as', kind, '--out', path);
    // Only the first loss: the optimizer begins anew.
    return { path, steps: 1, from: before, name: `${args.join(' ')}, later`, args };
  });
  const ofNetworks = networks.map(({ network, data, lengths }, i) => {
    const path = join(to, `network_${i}.${ending}`);
    const file = join(to, `weights_${i}.safetensors`);
    const weights = once(file, () => writeWeights(network, file));
    const given = ['--data', data, ...(lengths ? ['--lengths', lengths] : []), ...weights];
    lab('export', network, ...given, '--as', kind, '--out', path);
    return { path, steps: 0, name: network, network, data, lengths, weights };
  });
  return [...ofLabs, ...ofUntrained, ...ofLater, ...ofNetworks];
}

/** The engine's outputs for this x. */
function expectedOutputs(one, x, to) {
  const { args, from = 0, weights: file, network, data, lengths, initial } = one;
  const given = { network, data, lengths };
  if (!args) return once(JSON.stringify(given), () => outputsOf(given, ...file));
  const weights = join(to, 'weights.safetensors');
  lab('export', ...args, '--steps', String(from), '--as', 'safetensors', '--out', weights);
  const read = { network: lineOf(one), data: matrixText(x), lengths, initial };
  return outputsOf(read, '--weights', weights);
}

const networksOf = (args) =>
  lab('network', ...args)
    .trim()
    .split('\n');

/** Of several cells what a lab gives is the LSTM. */
const networkOf = (args) =>
  once(`network ${args}`, () => {
    const lines = networksOf(args);
    return lines.length === 1 ? lines[0] : lines.find((line) => line.includes('| lstm '));
  });

const curveOf = ([lab]) => (lab === 'gradient-flow' ? 'loss_lstm' : 'loss');

const lineOf = ({ network, args, padded }) => {
  const line = network ?? networkOf(args);
  return padded ? line.replace('onehot', 'features') : line;
};

/** The losses of a lab's first steps. */
function expectedLosses(args, to) {
  const curves = join(to, 'curves.csv');
  lab('export', ...args, '--as', 'csv', '--steps', String(steps), '--out', curves);
  const [head, ...rows] = readFileSync(curves, 'utf8').trim().split('\r\n');
  const column = head.split(',').indexOf(curveOf(args));
  return rows.map((row) => Number(row.split(',')[column])).slice(0, steps);
}

/** What a network or a lab's network may read: its data, or numbers of our own. */
export function readable(one) {
  const { args, data, lengths, initial } = one;
  const line = lineOf(one);
  const size = Number(line.split(' ')[1]);
  const isSymbols = !line.startsWith('features');
  if (!args) {
    const values = data.split(/[,;|]/).map(Number);
    const rows = data.split(/[;|]/).length;
    const blocks = data.split('|').length;
    const shape = isSymbols ? [rows, values.length / rows] : [blocks, rows / blocks, size];
    return { shape, values };
  }
  // Another batch than the lab's, but for the lengths and states that go with it.
  const sequences =
    lengths || initial ? [3, lengths ? Math.max(...lengths.split(',')) : 12] : [2, 12];
  const shape = isSymbols ? sequences : [...sequences, size];
  const count = shape.reduce((a, b) => a * b);
  const value = (i) => (isSymbols ? (i * 7) % size : (((i * 37) % 101) - 50) / 50);
  return { shape, values: Array.from({ length: count }, (_, i) => value(i)) };
}

/** The largest |a - b|. */
export function difference(a, b) {
  return Math.max(...a.map((value, i) => Math.abs(value - b[i])));
}

/** How far outputs are from the engine's; they must be within 1e-5. */
export function outputError(outputs, one, x, to) {
  const expected = expectedOutputs(one, x, to);
  assert.deepEqual(outputs.shape, expected.shape, one.name);
  const error = difference(outputs.values, expected.values);
  assert.ok(error < 1e-5, `${one.name}: outputs differ by ${error}`);
  return error;
}

/** How far the first losses of a lab are from the engine's, relatively; within 1e-4. */
export function lossError(losses, one, to) {
  if (one.steps === 0) return 0;
  const { args, from = 0 } = one;
  const all = once(`losses ${args}`, () => expectedLosses(args, to));
  const expected = all.slice(from, from + one.steps);
  assert.equal(losses.length, expected.length, one.name);
  const error = difference(
    losses.map((loss, i) => loss / expected[i]),
    losses.map(() => 1),
  );
  assert.ok(error < 1e-4, `${one.name}: losses differ by ${error}`);
  return error;
}
