// Kills the runner at random times and goes on from what it saved: the end is that of an
// uninterrupted run.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

const root = resolve(import.meta.dirname, '../..');
const runner = process.env.UNFOLD_RUNNER ?? join(root, 'build/native/lab');
const seed = Number(process.env.UNFOLD_SEED ?? Date.now() % 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'unfold-kill-'));
after(() => rmSync(folder, { recursive: true }));

/** Numbers from 0 to 1, the same for the same seed. */
function randomNumbers(state) {
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const random = randomNumbers(seed);
let kills = 0;

/** Starts the runner; resolves to its exit and what it wrote. */
function start(...args) {
  const child = spawn(runner, ['run', ...args, '--json'], { cwd: root });
  let out = '';
  let error = '';
  child.stdout.on('data', (text) => (out += text));
  child.stderr.on('data', (text) => (error += text));
  const ended = new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, error }));
  });
  return { child, ended };
}

function outcome({ code, out, error }) {
  assert.equal(code, 0, error);
  const { steps, fingerprint, published } = JSON.parse(out.trim().split('\n').at(-1));
  return { steps, fingerprint, published };
}

/** Runs the lab to its end, killing it at random times while `mayKill()`. */
async function killedRun([lab, ...steps], file, mayKill) {
  for (;;) {
    const resuming = existsSync(file) ? ['--load', file] : [];
    const { child, ended } = start(lab, ...steps, ...resuming, '--save', file);
    if (mayKill()) {
      await Promise.race([sleep(random() * 400), ended]);
      child.kill('SIGKILL');
    }
    const result = await ended;
    if (result.signal !== 'SIGKILL') return outcome(result);
    kills += 1;
  }
}

describe(`a run that is killed and loaded again, seed ${seed}`, () => {
  for (const [share, ...args] of [
    [20, 'hihello', '--steps', '50000'],
    [8, 'binary-memory', '--steps', '5000'],
    [6, 'gradient-flow', '--steps', '200'],
    [6, 'char-rnn', '--steps', '25'],
    [6, 'stock', '--steps', '60'],
    [4, 'stock', '--csv', 'build/data/goog.csv', '--steps', '60'],
    [8, 'mnist-rnn', '--steps', '12'],
  ]) {
    test(`${args.join(' ')} ends as if it had never been killed`, async (t) => {
      const first = await start(...args).ended;
      if (/The data ".*" is not here|There is no file/.test(first.error))
        return t.skip(first.error);
      const whole = outcome(first);
      const file = join(folder, `${args[0]}.safetensors`);
      for (const enough = kills + share; kills < enough; rmSync(file)) {
        const result = await killedRun(args, file, () => kills < enough);
        assert.deepEqual(result, whole);
      }
    });
  }
});
