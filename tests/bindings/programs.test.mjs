// What `lab export` writes for other frameworks gives the engine's numbers there.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import {
  exported,
  folder,
  lab,
  lossError,
  missingRunner,
  outputError,
  readable,
} from './programs/cases.mjs';

const to = missingRunner ? '' : folder();
process.on('exit', () => to && rmSync(to, { recursive: true }));

/** The first Python that has these modules, or nothing. */
function pythonWith(modules) {
  return ['python3', '/usr/bin/python3'].find((python) => {
    try {
      execFileSync(python, ['-c', `import ${modules}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

function report(t, what, errors) {
  t.diagnostic(`${what} within ${Math.max(...errors)}`);
}

/** A development dependency that may not be installed. */
async function loaded(module) {
  try {
    return await import(module);
  } catch {
    return null;
  }
}

const torch = !missingRunner && pythonWith('torch, numpy');

test(
  'PyTorch programs give the outputs and the first losses of the labs and of every cell',
  { skip: missingRunner || (!torch && 'python3 has no torch') },
  (t) => {
    const cases = exported('pytorch', 'py', to);
    const script = join(import.meta.dirname, 'programs/run_pytorch.py');
    const input = JSON.stringify(cases.map(({ path, steps }) => ({ path, steps })));
    const given = JSON.parse(execFileSync(torch, [script], { input, maxBuffer: 1e9 }));
    const outputs = given.map(({ outputs, x }, i) => outputError(outputs, cases[i], x, to));
    report(t, 'outputs', outputs);
    report(
      t,
      'losses',
      given.map(({ losses }, i) => lossError(losses, cases[i], to)),
    );
  },
);

test(
  'Two processes train as one does, with unequal shares of a batch',
  { skip: missingRunner || (!torch && 'python3 has no torch') },
  async () => {
    const path = join(to, 'shared.py');
    const options = '--batch 3 --hidden 32 --layers 1 --time-steps 8 --test-size 16'.split(' ');
    lab('export', 'char-rnn', ...options, '--as', 'pytorch', '--out', path);
    const run = async (more) => {
      const env = { ...process.env, OMP_NUM_THREADS: '1', ...more };
      return (await promisify(execFile)(torch, [path, '4'], { env })).stdout.split('\n')[0];
    };
    // As torchrun starts them.
    const shared = { WORLD_SIZE: '2', MASTER_ADDR: '127.0.0.1', MASTER_PORT: '29517' };
    const ranks = ['0', '1'].map((RANK) => run({ ...shared, RANK, LOCAL_RANK: RANK }));
    const [alone, first, second] = await Promise.all([run({}), ...ranks]);
    const numbers = (line) => line.match(/\d+\.\d+/g).map(Number);
    assert.equal(second, '');
    assert.equal(numbers(alone).length, 2);
    for (const [i, loss] of numbers(alone).entries()) {
      assert.ok(Math.abs(numbers(first)[i] / loss - 1) < 1e-5, `${alone}, ${first}`);
    }
  },
);

const onnx = !missingRunner && (await loaded('./programs/run_onnx.mjs'));

test(
  'ONNX models give the outputs of the labs and of every cell',
  { skip: missingRunner || (!onnx && 'onnxruntime-web is not installed') },
  async (t) => {
    const errors = [];
    for (const one of exported('onnx', 'onnx', to)) {
      const x = readable(one);
      const lengths = one.lengths?.split(',').map(Number);
      errors.push(outputError(await onnx.runOnnx(one.path, x, lengths), one, x, to));
    }
    report(t, 'outputs', errors);
  },
);

test(
  'An ONNX model of given states has them as inputs that may be left out',
  { skip: missingRunner },
  () => {
    const [one] = exported('onnx', 'onnx', to).filter(({ initial }) => initial?.c);
    const file = readFileSync(one.path, 'latin1');
    for (const part of ['h', 'c']) {
      // A name before its type (2) and before its bytes (9): an input, and what it is by itself.
      const name = `rnn/initial_${part}`;
      assert.match(file, RegExp(`${name}\\x12`));
      assert.match(file, RegExp(`${name}\\x4a`));
    }
  },
);

const tfjs = !missingRunner && (await loaded('./programs/run_tfjs.mjs'));

test(
  'TensorFlow.js programs give the outputs and the first losses of the labs and of every cell',
  { skip: missingRunner || (!tfjs && '@tensorflow/tfjs is not installed') },
  async (t) => {
    const [outputs, losses] = [[], []];
    for (const one of exported('tfjs', 'mjs', to)) {
      const given = await tfjs.runTfjs(one);
      outputs.push(outputError(given.outputs, one, given.x, to));
      losses.push(lossError(given.losses, one, to));
    }
    report(t, 'outputs', outputs);
    report(t, 'losses', losses);
  },
);

/** The arrays of an npz file: what each holds behind its header. */
function arraysOfNpz(path) {
  const files = Object.entries(unzipSync(readFileSync(path)));
  return files.map(([name, bytes]) => {
    const begin = 10 + bytes[8] + 256 * bytes[9];
    const header = String.fromCharCode(...bytes.subarray(10, begin));
    const shape = header
      .match(/\(([\d, ]*)\)/)[1]
      .match(/\d+/g)
      .map(Number);
    return { name: name.replace('.npy', ''), shape, bytes: Buffer.from(bytes.subarray(begin)) };
  });
}

/** The same of a safetensors file. */
function arraysOfSafetensors(path) {
  const file = readFileSync(path);
  const begin = 8 + Number(file.readBigUInt64LE());
  const header = Object.entries(JSON.parse(file.subarray(8, begin)));
  return header
    .filter(([name]) => name !== '__metadata__')
    .map(
      ([
        name,
        {
          shape,
          data_offsets: [first, end],
        },
      ]) => {
        return { name, shape, bytes: file.subarray(begin + first, begin + end) };
      },
    );
}

test(
  'Keras programs are Python and have the layers and the weights of those for TensorFlow.js',
  { skip: missingRunner },
  (t) => {
    const keras = exported('keras', 'py', to);
    const others = exported('tfjs', 'mjs', to);
    for (const [i, { path, name }] of keras.entries()) {
      const other = others[i].path;
      const ours = arraysOfNpz(path.replace('.py', '.weights.npz'));
      assert.ok(ours.length > 0, name);
      const theirs = arraysOfSafetensors(other.replace('.mjs', '.weights.safetensors'));
      assert.deepEqual(ours, theirs, name);
      const inKeras = [...readFileSync(path, 'utf8').matchAll(/name="(\w+?)"\)\(y/g)];
      const inTfjs = [...readFileSync(other, 'utf8').matchAll(/^ {4}(\w+): tf\.layers/gm)];
      const plain = (name) => name.replace(/_(forward|backward)$/, '');
      assert.deepEqual(
        inKeras.map(([, layer]) => layer),
        [...new Set(inTfjs.map(([, layer]) => plain(layer)))],
        name,
      );
    }
    const python = pythonWith('ast');
    if (!python) return t.diagnostic('There is no python3: the syntax was not checked.');
    const script = join(import.meta.dirname, 'programs/check_python.py');
    execFileSync(python, [script], { input: JSON.stringify(keras.map(({ path }) => path)) });
  },
);
