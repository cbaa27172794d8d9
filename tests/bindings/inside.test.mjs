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
    const trace = engine.traced(savedAt(steps), '0', '0', false);
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
  const before = engine.traced(savedAt(5), '0', '0', false);
  engine.traced(savedAt(2, 'bidirectional'), '0', '2', true);
  engine.traced(savedAt(5, 'hihello', { cell: 'gru' }), '0', '0', false);
  assert.deepEqual(engine.traced(savedAt(5), '0', '0', false), before);
});

test('the last sequence stands for what comes after it, and a lab without a chain has nothing', () => {
  assert.equal(engine.traced(savedAt(1, 'bidirectional'), '0', '99', false).example, 2);
  assert.equal(engine.traced(savedAt(1, 'softmax-layer'), '0', '0', false), null);
  assert.throws(() => engine.traced(savedAt(1), '7', '0', false), /no recurrent layer at 7/);
});
