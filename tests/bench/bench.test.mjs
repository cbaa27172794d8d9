// What `npm run bench` reads and prints.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { curvesSvg, offNeighbours, series, withDistances } from '../../scripts/bench/curves.mjs';
import { readOptions, workloads } from '../../scripts/bench/options.mjs';
import { nativeRows } from '../../scripts/bench/places.mjs';
import { error, predicted } from '../../scripts/bench/model.mjs';
import { digits, tableLines } from '../../scripts/bench/table.mjs';
import { gains } from '../../scripts/bench/threads.mjs';
import { BenchEngine } from './engine.js';
import { compared, timed, timedInTurn } from './measure.js';

const read = (...words) => readOptions(words, {});

test('Without words every workload runs in every place', () => {
  const { workloads: chosen, places, curves, peers } = read();
  assert.deepEqual(chosen, workloads);
  assert.deepEqual(places, ['native', 'node', 'chromium']);
  assert.equal(curves, false);
  assert.equal(peers, undefined);
});

test('Words choose workloads, options choose places, seconds and peers', () => {
  const words = ['W4', 'W1', '--in', 'node,native', '--seconds', '0.5', '--peers', '/p'];
  const { workloads: chosen, places, seconds, peers } = read(...words);
  assert.deepEqual([chosen, places, seconds, peers], [['W4', 'W1'], ['node', 'native'], 0.5, '/p']);
});

test('The folder of the peers may stand in the environment', () => {
  assert.equal(readOptions([], { UNFOLD_PEERS: '/q' }).peers, '/q');
  assert.equal(readOptions(['--peers', '/p'], { UNFOLD_PEERS: '/q' }).peers, '/p');
  assert.equal(readOptions([], { UNFOLD_PEERS: '' }).peers, undefined);
});

test('Curves are drawn in Node unless another place is named', () => {
  assert.deepEqual(read('curves').places, ['node']);
  assert.deepEqual(read('curves', '--in', 'chromium').places, ['chromium']);
});

test('What cannot be benchmarked is refused with what can', () => {
  assert.throws(() => read('W11'), /no workload "W11": W1, W2/);
  assert.throws(() => read('--in', 'firefox'), /no place "firefox": native, node, chromium/);
  assert.throws(() => read('--seconds', '0'), /--seconds takes a number above 0/);
  assert.throws(() => read('curves', 'W1'), /no workloads of their own/);
  assert.throws(() => read('--fast'), /--fast/);
});

test('A spec becomes words, without those that have spaces in them', () => {
  const spec = { title: 'two words', cell: 'lstm', hidden: 5, lr: 0.1, bidirectional: true };
  assert.equal(BenchEngine.specText(spec), 'cell=lstm\nhidden=5\nlr=0.1\nbidirectional=true');
});

test('Short steps are timed in groups', () => {
  const groups = [];
  const { median, fastest } = timed((times) => groups.push(times), 0.001);
  assert.ok(groups.at(-1) > 1000);
  assert.ok(fastest <= median);
});

test('Two engines are timed in turn, each in its own groups', () => {
  const calls = [];
  const slow = () => {
    for (const end = performance.now() + 6; performance.now() < end;);
    calls.push('slow');
  };
  const [first, second] = timedInTurn([(times) => calls.push(times), slow], 0.001);
  assert.ok(first.median < second.median);
  const samples = calls.slice(-10);
  assert.ok(samples.every((call, i) => (i % 2 === 0 ? call > 1000 : call === 'slow')));
});

const built = resolve(import.meta.dirname, '../..', process.env.UNFOLD_BUILD ?? 'build', 'wasm');

async function besideOurs(name, openStep) {
  const moduleUrl = pathToFileURL(join(built, 'bench_module.js')).href;
  const wasmBinary = await readFile(join(built, 'bench_module.wasm'));
  const { default: createModule } = await import(moduleUrl);
  const other = new BenchEngine(await createModule({ wasmBinary, locateFile: (path) => path }));
  const open = (drawn) => openStep(drawn, other);
  return compared({ createModule, wasmBinary, name, seconds: 0.01, openStep: open });
}

const weights = ['l0.Wx', 'l0.Wh', 'l0.b', 'head.W', 'head.b'];

test('On what is drawn another engine has the losses of ours, and is timed', async () => {
  const { losses, median, other } = await besideOurs('W3', ({ spec, floats }, engine) => {
    const params = weights.map((name) => ({ name, data: floats(name) }));
    return engine.open({ spec, params, x: floats('x'), y: floats('y') }).step;
  });
  assert.equal(losses.length, 5);
  for (const [ours, theirs] of losses) assert.equal(ours, theirs);
  assert.ok(median > 0 && other.median > 0);
});

test('An engine with other losses is not compared', async () => {
  await assert.rejects(
    besideOurs('W1', () => () => 1),
    /W1: step 1 has a loss of 1\.58.* here and of 1 there/,
  );
  await assert.rejects(
    besideOurs('W1', ({ floats }) => floats('l9.Wx')),
    /There is no l9\.Wx/,
  );
});

test('Google Benchmark gives a row a median, a fastest time and the work', () => {
  const common = { run_name: 'W1/real_time', real_time: 2 };
  const rows = nativeRows([
    { ...common, aggregate_name: 'median', 'GF/s': 3, allocated: 0, peak: 7 },
    { ...common, aggregate_name: 'stddev', real_time: 9 },
    { ...common, aggregate_name: 'fastest', real_time: 1 },
  ]);
  assert.deepEqual(rows, [
    { name: 'W1', median: 2, flops: 6e6, allocated: 0, memory: 7, fastest: 1 },
  ]);
});

test('The table has a line for each row and a column for each peer', () => {
  const limit = { name: 'limit', flops: 50e6, median: 1.2, fastest: 1 };
  const row = { name: 'W1', flops: 25e6, median: 1, fastest: 0.9, allocated: 0, memory: 17e6 };
  const lines = tableLines([limit, { ...row, ratios: { 'jax-js': 6.123 } }], ['jax-js', 'TF.js']);
  assert.equal(lines.length, 3);
  assert.match(lines[2], /^W1 +1 +0\.9 +25 +50 % +0 B +17 MB +6\.12 x$/);
});

test('Three digits are enough, and none of a large number is lost', () => {
  assert.deepEqual([0.008123, 4.8765, 271.4, 12345.6].map(digits), [
    '0.00812',
    '4.88',
    '271',
    '12346',
  ]);
});

test('A point on the line through its neighbours is at distance 1', () => {
  const at = (flops, time) => ({ flops, time });
  assert.equal(offNeighbours(at(1, 10), at(3, 30), at(5, 50)), 1);
  assert.equal(offNeighbours(at(1, 10), at(3, 60), at(5, 50)), 2);
  assert.equal(offNeighbours(at(1, 10), at(3, 15), at(5, 50)), 2);
});

test('The ends of a curve have no distance', () => {
  const points = [1, 2, 3].map((flops) => ({ flops, time: flops }));
  assert.deepEqual(
    withDistances(points).map(({ off }) => off),
    [undefined, 1, undefined],
  );
});

test('The curves go as far as they should', () => {
  const ends = Object.fromEntries(series.map(({ key, sizes }) => [key, [sizes[0], sizes.at(-1)]]));
  assert.deepEqual(ends, { seq: [5, 400], batch: [1, 1024], hidden: [4, 512], layers: [1, 4] });
});

test('A point that is too far off is red', () => {
  const points = [1, 4, 3].map((time, i) => ({ size: i, flops: (i + 1) * 1e6, time }));
  const svg = curvesSvg([{ title: 'T', points: withDistances(points) }]);
  assert.equal(svg.match(/<circle/g).length, 3);
  assert.equal(svg.match(/#c22/g).length, 1);
});

test('Threads are numbers, for what is cut into parts', () => {
  const { threads, json, places, workloads: chosen } = read('--threads', '1,2,2');
  assert.deepEqual([threads, json, places], [[1, 2], false, ['native', 'chromium']]);
  assert.deepEqual(chosen, ['W4', 'W5', 'W6', 'W9']);
  assert.equal(read('W4', '--threads', '2', '--json').json, true);
  assert.throws(() => read('--threads', '0'), /--threads takes numbers from 1 to 64/);
  assert.throws(() => read('--json'), /--json belongs to --threads/);
  assert.throws(() => read('--threads', '1', '--in', 'node'), /no place "node"/);
});

test('A gain is that over one thread in the same round', () => {
  const [one, two] = gains(
    [1, 2],
    [
      [10, 20, 12],
      [5, 11, 8],
    ],
  );
  assert.deepEqual(one, { threads: 1, ms: 12, gain: 1 });
  assert.deepEqual(two, { threads: 2, ms: 8, gain: 20 / 11 });
  assert.deepEqual(gains([2], [[3]]), [{ threads: 2, ms: 3 }]);
});

const costs = { parts: 8, part: 10, write: 1, read: 2, rest: 4, message: 1 };

test('The model counts the parts of the busiest, a message, and a reading of each other', () => {
  assert.equal(predicted(costs, 1), 84);
  assert.equal(predicted(costs, 2), 40 + 1 + 1 + 2 + 4);
  assert.equal(predicted(costs, 3), 30 + 1 + 1 + 4 + 4);
  assert.equal(predicted(costs, 99), 10 + 1 + 1 + 14 + 4);
  assert.equal(error(costs, 2, 84 / 48), 0);
});

test('Replicas of a workload come to the losses of one', async () => {
  const moduleUrl = pathToFileURL(join(built, 'bench_module.js')).href;
  const wasmBinary = await readFile(join(built, 'bench_module.wasm'));
  const { default: createModule } = await import(moduleUrl);
  const open = async () =>
    new BenchEngine(await createModule({ wasmBinary, locateFile: (path) => path })).openNamed('W4');
  const [alone, a, b] = [await open(), await open(), await open()];
  for (let step = 0; step < 2; ++step) {
    const parts = [a.openParts(), b.openParts()];
    assert.deepEqual(parts, [8, 8]);
    a.computeParts(0, 5);
    b.computeParts(5, 3);
    const written = b.writtenParts().slice();
    b.readParts(a.writtenParts());
    a.readParts(written);
    const loss = alone.step();
    assert.deepEqual([a.step(), b.step()], [loss, loss]);
  }
  assert.throws(() => alone.computeParts(0, 1), /no part 0/);
});
