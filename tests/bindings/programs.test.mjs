// What `lab export` writes for other frameworks gives the engine's numbers there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import {
  exported,
  folder,
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
    report(t, 'losses', given.map(({ losses }, i) => lossError(losses, cases[i], to)));
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
