// What a gradient is made of, as the page writes it: each equation ends in its own number.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { CellAt } = await load('panels/inside/cell.ts');
const { FlowAt, written } = await load('panels/inside/equation.ts');
const { Thickness, columnsFor } = await load('panels/inside/flow-map.ts');
const { placesOf } = await load('panels/inside/places.ts');
const { sayInside } = await load('i18n/inside.ts');

const [T, H] = [3, 2];
const some = (shape, from = 0) => {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Float32Array.from({ length: count }, (_, i) => Math.sin(i * 1.7 + from) / 2);
  return { shape, values };
};

function flowingCell(names, parts, hasC) {
  return {
    x: some([T, 1]),
    gates: Object.fromEntries(names.map((name, i) => [name, some([parts, T, H], i)])),
    c: hasC ? some([T + 1, H], 5) : null,
    h: some([T + 1, H], 6),
    dh: some([T + 1, H], 7),
    dc: hasC ? some([T + 1, H], 8) : null,
    outside: some([T, H], 9),
  };
}

const layers = {
  lstm: { kind: 'lstm', units: H },
  peepholes: { kind: 'lstm', units: H, peepholes: true },
  gru: { kind: 'gru', units: H },
  rnn: { kind: 'rnn', units: H },
  relu: { kind: 'rnn', units: H, activation: 'relu' },
};
const gates = {
  lstm: ['i', 'g', 'f', 'o'],
  gru: ['r', 'u', 'candidate'],
  rnn: ['z'],
};
const cellOf = (name) => {
  const layer = layers[name];
  return flowingCell(gates[layer.kind], layer.peepholes ? 5 : 4, layer.kind === 'lstm');
};

test('an equation has a row of the engine for its result, and its terms sum up to that', () => {
  for (const name of Object.keys(layers)) {
    for (const flips of [false, true]) {
      for (let column = 0; column < T; ++column) {
        const flow = cellOf(name);
        const at = new FlowAt(new CellAt(layers[name], flow, column, flips), flow);
        const read = flips ? T - column : column + 1;
        for (const gradient of at.gradients) {
          const { result, sum } = at.equation(gradient);
          const wanted = flow[gradient].values.slice(read * H, read * H + H);
          assert.deepEqual([...result.values], [...wanted]);
          // The last term of h, and those through peepholes, are what is left; that of c is made of its own.
          if (gradient === 'dc' && name === 'lstm') continue;
          if (gradient === 'dh' && read === T) continue;
          for (let unit = 0; unit < H; ++unit) {
            const total = sum
              .map((factors) => factors.reduce((product, { values }) => product * values[unit], 1))
              .reduce((a, b) => a + b);
            assert.ok(Math.abs(total - wanted[unit]) < 1e-6);
          }
        }
      }
    }
  }
});

test('the gradient of a cell state names the steps that it comes from', () => {
  const flow = cellOf('lstm');
  const at = (column, flips) => new FlowAt(new CellAt(layers.lstm, flow, column, flips), flow);
  assert.match(
    written(at(1, false).equation('dc'), 0),
    /^∂L\/∂c₂ = ∂L\/∂h₂ ⊙ o₂ ⊙ \(1 − tanh²c₂\) \+ ∂L\/∂c₃ ⊙ f₃ = /,
  );
  assert.match(written(at(1, true).equation('dc'), 0), / \+ ∂L\/∂c₁ ⊙ f₁ = /);
  assert.match(
    written(at(2, false).equation('dc'), 0),
    /^∂L\/∂c₃ = ∂L\/∂h₃ ⊙ o₃ ⊙ \(1 − tanh²c₃\) = /,
  );
  const rnn = cellOf('rnn');
  const hidden = new FlowAt(new CellAt(layers.rnn, rnn, 0, false), rnn).equation('dh');
  assert.match(written(hidden, 1), /^∂L\/∂h₁ = a₁ \+ \(∂L\/∂h₂ ⊙ \(1 − h₂²\)\)Wₕᵀ = /);
});

test('gradients over time lie from left to right, with the state before the first step', () => {
  const flow = cellOf('rnn');
  const over = (flips) =>
    new FlowAt(new CellAt(layers.rnn, flow, 0, flips), flow).overTime('dh').slice(0, T + 1);
  const first = [0, 1, 2, 3].map((read) => flow.dh.values[read * H]);
  assert.deepEqual([...over(false)], first);
  assert.deepEqual([...over(true)], first.toReversed());
});

test('an arrow is thick by the logarithm of its norm', () => {
  const thickness = new Thickness([1e-4, 1e-2, 1, 0, NaN]);
  const [least, middle, most] = [1e-4, 1e-2, 1].map((norm) => thickness.of(norm));
  assert.deepEqual([least, most], [Thickness.THINNEST, Thickness.WIDEST]);
  assert.ok(Math.abs(middle - (least + most) / 2) < 1e-9);
  assert.equal(new Thickness([2]).least, 0.2);
});

test('few time steps have their numbers, however narrow the page is', () => {
  assert.ok(columnsFor(6, 300).isNumbered);
  assert.ok(!columnsFor(28, 900).isNumbered);
  assert.ok(columnsFor(28, 2400).isNumbered);
});

test('all cells of all networks are places, each with a name of its own', () => {
  const lstm = { layers: [layers.lstm, { kind: 'dense', units: 3 }] };
  const both = { layers: [{ ...layers.gru, bidirectional: 'concat' }, layers.rnn] };
  const places = placesOf([lstm, both], sayInside('en'));
  assert.deepEqual(
    places.map(({ network, layer, backwards }) => [network, layer, backwards]),
    [
      [0, 0, false],
      [1, 0, false],
      [1, 0, true],
      [1, 1, false],
    ],
  );
  assert.equal(new Set(places.map(({ name }) => name)).size, 4);
});
