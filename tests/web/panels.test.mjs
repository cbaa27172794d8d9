import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { layOut, spanOf, tick } = await load('panels/layout.ts');
const { placeOf, groupsOf, printedPoints } = await load('panels/comparisons.ts');
const { scaleOf, scalesOf, extentOf, roundUp } = await load('panels/scale.ts');
const { cardsBelow } = await load('panels/table.ts');
const { freest } = await load('panels/chart-levels.ts');
const { wordsOf, pairs, inLines } = await load('panels/text.ts');
const { align } = await load('panels/align.ts');
const { looksOf } = await load('panels/line-looks.ts');
const { plotLines } = await load('panels/chart-lines.ts');
const { groupCurves } = await load('panels/curve-groups.ts');

const matrix = (shape, axes, ticks = []) => ({
  shape,
  axes,
  ticks,
  values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i),
});

test('time runs from left to right, units downwards, sequences side by side', () => {
  const layout = layOut(matrix([2, 3, 4], ['batch', 'time', 'unit']));
  assert.equal(layout.columns, 3);
  assert.equal(layout.rows, 4);
  assert.equal(layout.blocks.length, 2);
  assert.equal(layout.blocks[1].at(2, 1), 1 * 12 + 1 * 4 + 2);
});

test('a state lies as the outputs do: units downwards, a column for each sequence', () => {
  const state = layOut(matrix([2, 3], ['batch', 'unit']));
  assert.deepEqual([state.rows, state.columns, state.blocks.length], [3, 2, 1]);
  assert.equal(state.blocks[0].at(2, 1), 5);
  const outputs = layOut(matrix([1, 1, 3], ['batch', 'time', 'unit']));
  const alone = layOut(matrix([1, 3], ['batch', 'unit']));
  const cells = ({ rows, columns, blocks }) =>
    Array.from({ length: rows * columns }, (_, i) =>
      blocks[0].at(Math.floor(i / columns), i % columns),
    );
  assert.deepEqual(cells(outputs), cells(alone));
  assert.deepEqual([outputs.rows, outputs.columns], [alone.rows, alone.columns]);
});

test('sequences laid end to end run from left to right; rows with names are weights and stay', () => {
  assert.deepEqual([layOut(matrix([15, 3], ['row', 'unit'])).columns], [15]);
  const named = matrix([3, 2], ['row', 'unit'], [['x', 'y', 'z'], []]);
  assert.deepEqual([layOut(named).rows, layOut(named).columns], [3, 2]);
});

test('a matrix without time and sequences keeps its rows and columns', () => {
  const { rows, columns, blocks } = layOut(matrix([2, 3], ['unit', 'class']));
  assert.deepEqual([rows, columns, blocks.length], [2, 3, 1]);
  assert.equal(blocks[0].at(1, 2), 5);
});

test('the room of a panel depends on the shape of its matrix, not on its numbers', () => {
  const small = matrix([1, 2], ['batch', 'unit']);
  const other = { ...small, values: Float32Array.of(-123.4567, 1e-9) };
  assert.equal(spanOf(small), 2);
  assert.equal(spanOf(other), spanOf(small));
  assert.equal(spanOf(matrix([3, 5, 2], ['batch', 'time', 'unit'])), 6);
});

test('a vector is one row', () => {
  const { rows, columns, blocks } = layOut(matrix([3], ['time']));
  assert.deepEqual([rows, columns, blocks[0].at(0, 2)], [1, 3, 2]);
});

test('every value of a matrix of rank 4 is seen once', () => {
  const all = matrix([2, 2, 3, 4], ['layer', 'batch', 'time', 'unit']);
  const { rows, columns, blocks } = layOut(all);
  const seen = new Set();
  for (const { at } of blocks) {
    for (let r = 0; r < rows; ++r) for (let c = 0; c < columns; ++c) seen.add(at(r, c));
  }
  assert.equal(seen.size, all.values.length);
});

test('names of time steps may differ from sequence to sequence', () => {
  const named = matrix(
    [2, 2, 1],
    ['batch', 'time', 'unit'],
    [['hi', 'oh'], ['h', 'i', 'o', 'h'], []],
  );
  assert.equal(tick(named, 1, 0, [{ axis: 0, index: 1 }]), 'o');
  assert.equal(tick(named, 0, 1, []), 'oh');
  assert.equal(tick(named, 2, 0, []), '0');
  assert.equal(tick(named, 1, 0, []), '0');
});

test('the scale is symmetric, with ends one can say', () => {
  const { end, signed } = scaleOf([extentOf(Float32Array.of(-0.3, 0.64, NaN))]);
  assert.deepEqual([end, signed], [1, true]);
  assert.deepEqual([1, 0.011, 3, 44, 0].map(roundUp), [1, 0.02, 5, 50, 1]);
});

const of = (values, axes, shape = [1, values.length]) => ({
  shape,
  axes,
  ticks: [],
  values: Float32Array.from(values),
});

test('layers, states and outputs share a scale, since their numbers are all of units', () => {
  const scales = scalesOf({
    layer_1: of([-0.45, 0.2], ['time', 'unit']),
    layer_3: of([0.04, 0.01], ['time', 'unit']),
    state: of([0.04, 0.01], ['batch', 'unit']),
    input: of([44, 3], ['time', 'feature']),
    forward_c: of([-3, 1], ['batch', 'unit']),
    backward_c: of([0.1, 1], ['batch', 'unit']),
  });
  assert.deepEqual(scales.forward_c, { end: 5, signed: true });
  assert.deepEqual(scales.backward_c, scales.forward_c);
  assert.deepEqual(scales.layer_3, { end: 0.5, signed: true });
  assert.deepEqual(scales.layer_1, scales.layer_3);
  assert.deepEqual(scales.state, scales.layer_3);
  assert.deepEqual(scales.input, { end: 50, signed: false });
});

test('probabilities keep a scale to 1 beside the logits they come from', () => {
  const scales = scalesOf({
    logits: of([1000, 3], ['time', 'class']),
    softmax: of([0.9, 0.1], ['time', 'class']),
  });
  assert.deepEqual(scales.logits, { end: 1000, signed: false });
  assert.deepEqual(scales.softmax, { end: 1, signed: false });
});

test('matrices that say nothing of their axes are not compared', () => {
  const scales = scalesOf({ a: of([1], ['', '']), b: of([100], ['', '']) });
  assert.deepEqual([scales.a.end, scales.b.end], [1, 100]);
});

test('a table of sentences becomes cards where it is narrow, one of many numbers never does', () => {
  const sentence = 'does my sister read an old book in the library?';
  const sentences = {
    columns: ['Sentence', 'Reference', 'Here'],
    rows: [[sentence, sentence, sentence]],
  };
  const below = cardsBelow(sentences);
  assert.ok(below > 358 - 50 && below <= 847, `${below}`);
  const facts = { columns: ['What', 'Found'], rows: [['rows', '1047']] };
  assert.ok(cardsBelow(facts) <= 320);
  const numbers = { columns: ['unit', '0', '1', '2', '3'], rows: [['0', 1, 2, 3, 4]] };
  assert.equal(cardsBelow(numbers), 0);
  const korean = {
    columns: ['문장', '번역'],
    rows: [['학교에서기다렸습니다오늘', '우리는기다렸습니다내일']],
  };
  assert.ok(cardsBelow(korean) >= 320);
});

test('lines of letter boxes break after words alone', () => {
  const words = wordsOf(pairs('il fait\nx', 'il a\nbien'));
  assert.deepEqual(
    words.map((word) => word.map(({ wanted }) => wanted).join('')),
    ['il ', 'a\n', 'bien'],
  );
  assert.equal(wordsOf(pairs('2019-03-05', '2019-03-06')).length, 1);
  assert.equal(wordsOf(pairs('ab cd', '')).length, 2);
});

test('rows of numbers stand in lines, other texts as they are', () => {
  assert.equal(inLines('4,4;4,3'), '4 4\n4 3');
  assert.equal(inLines('To be; or not'), 'To be; or not');
  assert.equal(inLines('4,4'), '4,4');
});

test('the name of a level stands where the curve is not', () => {
  const boxes = [0, 50].map((left) => ({ left, top: 0, width: 40, height: 10 }));
  assert.equal(freest(boxes, [{ x: 20, y: 5 }]), boxes[1]);
  assert.equal(freest(boxes, [{ x: 60, y: 5 }]), boxes[0]);
  assert.equal(freest(boxes, []), boxes[0]);
});

test('comparisons are grouped by what they compare', () => {
  assert.deepEqual(placeOf('loss, step 12'), { name: 'loss', index: '', step: 12 });
  assert.deepEqual(placeOf('Y0[1, 2]'), { name: 'Y0', index: '[1, 2]', step: null });
  assert.deepEqual(placeOf('zeros past the length').name, 'zeros past the length');
  const groups = groupsOf(['Y0[0]', 'Y1[0]', 'Y0[1]'].map((name) => ({ name })));
  assert.deepEqual(
    groups.map(({ name, rows }) => [name, rows.length]),
    [
      ['Y0', 2],
      ['Y1', 1],
    ],
  );
});

test('printed losses are points of the chart', () => {
  const rows = [
    { name: 'loss, step 3', printed: 0.5, invariant: false },
    { name: 'loss, step 4', printed: 'damaged', invariant: false },
    { name: 'prediction, step 3', printed: 'ihello', invariant: false },
  ];
  assert.deepEqual(printedPoints(rows, 'loss'), [{ x: 3, y: 0.5 }]);
});

const curve = (...y) => ({ x: Float32Array.from(y.keys()), y: Float32Array.from(y) });

test('curves of one quantity share a chart, those of another have their own', () => {
  const groups = groupCurves({
    loss: curve(2, 1),
    test_loss: curve(3),
    accuracy_rnn: curve(0.5, 0.9),
    loss_rnn: curve(2, 2),
    accuracy_gru: curve(0.5, 0.9),
    share_rnn: curve(1, 1),
  });
  assert.deepEqual(groups, [
    ['loss', 'test_loss', 'loss_rnn'],
    ['accuracy_rnn', 'accuracy_gru'],
    ['share_rnn'],
  ]);
});

test('curves of one quantity but of other ranges do not share a chart', () => {
  const groups = groupCurves({ a_norm: curve(1, 2), b_norm: curve(3, 4), c_norm: curve(1e5, 2e5) });
  assert.deepEqual(groups, [['a_norm', 'b_norm'], ['c_norm']]);
});

test('lines with one x keep their values as they are', () => {
  const lines = [curve(1, 2), curve(3, 4)];
  const { x, ys } = align(lines);
  assert.equal(x, lines[0].x);
  assert.deepEqual([ys[0], ys[1]], [lines[0].y, lines[1].y]);
});

test('a line that has no value at another line’s place has none there', () => {
  const sparse = { x: Float32Array.of(1, 3), y: Float32Array.of(10, 30) };
  const { x, ys } = align([curve(5, 6, 7), sparse]);
  assert.deepEqual([...x], [0, 1, 2, 3]);
  assert.deepEqual(ys, [
    [5, 6, 7, undefined],
    [undefined, 10, undefined, 30],
  ]);
});

test('what is not a number is a gap in its line', () => {
  assert.deepEqual(align([curve(1, NaN, 3)]).ys, [[1, null, 3]]);
});

test('the truth is grey, the first prediction teal, and no two other lines look alike', () => {
  const looks = looksOf(['truth', 'rnn', 'predicted', 'lstm']);
  assert.deepEqual(
    looks.map(({ token }) => token),
    ['edge', 'ink', 'prediction', 'output-gate'],
  );
  const alike = new Set(looks.map(({ width, dash }) => `${width} ${dash}`));
  assert.equal(alike.size, looks.length);
});

test('a line of a plot without places has them from 0', () => {
  const plot = { lines: [{ name: 'truth', x: new Float32Array(), y: Float32Array.of(4, 5) }] };
  const [line] = plotLines({ report: (name) => name }, plot);
  assert.deepEqual([...line.x], [0, 1]);
});
