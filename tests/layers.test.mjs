// The layers of the source tree: an include points only downward.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { root } from '../scripts/process.mjs';
import { cppFiles, includesOf, readSource } from '../scripts/sources.mjs';

const numbers = ['engine/kernels', 'engine/core'];
const others = ['ops', 'random', 'nn', 'optim', 'manifold', 'data', 'io'].map(
  (name) => `engine/${name}`,
);
const engine = [...numbers, ...others];

/** What each layer may include beside itself. */
const below = {
  'engine/kernels': [],
  'engine/core': ['engine/kernels'],
  'engine/ops': numbers,
  'engine/random': numbers,
  'engine/optim': numbers,
  'engine/manifold': [...numbers, 'engine/random'],
  'engine/data': [...numbers, 'engine/random', 'engine/io'],
  'engine/nn': [...numbers, 'engine/ops', 'engine/random'],
  'engine/io': [...numbers, 'engine/nn'],
  examples: engine,
  bindings: [...engine, 'examples'],
  tests: [...engine, 'examples', 'bindings'],
};

function layerOf(path) {
  const [top, folder] = path.split('/');
  return top === 'engine' ? `${top}/${folder}` : top;
}

/** One sentence for each rule that a source breaks. */
function violations(path, text) {
  const layer = layerOf(path);
  if (!(layer in below)) return [`${path}: ${layer} is no layer`];
  const found = includesOf(text)
    .map(layerOf)
    .filter((to) => to in below && to !== layer && !below[layer].includes(to))
    .map((to) => `${path}: ${layer} includes ${to}, which is not below it`);
  if (layer !== 'bindings' && includesOf(text).some((name) => name.startsWith('emscripten'))) {
    found.push(`${path}: Emscripten's headers belong in bindings/`);
  }
  if (layer !== 'bindings' && text.includes('__EMSCRIPTEN__')) {
    found.push(`${path}: __EMSCRIPTEN__ belongs in bindings/`);
  }
  return found;
}

const including = (path, ...names) =>
  violations(path, names.map((name) => `#include ${name}\n`).join(''));

test('An include points only downward', () => {
  const found = cppFiles().flatMap((path) => violations(path, readSource(path)));
  assert.deepEqual(found, []);
});

test('A project include is written from the root', () => {
  const quoted = /^\s*#\s*include\s*"([^"]+)"/gm;
  const lost = cppFiles().flatMap((path) =>
    [...readSource(path).matchAll(quoted)]
      .filter(([, name]) => !existsSync(join(root, name)))
      .map(([, name]) => `${path}: "${name}" is not a path from the root`),
  );
  assert.deepEqual(lost, []);
});

test('An include that points upward is found', () => {
  assert.equal(including('engine/core/shape.h', '"engine/ops/math.h"').length, 1);
  assert.equal(including('engine/kernels/a/map.h', '<engine/core/tensor.h>').length, 1);
  assert.equal(including('engine/nn/cell.cpp', '"examples/lab.h"').length, 1);
  assert.equal(including('examples/hihello/hihello.h', '"bindings/unfold.h"').length, 1);
});

test('An include of a neighbour that is not below is found', () => {
  assert.equal(including('engine/optim/adam.cpp', '"engine/random/philox.h"').length, 1);
  assert.equal(including('engine/nn/cell.cpp', '"engine/io/npz.h"').length, 1);
});

test('Nothing but a test may include a test', () => {
  assert.equal(including('bindings/unfold.cpp', '"tests/near.h"').length, 1);
  assert.equal(including('tests/cells_test.cpp', '"tests/near.h"').length, 0);
});

test('Emscripten outside bindings is found', () => {
  assert.equal(including('engine/core/pool.cpp', '<emscripten/bind.h>').length, 1);
  assert.equal(including('bindings/unfold.cpp', '<emscripten/bind.h>').length, 0);
  assert.equal(violations('examples/lab.cpp', '#ifdef __EMSCRIPTEN__\n#endif\n').length, 1);
});

test('An include that points downward is allowed', () => {
  assert.equal(including('engine/nn/cell.cpp', '"engine/random/philox.h"', '<vector>').length, 0);
  assert.equal(including('examples/lab.h', '"engine/io/npz.h"', '"examples/form.h"').length, 0);
});

test('A new folder of the engine must be given its place', () => {
  assert.equal(violations('engine/misc/all.h', '').length, 1);
});
