// The drawing of a network: its nodes and edges, where they stand, and its words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { layOutNetwork } = await load('panels/network/layout.ts');
const { sequenceOf } = await load('panels/network/sequence.ts');
const { linesOf } = await load('panels/network/lines.ts');
const { description } = await load('panels/network/said.ts');
const { sayIn } = await load('i18n/network.ts');

const langs = ['en', 'ko', 'zh'];
const WIDTHS = [300, 342, 520, 800, 1100];

const network = (layers, rest = {}) => ({
  input: { kind: 'onehot', size: 5, width: 5, weights: 0 },
  layers,
  readout: 'every_step',
  loss: 'sequence_loss',
  optimizer: 'adam',
  learningRate: 0.1,
  clipping: '',
  limit: 1,
  ...rest,
});
const lstm = { kind: 'lstm', units: 5, weights: 220 };
const rnn = { kind: 'rnn', units: 100, weights: 12900, activation: 'relu' };
const gru = { kind: 'gru', units: 64, weights: 12345678 };
const dense = { kind: 'dense', units: 5, weights: 30 };
const dropout = { kind: 'dropout', keep: 0.5 };
const features = { kind: 'features', size: 28, width: 28, weights: 0 };
const ids = { kind: 'ids', size: 1000, width: 32, weights: 32000 };
const both = (merge, layer = gru) => ({ ...layer, bidirectional: merge });

const hello = {
  steps: 6,
  reads: [...'hihell'],
  says: [...'ihello'].map((symbol, i) => ({ symbol, agrees: i !== 2 })),
};
const unknown = { steps: 0, reads: [], says: [] };
const long = { steps: 500, reads: [], says: [] };

const chains = {
  one: network([lstm, dense]),
  stacked: network([rnn, rnn, rnn, dense], { input: features, readout: 'last' }),
  states: network([gru, gru, dense], { input: features, readout: 'states' }),
  'states of both ways': network([both('sum'), lstm], { readout: 'states' }),
  'both ways': network([both('concat', lstm), dense], { input: ids }),
  'both ways, last': network([both('mul'), dense], { readout: 'last' }),
  dropout: network([dropout, rnn, dropout, rnn, dense], { input: features }),
  backwards: network([{ ...lstm, backwards: true }, dense], { readout: 'last' }),
  'no recurrent layer': network([dense]),
};

const draw = (chain, sequence, width = 800, lang = 'en') =>
  layOutNetwork(chain, sequence, sayIn(lang), width);

const times = (list, of) => list.filter(of).length;
const roles = ({ nodes }) =>
  nodes.reduce((sums, { role }) => ({ ...sums, [role]: (sums[role] ?? 0) + 1 }), {});
const carried = ({ edges }, what) => times(edges, ({ carries }) => carries === what);

const overlap = (a, b) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** What a text takes, as a browser would set it or a little more. */
function boxOf({ x, y, text, anchor }) {
  const width = [...text].reduce((sum, symbol) => sum + (symbol >= '\u1100' ? 12 : 6.2), 0);
  return { text, x: anchor === 'middle' ? x - width / 2 : x, y: y - 6, width, height: 12 };
}

test('each time step has a node of each layer, and the state goes from each to the next', () => {
  const drawing = draw(chains.one, hello);
  assert.deepEqual(roles(drawing), { input: 6, recurrent: 6, dense: 6, output: 6 });
  assert.deepEqual([carried(drawing, 'h'), carried(drawing, 'c')], [5, 5]);
  assert.equal(carried(drawing, 'value'), 18);
  const read = drawing.nodes.filter(({ role }) => role === 'input').map(({ text }) => text);
  assert.equal(read.join(''), 'hihell');
  const wrong = drawing.nodes.filter(({ agrees }) => agrees === false);
  assert.deepEqual(
    wrong.map(({ role, text }) => [role, text]),
    [['output', 'e']],
  );
});

test('only an LSTM has a cell state and gates', () => {
  for (const layer of [gru, rnn]) {
    const drawing = draw(network([layer]), hello);
    assert.deepEqual([carried(drawing, 'h'), carried(drawing, 'c')], [5, 0]);
    assert.ok(drawing.nodes.every(({ hasGates }) => !hasGates));
  }
  assert.equal(
    times(draw(chains.one, hello).nodes, ({ hasGates }) => hasGates),
    6,
  );
});

test('where only the last state goes on, what is above stands in the last column alone', () => {
  const drawing = draw(chains.stacked, hello);
  assert.deepEqual(roles(drawing), { input: 6, recurrent: 18, dense: 1, output: 1 });
  assert.equal(carried(drawing, 'value'), 3 * 6 + 2);
  const top = drawing.nodes.find(({ role }) => role === 'dense');
  const last = drawing.nodes.filter(({ role }) => role === 'recurrent').at(-1);
  assert.equal(top.x, last.x);
});

test('the last states of all layers go side by side into what is above', () => {
  const drawing = draw(chains.states, hello);
  const bar = drawing.nodes.find(({ role }) => role === 'states');
  const into = drawing.edges.filter(({ to }) => to === bar.id);
  assert.equal(into.length, 2);
  assert.ok(into.every(({ carries }) => carries === 'h'));
  assert.equal(
    times(drawing.edges, ({ from }) => from === bar.id),
    1,
  );
  const middle = ({ x, width }) => x + width / 2;
  const above = drawing.nodes.filter(({ role }) => ['dense', 'output'].includes(role));
  assert.deepEqual(above.map(middle), [middle(bar), middle(bar)]);
  assert.ok(drawing.edges.every(({ points }) => points.length === 2));
});

test('both directions read every input, carry their states against each other and meet', () => {
  const drawing = draw(chains['both ways'], hello);
  assert.deepEqual(roles(drawing), {
    input: 6,
    table: 6,
    recurrent: 12,
    merge: 6,
    dense: 6,
    output: 6,
  });
  const directions = drawing.edges
    .filter(({ carries }) => carries === 'c')
    .map(({ points: [[from], [to]] }) => Math.sign(to - from));
  assert.equal(
    times(directions, (direction) => direction > 0),
    5,
  );
  assert.equal(
    times(directions, (direction) => direction < 0),
    5,
  );
  const last = draw(chains['both ways, last'], hello);
  const merge = last.nodes.filter(({ role }) => role === 'merge');
  assert.equal(merge.length, 1);
  const sources = last.edges.filter(({ to }) => to === merge[0].id).map(({ from }) => from);
  assert.deepEqual(sources, ['1f.6', '1b.1']);
});

test('a layer that reads backwards gives its last state at the first step', () => {
  const drawing = draw(chains.backwards, hello);
  const top = drawing.nodes.find(({ role }) => role === 'dense');
  assert.deepEqual(
    drawing.edges.filter(({ to }) => to === top.id).map(({ from }) => from),
    ['1.1'],
  );
});

test('of a long sequence the first steps and the last are drawn, of an unknown one T', () => {
  for (const width of WIDTHS) {
    const names = (sequence) =>
      draw(chains.one, sequence, width)
        .texts.filter(({ look, anchor }) => look === 'soft' && anchor === 'middle')
        .map(({ text }) => text);
    const shown = names(long);
    assert.equal(shown[0], 't = 1');
    assert.equal(shown.at(-1), '500');
    assert.ok(shown.length >= 2 && shown.length < 20, `${shown.length} at ${width}`);
    assert.equal(names(unknown).at(-1), 'T');
    const gaps = draw(chains.one, long, width).edges.filter(({ isAfterGap }) => isAfterGap);
    assert.equal(gaps.length, 2);
  }
  assert.deepEqual(roles(draw(chains.one, { ...unknown, steps: 1 })).recurrent, 1);
});

test('nothing stands on anything else, in any language, at any width', () => {
  for (const [name, chain] of Object.entries(chains)) {
    for (const sequence of [hello, unknown, long, { ...unknown, steps: 2 }]) {
      for (const width of WIDTHS) {
        for (const lang of langs) {
          const what = `${name}, ${sequence.steps} steps, ${lang}, ${width}`;
          const drawing = draw(chain, sequence, width, lang);
          const names = drawing.texts.filter(({ anchor }) => anchor === 'start').map(boxOf);
          const boxes = [...drawing.nodes, ...names];
          boxes.forEach((a, i) =>
            boxes.slice(i + 1).forEach((b) => {
              const say = ({ id, text }) => id ?? text;
              assert.ok(!overlap(a, b), `${what}: ${say(a)} on ${say(b)}`);
            }),
          );
          for (const { x, y, width: across, height } of drawing.nodes) {
            assert.ok(x >= 0 && x + across <= drawing.width, what);
            assert.ok(y >= 0 && y + height <= drawing.height, what);
          }
          assert.equal(drawing.width, width, what);
          const ids = drawing.nodes.map(({ id }) => id);
          assert.equal(new Set(ids).size, ids.length);
          for (const { from, to } of drawing.edges) {
            assert.ok(ids.includes(from) && ids.includes(to), `${what}: ${from} to ${to}`);
          }
        }
      }
    }
  }
});

test('a lab that names its time steps tells what is read and said', () => {
  const of = (axes, shape, ticks) => ({ axes, shape, ticks, values: new Float32Array() });
  const matrices = {
    states: of(['batch', 'time', 'unit'], [2, 3, 4], []),
    probabilities: of(['time', 'symbol'], [3, 2], [['a', 'b', 'c'], []]),
  };
  const texts = { prediction: { value: 'bcx', target: 'bcd' } };
  assert.deepEqual(sequenceOf({ matrices, texts }), {
    steps: 3,
    reads: ['a', 'b', 'c'],
    says: [
      { symbol: 'b', agrees: true },
      { symbol: 'c', agrees: true },
      { symbol: 'x', agrees: false },
    ],
  });
  assert.equal(sequenceOf({ matrices: { states: matrices.states }, texts }).steps, 3);
  assert.deepEqual(sequenceOf({ matrices: {}, texts }), unknown);
});

test('a line ends at a space, or after any Chinese sign', () => {
  assert.deepEqual(linesOf('one two three', 10, 45), ['one two', 'three']);
  assert.deepEqual(linesOf('全连接层五个单元', 10, 45), ['全连接层', '五个单元']);
  assert.deepEqual(linesOf('', 10, 45), []);
});

test('a network is told in words', () => {
  const told = description(sayIn('en'), chains.one, 6);
  assert.match(told, /^5 symbols as one-hot, an LSTM of 5 units, a dense layer of 5 units\./);
  assert.match(told, /over 6 time steps.* 250 weights.*Loss: sequence loss\..*Adam.*0\.1\.$/);
  for (const lang of langs) {
    for (const chain of Object.values(chains)) {
      const words = description(sayIn(lang), chain, 0);
      assert.doesNotMatch(words, /[{}]|undefined|NaN/, words);
    }
  }
});
