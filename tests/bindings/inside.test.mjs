// The whole module looks inside the network of a saved run.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { conformsTo } from './declarations.mjs';

const folder = resolve(
  process.env.UNFOLD_MODULE_DIR ?? join(import.meta.dirname, '../../build/wasm-scalar'),
);
const { default: createEngine } = await import(pathToFileURL(join(folder, 'unfold.js')));
const engine = await createEngine({
  wasmBinary: readFileSync(join(folder, 'unfold.wasm')),
  locateFile: (path) => join(folder, path),
});

function savedAt(steps, lab = 'hihello', inputs = {}) {
  const session = new engine.Session(lab, '', inputs);
  session.advance(steps, Infinity, '', -Infinity);
  const file = session.save();
  session.delete();
  return file;
}

test('a trace is as it is declared, and has the numbers of its step', () => {
  for (const steps of [3, 20, 5]) {
    const trace = engine.traced(savedAt(steps), '0/0', '0', false);
    conformsTo(trace, 'Trace');
    assert.equal(trace.step, steps);
    assert.deepEqual(trace.reads, [...'hihell']);
    assert.deepEqual(Object.keys(trace.cell.gates), ['i', 'g', 'f', 'o']);
    assert.deepEqual(trace.cell.h.shape, [7, 5]);
    const { i, g, f } = trace.cell.gates;
    const { values: c } = trace.cell.c;
    for (let at = 0; at < 30; ++at) {
      const kept = f.values[at] * c[at] + i.values[at] * g.values[at];
      assert.ok(Math.abs(c[at + 5] - kept) < 1e-6);
    }
  }
});

test('a session after a run that was looked into is another run', () => {
  const before = engine.traced(savedAt(5), '0/0', '0', false);
  engine.traced(savedAt(2, 'bidirectional'), '0/0', '2', true);
  engine.traced(savedAt(5, 'hihello', { cell: 'gru' }), '0/0', '0', false);
  assert.deepEqual(engine.traced(savedAt(5), '0/0', '0', false), before);
});

test('the last sequence stands for what comes after it, and a lab without a chain has nothing', () => {
  assert.equal(engine.traced(savedAt(1, 'bidirectional'), '0/0', '99', false).example, 2);
  assert.equal(engine.traced(savedAt(1, 'softmax-layer'), '0/0', '0', false), null);
  assert.throws(() => engine.traced(savedAt(1), '0/7', '0', false), /no recurrent layer at 7/);
  assert.throws(() => engine.traced(savedAt(1), 'x', '0', false), /no place/);
});

test('numbers that are held change what is computed from them, and nothing of the next answer', () => {
  const file = savedAt(20);
  const before = engine.traced(file, '0/0', '0', false);
  assert.deepEqual(
    before.targets.map((target) => before.symbols[target]),
    [...'ihello'],
  );
  const mean = before.losses.reduce((sum, loss) => sum + loss, 0) / 6;
  assert.ok(Math.abs(mean - before.loss) < 1e-6);
  const held = engine.traced(file, '0/0', '0 0/0.i(0,1,2):0;0/0.kernel(3,4):0.5', false);
  conformsTo(held, 'Trace');
  assert.equal(held.cell.gates.i.values[5 + 2], 0);
  assert.equal(held.kernel.values[3 * 20 + 4], 0.5);
  assert.notDeepEqual(held.losses, before.losses);
  assert.deepEqual(engine.traced(file, '0/0', '0', false), before);
  const refused = [
    ['0 x', /not written like/],
    ['0 0/0.i(0,9,2):0', /no i at this place/],
    ['0 4/0.i(0,1,2):0', /no network 4/],
    ['0 0/0.i(0,1,2):big', /is no number/],
  ];
  for (const [asked, message] of refused) {
    assert.throws(() => engine.traced(file, '0/0', asked, false), message);
  }
});

const norm = (values) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
const near = (a, b) =>
  assert.ok(Math.abs(a - b) <= 1e-5 * Math.max(Math.abs(a), Math.abs(b)) + 1e-9);

test('the next step is as it is declared, and its gradients are what the formulas say', () => {
  for (const cell of ['lstm', 'gru', 'rnn']) {
    const flow = engine.flowed(savedAt(20, 'hihello', { cell }), '0/0', '0', false);
    conformsTo(flow, 'NextStep');
    assert.equal(flow.step, 20);
    assert.deepEqual(flow.reads, [...'hihell']);
    assert.equal(flow.examples, 1);
    const { dh, dc, gates, c } = flow.cell;
    const [norms] = flow.cells;
    for (let t = 0; t <= 6; ++t) near(norms.dh[t], norm(dh.values.subarray(t * 5, (t + 1) * 5)));
    if (cell !== 'lstm') {
      assert.equal(dc, null);
      continue;
    }
    const { f, o } = gates;
    for (let at = 0; at < 30; ++at) {
      const direct = dh.values[at + 5] * o.values[at] * (1 - Math.tanh(c.values[at + 5]) ** 2);
      const later = at < 25 ? dc.values[at + 10] * f.values[at + 5] : 0;
      near(dc.values[at + 5], direct + later);
    }
  }
});

test('each of several networks has its cells, and the weights of its own', () => {
  const file = savedAt(3, 'gradient-flow', { distance: '5' });
  const kinds = ['lstm', 'rnn', 'gru'];
  kinds.forEach((kind, network) => {
    const flow = engine.flowed(file, `${network}/0`, '0', false);
    assert.deepEqual(
      flow.networks.map(({ layers }) => layers[0].kind),
      kinds,
    );
    assert.ok(flow.weights.length >= 3);
    for (const { name, move, isOwn } of flow.weights) {
      assert.ok(name.startsWith(`${kind}/`) && move > 0, name);
      assert.equal(isOwn, !name.includes('dense'), name);
    }
    assert.equal(engine.traced(file, `${network}/0`, '0', false).cell.c !== null, kind === 'lstm');
  });
});

test('a lab that does not train has no way back, and a run at its end has a next step', () => {
  const still = engine.flowed(savedAt(1, 'one-cell'), '0/0', '0', false);
  conformsTo(still, 'NextStep');
  assert.deepEqual([still.examples, still.cell, still.weights], [0, null, []]);
  const ended = engine.flowed(savedAt(3, 'hihello', { steps: '3' }), '0/0', '0', false);
  assert.equal(ended.step, 3);
  assert.ok(ended.weights.every(({ move }) => move > 0));
});
