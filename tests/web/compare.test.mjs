// Comparing runs: what a pinned run is called, what of it a link carries, how good it became, and which
// inputs race.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { load } from './modules.mjs';

const { glue, simdWasm } = (
  await import('vite').then(({ runnerImport }) =>
    runnerImport(new URL('../../web/build/paths.ts', import.meta.url).pathname),
  )
).module;
const { default: createEngine } = await import(pathToFileURL(glue));
const engine = await createEngine({
  wasmBinary: await readFile(simdWasm),
  locateFile: (path) => path,
});
const { labs } = engine.catalogue();
const hihello = labs.find(({ id }) => id === 'hihello');

const { presetValues } = await load('lab/values.ts');
const { readLink, withBeside, writeLink } = await load('lab/link.ts');
const { nameOf } = await load('lab/compare/differences.ts');
const { readPins, writePins } = await load('lab/compare/described.ts');
const { bestOf, winners } = await load('lab/compare/best.ts');
const { firstValues, racing } = await load('lab/compare/racers.ts');
const { MOST, Pins } = await load('lab/compare/pins.ts');

/** The English of a lab, without the page's own. */
const words = {
  lang: 'en',
  label: ({ label }) => label,
  option: (_, { label }) => label,
  t: (key) => key,
};
const standard = presetValues(hihello, '');
const run = (values = {}, more = {}) => ({
  values: { ...standard, ...values },
  record: {},
  step: 50,
  ...more,
});
const named = (values, present = {}, more = {}) =>
  nameOf(words, hihello, run(values, more), run(present));

test('a run is called by what sets it apart from the present one', () => {
  assert.equal(named({ hidden: '8' }), 'Hidden units 8 instead of 5');
  assert.equal(named({}, { hidden: '8' }), 'Hidden units 5 instead of 8');
  assert.equal(named({ cell: 'gru' }), 'Cell GRU instead of LSTM');
  assert.equal(
    named({ cell: 'gru', hidden: '8' }),
    'Cell GRU instead of LSTM, Hidden units 8 instead of 5',
  );
});

test('the inputs of a preset set a run apart as edited ones do', () => {
  const gru = presetValues(hihello, hihello.presets.find(({ inputs }) => inputs.cell).name);
  assert.match(named(gru), /^Cell .* instead of LSTM/);
});

test('where nothing differs a run is called by its step', () => {
  assert.equal(named({}), 'step 50');
  assert.equal(named({ learning_rate: '0.10', text: ' hihello ' }), 'step 50');
});

test('beyond two differences the rest is counted', () => {
  const name = named({ cell: 'gru', hidden: '8', seed: '1', steps: '9' });
  assert.equal(name, 'Cell GRU instead of LSTM, Hidden units 8 instead of 5, 2 more');
});

test('inputs that changed on the way set a run apart that ends with the same ones', () => {
  const record = { 'at.10.learning_rate': '0.2', 'at.20.learning_rate': '0.1' };
  assert.equal(named({}, {}, { record }), 'inputs changed on the way');
});

test('long texts are said in short, and those that look alike are said to differ', () => {
  const text = 'if you want to build a ship';
  assert.equal(named({ text }), 'Text if you want to build a … instead of hihello');
  assert.equal(named({ text }, { text: `${text}!` }), 'another Text');
});

test('a run of a race is called by its value, and by what else sets it apart', () => {
  assert.equal(named({}, {}, { raced: 'cell' }), 'Cell LSTM');
  assert.equal(
    named({ cell: 'rnn' }, { hidden: '8' }, { raced: 'cell' }),
    'Cell Basic RNN, Hidden units 5 instead of 8',
  );
});

const pins = [
  { preset: '', inputs: {}, step: 50, name: '' },
  { preset: 'gru', inputs: { hidden: '8', 'at.10.learning_rate': '0.2' }, step: 7, name: 'a; b~c' },
  { preset: '', inputs: { text: '안녕:\\;~@=', note: '' }, step: 100000, name: '最好' },
];

test('pins come out of a link as they went in, beside the inputs', async () => {
  const written = await writePins(pins);
  const link = withBeside(await writeLink('gru', { text: 'a&b=c' }), 'pins', written);
  const { preset, inputs, pins: carried, damaged } = await readLink(link);
  assert.deepEqual(
    { preset, inputs, damaged },
    { preset: 'gru', inputs: { text: 'a&b=c' }, damaged: false },
  );
  assert.deepEqual(await readPins(carried), pins);
});

test('a short description can be read by people', async () => {
  const few = [pins[0], { preset: '', inputs: { cell: 'gru' }, step: 120, name: '' }];
  assert.equal(withBeside('', 'pins', await writePins(few)), '#v=1&pins=50~120;cell:gru');
});

test('long texts of pins travel packed', async () => {
  const text = 'if you want to build a ship, '.repeat(7);
  const long = [1, 2, 3].map((step) => ({ preset: '', inputs: { text }, step, name: '' }));
  const written = await writePins(long);
  assert.ok(written.length < 200, written);
  assert.deepEqual(await readPins(written), long);
});

test('other pins take the place of those in a fragment, and none leave it as it was', () => {
  assert.equal(withBeside('#v=1&hidden=8&pins=50', 'pins', '7'), '#v=1&hidden=8&pins=7');
  assert.equal(withBeside('#v=1&hidden=8&pins=50', 'pins', ''), '#v=1&hidden=8');
  assert.equal(withBeside('#v=1&hidden=8', 'pins', ''), '#v=1&hidden=8');
});

test('a link without pins has none, and what cannot be read is none', async () => {
  assert.equal((await readLink('#v=1&hidden=8')).pins, '');
  for (const text of ['', 'x', '-1', '1e9', 'z.%%%', 'z.AAAA', '~;~', '9999999999'])
    assert.deepEqual(await readPins(text), [], text);
});

test('losses are best where they are least, accuracies where they are most', () => {
  const curve = (...y) => ({ x: Float32Array.from(y.keys()), y: Float32Array.from(y) });
  const falling = curve(3, 1, 2, NaN);
  assert.deepEqual(bestOf('loss', falling), { step: 1, value: 1 });
  assert.deepEqual(bestOf('test_rmse', falling), { step: 1, value: 1 });
  assert.deepEqual(bestOf('test_accuracy', falling), { step: 0, value: 3 });
  assert.deepEqual(bestOf('bleu', falling), { step: 0, value: 3 });
  assert.deepEqual(bestOf('kept', falling), { step: 2, value: 2 });
  assert.equal(bestOf('loss', curve(NaN)), null);
});

test('the best of several is marked where one is better than the others', () => {
  const all = [2, 1, null, 1].map((value) => value && { step: 0, value });
  assert.deepEqual([...winners('loss', all)], [1, 3]);
  assert.deepEqual([...winners('accuracy', all)], [0]);
  assert.deepEqual([...winners('kept', all)], []);
  assert.deepEqual([...winners('loss', all.slice(0, 1))], []);
  assert.deepEqual([...winners('loss', [all[1], all[3]])], []);
});

test('what races are inputs that are said in short and not locked, where they stand', () => {
  const names = (lab, locked = []) =>
    racing(lab.inputs, presetValues(lab, ''), new Set(locked)).map(({ name }) => name);
  assert.ok(names(hihello).includes('cell'));
  assert.ok(!names(hihello, ['cell']).includes('cell'));
  const kinds = labs.flatMap((lab) =>
    racing(lab.inputs, presetValues(lab, ''), new Set()).map(({ kind }) => kind),
  );
  assert.ok(!kinds.some((kind) => ['matrix', 'image', 'file'].includes(kind)));
});

test('a race begins with the value of now and others that the lab allows', () => {
  const input = (name) => hihello.inputs.find((each) => each.name === name);
  assert.deepEqual(firstValues(input('cell'), 'lstm'), ['lstm', 'rnn', 'gru']);
  assert.deepEqual(firstValues(input('hidden'), '5'), ['5', '3', '10']);
  assert.deepEqual(firstValues(input('hidden'), '256'), ['256', '128']);
  assert.deepEqual(firstValues(input('learning_rate'), '0.1'), ['0.1', '0.05', '0.2']);
  assert.deepEqual(firstValues(input('seed'), '777'), ['777', '778', '779']);
  assert.deepEqual(firstValues(input('text'), 'hihello'), ['hihello']);
});

test('four runs have places, and a place that is left is taken again', () => {
  const kept = new Pins();
  const add = () => kept.add(hihello, { lab: 'hihello', preset: '', inputs: {} }, { step: 1 });
  const all = Array.from({ length: MOST }, add);
  assert.deepEqual(
    all.map(({ place }) => place),
    [0, 1, 2, 3],
  );
  assert.equal(add(), null);
  kept.remove(all[1]);
  assert.equal(add().place, 1);
});

test('a pin is described by what differs from its preset', () => {
  const kept = new Pins();
  const [first] = hihello.presets;
  const inputs = { ...standard, hidden: '8', 'at.10.learning_rate': '0.2' };
  kept.add(hihello, { lab: 'hihello', preset: first.name, inputs }, { step: 20 });
  assert.deepEqual(kept.describe(), [
    { preset: '', inputs: { hidden: '8', 'at.10.learning_rate': '0.2' }, step: 20, name: '' },
  ]);
});
