// Inside a cell: its numbers by their names, the formulas that they came about by, where they stand, and
// when new ones are asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { CellAt, vectorsOf } = await load('panels/inside/cell.ts');
const { formulaOf } = await load('panels/inside/formulas.ts');
const { layOutCell } = await load('panels/inside/layout.ts');

const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const numbers = (shape, values) => ({ shape, values: Float32Array.from(values) });

/** Two steps of a cell of two units that reads one number. */
const lstm = { kind: 'lstm', units: 2, weights: 32 };
const lstmCell = {
  x: numbers([2, 1], [1, -1]),
  gates: Object.fromEntries(
    ['i', 'g', 'f', 'o'].map((name, n) => {
      const input = [0.5, 1, -0.5, 0.25].map((each) => each * (n + 1));
      const state = [0, 0, 0.125, -0.25];
      const bias = [n, n, n, n];
      const act = name === 'g' ? Math.tanh : sigmoid;
      const value = input.map((each, i) => act(each + state[i] + bias[i]));
      return [name, numbers([4, 2, 2], [...value, ...input, ...state, ...bias])];
    }),
  ),
  c: numbers([3, 2], [0, 0, 0.4, -0.6, 0.75, 0.1]),
  h: numbers([3, 2], [0, 0, 0.3, -0.2, 0.5, 0.05]),
};

test('a vector is that of its time step, the state before is that of the step before', () => {
  const cell = new CellAt(lstm, lstmCell, 1, false);
  assert.deepEqual([...cell.vector('x')], [-1]);
  assert.deepEqual([...cell.vector('c')], [0.75, Math.fround(0.1)]);
  assert.deepEqual([...cell.vector('c_before')], [0.4, -0.6].map(Math.fround));
  assert.equal(cell.at('h', 0), 0.5);
  assert.deepEqual([cell.time, cell.timeBefore, cell.isFirst], [2, 1, false]);
});

test('a cell that reads from the end has its first step in the last column', () => {
  const last = new CellAt(lstm, lstmCell, 1, true);
  assert.deepEqual([...last.vector('x')], [1]);
  assert.deepEqual([last.time, last.timeBefore, last.isFirst], [2, 3, true]);
  const first = new CellAt(lstm, lstmCell, 0, true);
  assert.deepEqual([...first.vector('x')], [-1]);
  assert.deepEqual([...first.overTime('h')].slice(0, 2), [0.5, Math.fround(0.3)]);
});

test('a cell state is what is kept and what is written, with the numbers in it', () => {
  const cell = new CellAt(lstm, lstmCell, 1, false);
  const { text, units } = formulaOf(cell, 'c', 1);
  const said = ['f', 'i', 'g'].map((name) => cell.at(name, 1).toFixed(2));
  assert.equal(
    text,
    `c₂ = f₂ ⊙ c₁ + i₂ ⊙ g₂ = ${said[0]} · (−0.60) + ${said[1]} · ${said[2]} = 0.10`,
  );
  assert.deepEqual(units, ['f', 'c_before', 'i', 'g']);
});

test('a gate is a function of the shares of input, state and bias', () => {
  const cell = new CellAt(lstm, lstmCell, 1, false);
  const { text, wholes } = formulaOf(cell, 'f', 1);
  const value = cell.at('f', 1).toFixed(2);
  assert.equal(text, `f₂ = σ(x₂Wₓ + h₁Wₕ + b) = σ(0.75 − 0.25 + 2.00) = ${value}`);
  assert.deepEqual(wholes, ['x', 'h_before']);
});

test('every number of every cell has a formula that ends in it, and a place of its own', () => {
  const gate = (parts) =>
    numbers(
      [parts, 2, 9],
      Array.from({ length: parts * 18 }, (_, i) => i / 40),
    );
  const states = numbers(
    [3, 9],
    Array.from({ length: 27 }, (_, i) => i / 30),
  );
  const kinds = [
    [{ kind: 'rnn', units: 9 }, ['z'], 4],
    [{ kind: 'rnn', units: 9, activation: 'relu' }, ['z'], 4],
    [{ kind: 'gru', units: 9 }, ['r', 'u', 'candidate'], 4],
    [{ kind: 'gru', units: 9, resetAfter: true }, ['r', 'u', 'candidate'], 4],
    [{ kind: 'lstm', units: 9, peepholes: true }, ['i', 'g', 'f', 'o'], 5],
  ];
  for (const [layer, names, parts] of kinds) {
    const gates = Object.fromEntries(names.map((name) => [name, gate(parts)]));
    const traced = { x: numbers([2, 3], [1, 2, 3, 4, 5, 6]), gates, c: states, h: states };
    const cell = new CellAt(layer, traced, 1, false);
    for (const name of vectorsOf(layer)) {
      const { text, units, wholes } = formulaOf(cell, name, 1);
      assert.ok(text.endsWith(`= ${cell.at(name, 1).toFixed(2)}`), text);
      assert.ok([...units, ...wholes].every((part) => vectorsOf(layer).includes(part)));
    }
    for (const width of [296, 358, 900]) {
      const { boxes, width: drawn } = layOutCell(layer, 3, width);
      assert.deepEqual(boxes.map(({ name }) => name).sort(), vectorsOf(layer).toSorted());
      assert.ok(drawn <= width, `${layer.kind} at ${width}: ${drawn}`);
      const overlaps = boxes.flatMap((a, i) =>
        boxes
          .slice(i + 1)
          .filter(
            (b) =>
              a.x < b.x + b.width &&
              b.x < a.x + a.width &&
              a.y < b.y + b.height &&
              b.y < a.y + a.height,
          ),
      );
      assert.deepEqual(overlaps, []);
    }
  }
});
