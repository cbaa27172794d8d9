import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './web_modules.mjs';

const { runSlice } = await load('engine/slices.ts');
const { joinFrames, movableBuffers } = await load('engine/frames.ts');

/** A session of `total` steps that take `cost` milliseconds each on a clock of its own. */
function pretend(total, cost) {
  let step = 0;
  let time = 0;
  const calls = [];
  const advance = (n) => {
    const steps = Math.min(n, total - step);
    const x = Float32Array.from({ length: steps }, (_, i) => step + i);
    step += steps;
    time += steps * cost;
    calls.push(n);
    return {
      step,
      total,
      done: step >= total,
      curves: { loss: { x, y: x.map((s) => 10 - s) } },
      matrices: {},
    };
  };
  return { session: { advance }, calls, now: () => time };
}

test('a slice takes about ten milliseconds', () => {
  const { session, now } = pretend(1e6, 0.01);
  const { frame } = runSlice(session, { steps: Infinity, stop: null }, now);
  assert.ok(now() >= 9 && now() <= 25, `${now()} ms`);
  assert.equal(frame.curves.loss.x.length, frame.step);
});

test('a step longer than a slice is one step', () => {
  const { session, now, calls } = pretend(100, 40);
  runSlice(session, { steps: Infinity, stop: null }, now);
  assert.deepEqual(calls, [1]);
});

test('a short run is done in one slice', () => {
  const { session, now } = pretend(50, 0.05);
  const { frame, ended } = runSlice(session, { steps: Infinity, stop: null }, now);
  assert.equal(ended, true);
  assert.deepEqual([...frame.curves.loss.x], [...Array(50).keys()]);
});

test('a stop rule ends the run at the very step', () => {
  const { session, now } = pretend(50, 0.001);
  const { frame, ended } = runSlice(
    session,
    { steps: Infinity, stop: { curve: '', below: 5.5 } },
    now,
  );
  assert.equal(ended, true);
  assert.equal(frame.curves.loss.y.at(-1), 5);
});

test('as many steps as asked for are done, and no more', () => {
  const { session, now } = pretend(50, 0.001);
  assert.equal(runSlice(session, { steps: 7, stop: null }, now).frame.step, 7);
});

test('joined frames hold the points of both and the rest of the later', () => {
  const frame = (step, ...y) => ({
    step,
    curves: { loss: { x: Float32Array.from(y), y: Float32Array.from(y) } },
  });
  const joined = joinFrames(frame(1, 1, 2), frame(2, 3));
  assert.equal(joined.step, 2);
  assert.deepEqual([...joined.curves.loss.y], [1, 2, 3]);
});

test('only memory that an array owns whole is moved', () => {
  const own = new Float32Array(2);
  const view = new Float32Array(8).subarray(2, 4);
  const frame = { curves: { loss: { x: own, y: view } }, matrices: {} };
  assert.deepEqual(movableBuffers(frame), [own.buffer]);
});
