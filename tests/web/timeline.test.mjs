// Going back through a run: any step comes back with the bits that it had, in every lab that trains.
// UNFOLD_POSITIONS says how many random positions of each lab are compared.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { after, test } from 'node:test';
import { runnerImport } from 'vite';
import { openTypeScript } from '../../scripts/typescript.mjs';

const positions = Number(process.env.UNFOLD_POSITIONS ?? 5);
/** Milliseconds that the run which is gone back through may take. */
const budget = positions > 5 ? 800 : 150;

const buildModule = async (name) => (await runnerImport(`./web/build/${name}`)).module;
const { glue, simdWasm } = await buildModule('paths.ts');
const { openSession } = await buildModule('sessions.ts');

/** The engine as the page's host imports it, and no worker. */
const standIns = {
  'virtual:unfold-engine': `export { default } from ${JSON.stringify(pathToFileURL(glue).href)};`,
  'virtual:unfold-wasm': `export const partOf = {}, partUrls = {}, scalarUrl = '';`,
  'virtual:unfold-data': 'export default {};',
};
const server = await openTypeScript([
  {
    name: 'stand-ins',
    resolveId: (id) => (id in standIns ? `\0${id}` : null),
    load: (id) => standIns[id.slice(1)] ?? null,
  },
]);
after(() => server.close());
const load = (path) => server.ssrLoadModule(`/web/src/${path}`);

const { default: createEngine } = await import(pathToFileURL(glue));
const { EngineHost } = await load('engine/host.ts');
const { EngineClient } = await load('engine/client.ts');
const { LabRun } = await load('lab/run.ts');
const { NOBODY } = await load('lab/observer.ts');
await load('lab/timeline/index.ts');

const wasmBinary = readFileSync(simdWasm);
const alone = await createEngine({ wasmBinary, locateFile: (path) => path });
const { labs } = alone.catalogue();
/** What the labs have asked for, by name. */
const data = new Map();
const engine = {
  Session: alone.Session,
  provide(name, bytes) {
    data.set(name, bytes);
    alone.provide(name, bytes);
  },
};

const nextTask = () => new Promise((resolve) => setImmediate(resolve));

const host = new EngineHost(nextTask);
const client = new EngineClient(Promise.resolve(wasmBinary), {
  host,
  catalogue: await host.start(wasmBinary),
  died: new Promise(() => {}),
  close() {},
});

/** A lab as the page has it, with data that it needs. */
async function openRun(lab, inputs = {}) {
  openSession(engine, lab, '', inputs).delete();
  for (const [name, bytes] of data) await host.provide(name, bytes);
  const run = new LabRun(client, lab, NOBODY);
  await run.open('', inputs, 'start');
  assert.equal(run.failure ?? run.refusal, null);
  return run;
}

/** As many steps as the budget allows, two at least. */
function stepsInBudget(session) {
  const end = performance.now() + budget;
  let progress;
  do progress = session.advance(Infinity, 10, '', -Infinity);
  while (!progress.ended && (progress.step < 2 || performance.now() < end));
  return progress.step;
}

const random = (count) => Math.floor(Math.random() * (count + 1));

/** Fingerprints of a run that nobody goes back in, by step; what `changes` say it is told on the way. */
function fingerprints(lab, inputs, steps, changes = []) {
  const session = openSession(engine, lab, '', inputs);
  const found = new Map();
  let at = 0;
  const stops = [...steps, ...changes.map(({ step }) => step)].sort((a, b) => a - b);
  for (const stop of new Set(stops)) {
    while (at < stop) at = session.advance(stop - at, Infinity, '', -Infinity).step;
    for (const { step, input, value } of changes) if (step === stop) session.set(input, value);
    found.set(stop, session.fingerprint());
  }
  session.delete();
  return found;
}

async function assertAt(run, step, expected, what) {
  await run.goTo(step);
  assert.deepEqual(
    [run.results.step, run.results.fingerprint],
    [step, expected.get(step)],
    `${what}, step ${step} of ${run.newest.step}`,
  );
}

const training = labs.filter(({ id }) => {
  const session = openSession(engine, id);
  const { total } = session.frame();
  session.delete();
  return total > 1;
});

test('most labs train', () => assert.ok(training.length > 15, `${training.length}`));

for (const { id } of training) {
  test(`${id}: ${positions} random steps come back with the bits that they had`, async () => {
    const timed = openSession(engine, id);
    const end = stepsInBudget(timed);
    timed.delete();
    const steps = Array.from({ length: positions }, () => random(end));
    const expected = fingerprints(id, {}, [...steps, end]);
    const run = await openRun(id);
    await run.step(end);
    for (const step of [...steps, end]) await assertAt(run, step, expected, id);
    assert.equal(run.timeline.isBroken, false);
    await run.close();
  });
}

const rateOf = ({ inputs }) => inputs.find(({ name, live }) => name === 'learning_rate' && live);
const [changing] = training.filter(rateOf);

test('back in time another learning rate is a branch; the run that it leaves is kept', async () => {
  const { id } = changing;
  const value = '0.0123';
  const set = (host, number) => host.set(number, 'learning_rate', value);
  const run = await openRun(id);
  await run.step(30);
  const { fingerprint } = run.results;
  await run.goTo(20);
  await run.alter(set);
  assert.deepEqual([run.last.step, run.newest.step], [30, 20]);
  const future = Object.values(run.results.future).map(({ x }) => x.length);
  assert.ok(future.length > 0 && future.every((length) => length === 30), `${future}`);
  await run.step(20);
  assert.deepEqual(run.results.future, {});

  const changes = [{ step: 20, input: 'learning_rate', value }];
  const steps = [5, 19, 21, 33, 40];
  const expected = fingerprints(id, {}, steps, changes);
  for (const step of [40, 5, 33, 19, 21]) await assertAt(run, step, expected, id);

  // Before the change the run is what it was, and on the way it changes by itself.
  await run.goTo(10);
  assert.deepEqual(run.results.changed, {});
  await run.step(30);
  assert.deepEqual(
    [run.results.step, run.results.fingerprint, run.results.changed],
    [40, expected.get(40), { learning_rate: value }],
  );

  await run.open(run.opened.preset, {}, run.last.file);
  assert.deepEqual([run.results.step, run.results.fingerprint], [30, fingerprint]);
  await run.close();
});

test('a run that was given more steps goes on with them from any step', async () => {
  const { id } = changing;
  const run = await openRun(id, { steps: '30' });
  await run.step(30);
  assert.equal(run.results.done, true);
  await run.alter((host, number) => host.extend(number, 30));
  await run.step(30);
  const { fingerprint } = run.results;
  await run.goTo(12);
  assert.equal(run.results.total, 30);
  await run.step(48);
  assert.deepEqual([run.results.step, run.results.fingerprint], [60, fingerprint]);
  await run.close();
});

test('a run that ended because its loss was no number any more goes back to when it was one', async () => {
  const run = await openRun('time-series', { optimizer: 'sgd', learning_rate: '10', steps: '200' });
  await run.step(200);
  assert.ok(run.results.trouble, 'it did not diverge');
  const { step, fingerprint } = run.results;
  await run.goTo(0);
  assert.deepEqual([run.results.trouble, run.results.done], [null, false]);
  await run.step(step);
  assert.deepEqual([run.results.step, run.results.fingerprint], [step, fingerprint]);
  await run.goTo(0);
  await run.goTo(step);
  assert.deepEqual([run.results.step, run.results.fingerprint], [step, fingerprint]);
  await run.close();
});

test('of wishes that come at once only the last is fulfilled', async () => {
  const run = await openRun(changing.id);
  await run.step(40);
  const seen = [];
  const wishes = [10, 11, 12, 30, 7].map((step) => run.goTo(step).then(() => seen.push(step)));
  await Promise.all(wishes);
  assert.equal(run.results.step, 7);
  assert.equal(seen.length, 5);
  await run.close();
});

test('another run takes the place of one that is on its way back', async () => {
  const run = await openRun(changing.id);
  await run.step(40);
  void run.goTo(10);
  await run.open('', { hidden: '3' }, 'start');
  assert.deepEqual([run.results.step, run.timeline, run.isTravelling], [0, null, false]);
  assert.equal(run.last.step, 40);
  await run.close();
});

test('a run that begins in a file goes back before it', async () => {
  const { id } = changing;
  const run = await openRun(id);
  await run.step(30);
  const { file } = await run.save();
  await run.open('', {}, file);
  await assertAt(run, 11, fingerprints(id, {}, [11]), id);
  await run.close();
});

test('a run that comes out otherwise is not passed off as the one that was', async () => {
  const run = await openRun(changing.id);
  await run.step(30);
  await run.goTo(0);
  const { loss } = run.newest.curves;
  loss.y[3] += 1;
  await run.goTo(10);
  assert.deepEqual([run.timeline.isBroken, run.results.step], [true, 30]);
  await run.close();
});
