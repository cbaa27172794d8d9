// The layers of the source tree: an include points only downward.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { root } from '../../scripts/process.mjs';
import { circlesAmong, cppFiles, includesOf, readSource } from '../../scripts/sources.mjs';

const core = ['engine/kernels', 'engine/text', 'engine/core'];
const others = ['ops', 'random', 'optim', 'nn', 'data', 'io', 'manifold'].map(
  (name) => `engine/${name}`,
);
const engine = [...core, ...others, 'engine/lab'];

const chapters = ['basics', 'writing', 'memory', 'series', 'images', 'words'].map(
  (name) => `examples/${name}`,
);

/** The course knows its chapters; a chapter knows no other. */
const examples = {
  'examples/shared': engine,
  ...Object.fromEntries(chapters.map((name) => [name, [...engine, 'examples/shared', 'examples']])),
  examples: engine,
};

/** What each layer may include beside itself. */
const below = {
  'engine/kernels': [],
  'engine/text': [],
  'engine/core': ['engine/kernels', 'engine/text'],
  'engine/ops': core,
  'engine/random': core,
  'engine/optim': core,
  'engine/nn': [...core, 'engine/ops', 'engine/random', 'engine/optim'],
  'engine/data': [...core, 'engine/random'],
  'engine/io': [...core, 'engine/nn'],
  'engine/manifold': [...core, 'engine/random'],
  'engine/lab': [...core, ...others],
  ...examples,
  'bindings/wasm': [...engine, ...Object.keys(examples), 'bindings/cli'],
  'bindings/cli': [...engine, ...Object.keys(examples)],
  tests: [...engine, ...Object.keys(examples), 'bindings/wasm', 'bindings/cli'],
};

function layerOf(path) {
  const [top, folder, ...rest] = path.split('/');
  return top === 'tests' || rest.length === 0 ? top : `${top}/${folder}`;
}

/** One sentence for each rule that a source breaks. */
function violations(path, text) {
  const layer = layerOf(path);
  if (!(layer in below)) return [`${path}: ${layer} is no layer`];
  const found = includesOf(text)
    .map(layerOf)
    .filter((to) => to in below && to !== layer && !below[layer].includes(to))
    .map((to) => `${path}: ${layer} includes ${to}, which is not below it`);
  if (layer !== 'bindings/wasm' && includesOf(text).some((name) => name.startsWith('emscripten'))) {
    found.push(`${path}: Emscripten's headers belong in bindings/wasm/`);
  }
  if (layer !== 'bindings/wasm' && text.includes('__EMSCRIPTEN__')) {
    found.push(`${path}: __EMSCRIPTEN__ belongs in bindings/wasm/`);
  }
  return found;
}

const including = (path, ...names) =>
  violations(path, names.map((name) => `#include ${name}\n`).join(''));

test('An include points only downward', () => {
  const found = cppFiles().flatMap((path) => violations(path, readSource(path)));
  assert.deepEqual(found, []);
});

test('No header includes itself, however far around', () => {
  const inProject = (name) => existsSync(join(root, name));
  const includes = (path) => includesOf(readSource(path)).filter(inProject);
  assert.deepEqual(circlesAmong(cppFiles(), includes), []);
});

test('A circle of includes is found', () => {
  const graph = { a: ['b'], b: ['c', 'd'], c: [], d: ['b'] };
  const open = { ...graph, d: [] };
  assert.deepEqual(
    circlesAmong(['a'], (path) => graph[path]),
    ['b > d > b'],
  );
  assert.deepEqual(
    circlesAmong(['a'], (path) => open[path]),
    [],
  );
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
  assert.equal(including('engine/nn/cell.cpp', '"engine/lab/lab.h"').length, 1);
  assert.equal(
    including('examples/writing/hihello/hihello.h', '"bindings/wasm/unfold.h"').length,
    1,
  );
});

test('An include of a neighbour that is not below is found', () => {
  assert.equal(including('examples/words/labs.cpp', '"examples/series/series.h"').length, 1);
  assert.equal(including('engine/optim/adam.cpp', '"engine/random/philox.h"').length, 1);
  assert.equal(including('engine/nn/cell.cpp', '"engine/io/npz.h"').length, 1);
});

test('Nothing but a test may include a test', () => {
  assert.equal(including('bindings/wasm/unfold.cpp', '"tests/near.h"').length, 1);
  assert.equal(including('tests/engine/cells_test.cpp', '"tests/near.h"').length, 0);
});

test('Emscripten outside bindings/wasm is found', () => {
  assert.equal(including('engine/core/pool.cpp', '<emscripten/bind.h>').length, 1);
  assert.equal(including('bindings/wasm/unfold.cpp', '<emscripten/bind.h>').length, 0);
  assert.equal(violations('bindings/cli/runner.cpp', '#ifdef __EMSCRIPTEN__\n#endif\n').length, 1);
});

test('An include that points downward is allowed', () => {
  assert.equal(including('engine/nn/cell.cpp', '"engine/random/philox.h"', '<vector>').length, 0);
  assert.equal(including('engine/lab/lab.h', '"engine/io/npz.h"', '"engine/lab/form.h"').length, 0);
});

test('A new folder must be given its place', () => {
  assert.equal(violations('engine/misc/all.h', '').length, 1);
  assert.equal(violations('examples/sounds/labs.cpp', '').length, 1);
});
