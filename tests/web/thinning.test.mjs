// Which checkpoints of a run are kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { thinned } = await load('lab/timeline/thinning.ts');

const place = (step, bytes = 1000) => ({ step, bytes });

/** What is kept of a run that is saved at each of so many steps, with the reader at its end. */
function after(steps, bounds, bytes = () => 1000) {
  let kept = [];
  for (let step = 1; step <= steps; ++step) {
    kept = thinned([...kept, place(step, bytes(step))], step, bounds);
  }
  return kept.map(({ step }) => step);
}

const gaps = (steps) => steps.map((step, i) => step - (steps[i - 1] ?? 0));

test('as many as are allowed are all kept', () => {
  assert.deepEqual(after(8, { count: 8, bytes: 8000 }), [1, 2, 3, 4, 5, 6, 7, 8]);
});

for (const steps of [100, 1000, 5000]) {
  test(`of ${steps} the widest gap is not much wider than equal ones, and the newest are close together`, () => {
    const kept = after(steps, { count: 32, bytes: Infinity });
    assert.equal(kept.length, 32);
    assert.equal(kept.at(-1), steps);
    const equal = steps / 32;
    assert.ok(Math.max(...gaps(kept)) <= 4 * equal, `${gaps(kept)}`);
    assert.ok(Math.max(...gaps(kept).slice(-4)) <= Math.max(2, equal), `${gaps(kept)}`);
  });
}

test('bytes are bounded as the number is', () => {
  const sizes = (step) => 100 + (step % 7) * 50;
  const kept = after(500, { count: 1000, bytes: 10_000 }, sizes);
  const bytes = kept.reduce((sum, step) => sum + sizes(step), 0);
  assert.ok(bytes <= 10_000 && bytes > 9000, `${bytes}`);
});

test('the last one stays, whatever its size', () => {
  const kept = thinned([place(1), place(2), place(3, 1e9)], 1, { count: 64, bytes: 1e6 });
  assert.deepEqual(
    kept.map(({ step }) => step),
    [3],
  );
});

test('around the step that is looked at they lie close together', () => {
  const bounds = { count: 20, bytes: Infinity };
  let kept = [place(1000)];
  for (let step = 1; step < 1000; ++step) {
    kept = thinned([...kept.slice(0, -1), place(step), place(1000)], step, bounds);
  }
  for (let step = 391; step <= 400; ++step) {
    const known = kept.filter((each) => each.step !== step);
    kept = thinned(
      [...known, place(step)].sort((a, b) => a.step - b.step),
      step,
      bounds,
    );
  }
  const near = kept.filter(({ step }) => step > 380 && step <= 400);
  const far = kept.filter(({ step }) => step > 680 && step <= 700);
  assert.ok(near.length >= 4 && far.length <= 2, JSON.stringify(kept.map(({ step }) => step)));
  assert.equal(kept.at(-1).step, 1000);
});
