// Labs and networks that are exported, and what the engine gives for them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const runner = process.env.UNFOLD_RUNNER ?? join(root, 'build/native/lab');

export const steps = 10;
export const missingRunner = !existsSync(runner) && `${runner} is not there`;
export const folder = () => mkdtempSync(join(tmpdir(), 'unfold-programs-'));

export function lab(...args) {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'pipe'] };
  return execFileSync(runner, args, options);
}

/** Every lab that is a chain of layers, and each cell, optimizer and clipping that one may have. */
export const labs = [
  'hihello',
  'hihello --preset basic-rnn --optimizer rmsprop --learning-rate 0.01',
  'char-sentence --preset without-dense --optimizer adagrad',
  'char-sentence --cell gru --optimizer momentum',
  'long-sentence',
  'long-sentence --preset gru --layers 3 --hidden 20',
  'long-sentence --cell rnn --optimizer lazy_adam',
  'char-rnn --clip 0.5 --hidden 48',
  'char-rnn --preset gru --hidden 32 --layers 1 --reset-every 3',
  'binary-memory',
  'binary-memory --preset forgetful --optimizer sgd',
  'time-series',
  'time-series --cell lstm --variant dense',
  'creative-sequence --cell gru',
  'dropout --keep 1 --hidden 30',
  'mnist-rnn --hidden 40',
  'mnist-lstm --hidden 24 --layers 2',
  'mnist-deep-rnn --hidden 24',
].map((line) => line.split(' '));

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
  .map((value, i) => value.toFixed(1) + (i === 35 ? '' : i % 12 === 11 ? '|' : i % 3 === 2 ? ';' : ','))
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
  { network: 'features 3 | bidirectional rnn 4 merge=mul | last | dense 2 bias=none', data, lengths },
  { network: 'features 3 | dense 5 activation=relu | lstm 4 | dropout 0.5 | gru 3', data },
  { network: 'ids 6 | embedding 4 | lstm 3 | dense 6 activation=sigmoid', data: '0,5,2,1;1,1,0,4' },
  { network: 'onehot 6 | rnn 3 | dense 6', data: '0,5,2,1;1,1,0,4' },
];

export function outputsOf({ network, data, lengths }, weights) {
  const args = ['forward', network, '--data', data, '--json'];
  if (lengths) args.push('--lengths', lengths);
  if (weights) args.push('--weights', weights);
  return JSON.parse(lab(...args)).outputs;
}

/** The losses of a lab's first steps. */
export function lossesOf(args) {
  const lines = lab('run', ...args, '--save', join(tmpdir(), 'unfold-none'), '--json');
  return lines;
}
