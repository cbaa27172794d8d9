// A tape as it is drawn: where its nodes stand, how far a walk is, and what its rules say.
import assert from 'node:assert/strict';
import test from 'node:test';
import { load } from './modules.mjs';

const { layOutGraph } = await load('panels/graph/layout.ts');
const { Rules, sign, valuesText } = await load('panels/graph/rules.ts');
const { Walk } = await load('panels/graph/walk.ts');

const list = (...values) => Float32Array.from(values);
const given = (name, value, gradient) => ({
  op: 'variable',
  name,
  text: name,
  rule: '',
  value: list(value),
  gradient: list(gradient),
  difference: list(gradient),
  reads: [],
});
const computed = (op, text, rule, value, gradient, reads, name = '') => ({
  op,
  name,
  text,
  rule,
  value: list(value),
  gradient: list(gradient),
  difference: list(gradient),
  reads: reads.map(([node, share, amount]) => ({ node, rule: share, value: list(amount) })),
});

/** y = x*w - x, with x = 3 and w = -2. */
const graph = {
  input: 'values',
  nodes: [
    given('x', 3, -3),
    given('w', -2, 3),
    computed('multiply', 'x*w', '{a} * {b}', -6, 1, [
      [0, '{dy} * {b}', -2],
      [1, '{dy} * {a}', 3],
    ]),
    computed(
      'subtract',
      'x*w - x',
      '{a} - {b}',
      -9,
      1,
      [
        [2, '{dy}', 1],
        [0, '-{dy}', -1],
      ],
      'y',
    ),
  ],
};

test('what is read stands left of what reads it, and no two nodes lie over each other', () => {
  const { places, lines, width, height } = layOutGraph(graph);
  for (const { from, to } of lines)
    assert.ok(places[from].x + places[from].width < places[to].x, `${from} → ${to}`);
  assert.equal(lines.length, 4);
  places.forEach((a, i) =>
    places.slice(i + 1).forEach((b) => {
      const isApart =
        a.x + a.width <= b.x ||
        b.x + b.width <= a.x ||
        a.y + a.height <= b.y ||
        b.y + b.height <= a.y;
      assert.ok(isApart);
    }),
  );
  for (const { x, y, width: w, height: h } of places)
    assert.ok(x >= 0 && y >= 0 && x + w <= width && y + h <= height);
});

test('a walk computes one operation after another, then hands gradients back', () => {
  const walk = new Walk(graph);
  assert.equal(walk.length, 5);
  const moments = [0, 1, 2, 3, 4, 5].map((position) => walk.moment(position));
  assert.deepEqual(
    moments.map(({ stage, at }) => [stage, at]),
    [
      ['given', null],
      ['forward', 2],
      ['forward', 3],
      ['seed', 3],
      ['back', 3],
      ['done', null],
    ],
  );
  assert.deepEqual(
    [0, 1, 2].map((position) => [walk.hasValue(2, position), walk.hasValue(3, position)]),
    [
      [false, false],
      [true, false],
      [true, true],
    ],
  );
});

test('a gradient grows by the shares that have come, and is the tape’s in the end', () => {
  const walk = new Walk(graph);
  const seen = (node) =>
    [2, 3, 4, 5].map((position) => {
      const gradient = walk.gradient(node, position);
      return gradient && [...gradient];
    });
  assert.deepEqual(seen(3), [null, [1], [1], [1]]);
  assert.deepEqual(seen(2), [null, null, [1], [1]]);
  assert.deepEqual(seen(0), [null, null, [-1], [-3]]);
  assert.deepEqual(seen(1), [null, null, null, [3]]);
});

test('rules are told with names and with numbers, which cannot be taken for signs', () => {
  const rules = new Rules(graph);
  assert.equal(rules.forward(2), '#1 = x · w = 3 · (−2) = −6');
  assert.equal(rules.forward(3), 'y = #1 − x = −6 − 3 = −9');
  assert.equal(rules.share(2, '{dy} * {b}', list(-2)), '∂#1 · w = 1 · (−2) = −2');
  assert.equal(rules.share(3, '-{dy}', list(-1)), '−∂y = −1');
  assert.equal(
    rules.share(3, '{dy} * (1 - {y}^2)', list(-80)),
    '∂y · (1 − y²) = 1 · (1 − (−9)²) = −80',
  );
});

test('signs are those of arithmetic, or the names of functions', () => {
  assert.deepEqual(graph.nodes.map(sign), ['x', 'w', '×', '−']);
  assert.equal(sign(computed('tanh', 'tanh(x)', 'tanh({a})', 0, 0, [])), 'tanh');
  assert.equal(sign(computed('slice', 'z[1]', '{a}[1]', 0, 0, [])), '[1]');
});

test('a number that is moved stands among all the others in the input', () => {
  assert.equal(valuesText(graph, 1, 0, 0.25), 'x = 3, w = 0.25');
  const z = { ...given('z', 0, 0), value: list(1, 0.1, -2) };
  assert.equal(valuesText({ nodes: [z] }, 0, 2, 7), 'z = [1, 0.1, 7]');
});
