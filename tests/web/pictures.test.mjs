// The gallery's small pictures show what tells most of a lab's result.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const build = join(dirname(fileURLToPath(import.meta.url)), '../../web/build');
const { picture } = (await runnerImport(join(build, 'picture.ts'))).module;

const nothing = {
  total: 10,
  curves: {},
  texts: {},
  matrices: {},
  tables: {},
  levels: [],
  plots: {},
  images: {},
  points: {},
  graphs: {},
};
const curve = (...y) => ({ x: Float32Array.from(y.keys()), y: Float32Array.from(y) });
const matrix = (shape, axes) => ({
  shape,
  axes,
  ticks: [],
  values: new Float32Array(shape.reduce((a, b) => a * b)).fill(0.5),
});
const images = (count) => ({
  shape: [count, 2, 2],
  values: new Float32Array(4 * count).fill(1),
  captions: Array(count).fill('7'),
  wrong: [],
});
const count = (svg, piece) => svg.split(piece).length - 1;

test('a run that trained shows its curve, and a short text under it', () => {
  const svg = picture({
    ...nothing,
    curves: { loss: curve(2, 1, 0.5) },
    texts: { prediction: { value: 'ab', target: 'ac' } },
  });
  assert.equal(count(svg, '<polyline'), 1);
  assert.equal(count(svg, '<text class="right"'), 1);
  assert.equal(count(svg, '<text class="wrong"'), 1);
});

test('a network that a lab names is unrolled, with what is read of the first sequence', () => {
  const layer = { kind: 'rnn', units: 2, weights: 12 };
  const network = {
    input: { kind: 'onehot', size: 3, width: 3, weights: 0 },
    layers: [layer, layer],
    readout: 'every_step',
    loss: '',
  };
  const input = { ...matrix([2, 4, 3], ['batch', 'time', 'symbol']), ticks: [[], [...'abcabacc']] };
  const frame = { ...nothing, matrices: { input } };
  const svg = picture(frame, ['network'], network);
  assert.equal(count(svg, '<g class="recurrent '), 8);
  assert.equal(count(svg, '<path class="edge h '), 6);
  assert.deepEqual(
    [...svg.matchAll(/<g class="input[^]*?>(\w)<\/text>/g)].map(([, symbol]) => symbol),
    [...'abca'],
  );
  assert.doesNotMatch(svg, /weights|units/);
  assert.throws(() => picture(frame, ['network']), /gives none/);
});

test('a long text takes the whole picture, with its markup escaped', () => {
  const svg = picture({
    ...nothing,
    curves: { loss: curve(2, 1) },
    texts: { sample: { value: '<b>To be, or not to be, that is the question.', target: '' } },
  });
  assert.equal(count(svg, '<polyline'), 0);
  assert.match(svg, /&lt;b&gt;/);
});

test('a curve is shown against its levels', () => {
  const levels = [0.6, 0.4].map((value) => ({ curve: 'loss', name: 'level', value }));
  const svg = picture({ ...nothing, curves: { loss: curve(2, 1) }, levels });
  assert.equal(count(svg, 'class="level"'), 2);
});

test('a plot has a line for each of its own', () => {
  const lines = ['truth', 'predicted'].map((name) => ({ name, ...curve(1, NaN, 3) }));
  const plot = { lines, xAxis: '', yAxis: '', logarithmic: false };
  const svg = picture({ ...nothing, curves: { loss: curve(2, 1) }, plots: { prediction: plot } });
  assert.equal(count(svg, '<polyline'), 2);
  assert.doesNotMatch(svg, /NaN/);
});

test('a picture that is read stands beside what is read of it', () => {
  const svg = picture({
    ...nothing,
    images: { picture: images(1) },
    matrices: { row_by_row: matrix([2, 3], ['time', 'class']) },
  });
  assert.equal(count(svg, 'class="pixels"'), 1);
  assert.equal(count(svg, '<rect'), 6);
});

test('of many pictures ten are shown', () => {
  const svg = picture({ ...nothing, images: { misread: images(24) } });
  assert.equal(count(svg, 'class="pixels"'), 10);
});

test('a lab that computes at once shows its outputs', () => {
  const svg = picture({
    ...nothing,
    total: 1,
    texts: { gradient: { value: '4,4,4,4,4,4,4,4,4,4,4,4', target: '' } },
    matrices: { outputs: matrix([2, 2], ['time', 'unit']) },
  });
  assert.equal(count(svg, '<rect'), 4);
  assert.equal(count(svg, '<text'), 0);
});

test('a map of words shows its points and names some', () => {
  const at = Float32Array.from([0, 0, 4, 3, 9, 1]);
  const counts = new Float32Array([3, 2, 1]);
  const map = { at, words: ['the', 'a<b', 'of'], counts };
  const svg = picture({ ...nothing, curves: { loss: curve(2, 1) }, points: { map } });
  assert.equal(count(svg, 'h0'), 3);
  assert.equal(count(svg, '<text class="name"'), 3);
  assert.match(svg, /a&lt;b/);
});

test('matrices that a lab names stand side by side, on one scale, each with its first sequence', () => {
  const matrices = {
    a: matrix([2, 3, 2], ['batch', 'time', 'unit']),
    b: matrix([3, 2], ['row', 'unit']),
  };
  matrices.b.values.fill(1);
  const svg = picture({ ...nothing, matrices }, ['a', 'b']);
  assert.equal(count(svg, '<rect'), 12);
  assert.equal(count(svg, 'opacity="0.53"'), 6);
  assert.equal(count(svg, 'opacity="1"'), 6);
});

test('under a matrix stand the whole words of its text that have room, right and wrong', () => {
  const frame = {
    ...nothing,
    matrices: { attention: matrix([2, 3], ['written', 'read']) },
    texts: {
      dates: { value: '1948-09-09 2041-08-08', target: '1948-09-19 2041-09-08' },
      sentence: { value: 'la sœur de mon ami lit dans le jardin', target: 'la mère' },
    },
  };
  const dates = picture(frame, ['attention', 'dates']);
  assert.equal(count(dates, '<text class="right"'), 9);
  assert.equal(count(dates, '<text class="wrong"'), 1);
  const sentence = picture(frame, ['attention', 'sentence']).replace(/<[^>]*>/g, '');
  assert.equal(sentence, 'la sœur de mon ami lit');
});

test('a table that a lab names is shown row by row', () => {
  const rows = [
    ['king', 'queen', 'prince', 'a<b', 'duke', 'crown'],
    ['two', 'three'],
  ];
  const svg = picture({ ...nothing, tables: { nearest: { columns: [], rows } } }, ['nearest']);
  assert.match(svg, /king<\/tspan> queen prince a&lt;b/);
  assert.doesNotMatch(svg, /crown/);
  assert.equal(count(svg, '<text'), 2);
});

test('of many units a small picture shows some', () => {
  const svg = picture({ ...nothing, matrices: { states: matrix([4, 150], ['time', 'unit']) } }, [
    'states',
  ]);
  assert.ok(count(svg, '<rect') <= 4 * 14);
});

test('a picture of what is not reported is an error', () => {
  assert.throws(() => picture(nothing, ['weights']), /"weights"/);
});
