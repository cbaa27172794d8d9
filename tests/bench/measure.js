// Times workloads wherever it is loaded: in Node, in a page, in a worker. Medians and fastest
// samples in milliseconds a step.
import { BenchEngine } from './engine.js';

const products = [
  [150, 178, 150],
  [150, 300, 600],
  [512, 512, 512],
  [1, 10, 20],
];

export const median = (sorted) =>
  (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;

/** A sample lasts long enough for clocks that tick every tenth of a millisecond. */
const shortestSample = 5;
const fewestSamples = 5;
const mostSamples = 400;

/** A fresh engine: its memory is that of one workload. */
async function openEngine({ createModule, moduleUrl, wasmBinary }) {
  const create = createModule ?? (await import(/* @vite-ignore */ moduleUrl)).default;
  return new BenchEngine(await create({ wasmBinary, locateFile: (path) => path }));
}

function sample(run, times) {
  const start = performance.now();
  run(times);
  return performance.now() - start;
}

/** How many times make a sample that is long enough. */
function groupOf(run) {
  sample(run, 1);
  let group = 1;
  for (let took = sample(run, group); took < shortestSample; took = sample(run, group)) {
    group = Math.max(group + 1, Math.ceil((group * shortestSample) / Math.max(took, 0.1)));
  }
  return group;
}

function summary(times) {
  times.sort((a, b) => a - b);
  return { median: median(times), fastest: times[0] };
}

/** Calls each `run(times)` in turn until `seconds` for each are over; what one time takes. */
export function timedInTurn(runs, seconds) {
  const groups = runs.map(groupOf);
  const times = runs.map(() => []);
  const end = performance.now() + runs.length * seconds * 1000;
  const count = () => times[0].length;
  while (count() < fewestSamples || (performance.now() < end && count() < mostSamples)) {
    runs.forEach((run, i) => times[i].push(sample(run, groups[i]) / groups[i]));
  }
  return times.map(summary);
}

/** Calls `run(times)` until `seconds` are over; what it takes for one time. */
export const timed = (run, seconds) => timedInTurn([run], seconds)[0];

const repeated = (step) => (times) => {
  for (let i = 0; i < times; ++i) step();
};

function measured(engine, workload, seconds) {
  const { median, fastest } = timed(repeated(workload.step), seconds);
  const before = engine.allocated;
  workload.step();
  const allocated = engine.allocated - before;
  return { flops: workload.flops, median, fastest, allocated, memory: engine.memory };
}

/** The limit of multiply and add in registers. */
export async function limit({ seconds, ...module }) {
  const { flops, run } = (await openEngine(module)).multiplyAdd();
  return { name: 'limit', flops, ...timed(run, seconds) };
}

/** The limit, and the matrix product beside it; samples of all in turn. */
export async function limits({ seconds, ...module }) {
  const engine = await openEngine(module);
  const all = [
    { name: 'limit', ...engine.multiplyAdd() },
    ...products.map((sizes) => ({ name: `gemm (${sizes})`, ...engine.product(...sizes) })),
  ];
  const times = timedInTurn(
    all.map(({ run }) => run),
    seconds,
  );
  return all.map(({ name, flops }, i) => ({ name, flops, ...times[i] }));
}

/** One of W1 to W10. */
export async function named({ name, seconds, ...module }) {
  const engine = await openEngine(module);
  return { name, ...measured(engine, engine.openNamed(name), seconds) };
}

const comparedSteps = 5;
const mostApart = 1e-4;

/** The first losses of two engines, in pairs; where they differ, the two do not compute the same. */
function firstLosses(name, steps) {
  return Array.from({ length: comparedSteps }, (_, i) => {
    const [ours, theirs] = steps.map((step) => step());
    if (Math.abs(ours - theirs) <= mostApart * Math.abs(ours)) return [ours, theirs];
    throw new Error(`${name}: step ${i + 1} has a loss of ${ours} here and of ${theirs} there.`);
  });
}

/**
 * One of W1 to W10 beside another engine, whose step `openStep` makes from what is drawn: samples of
 * both in turn, after the same losses.
 */
export async function compared({ name, seconds, openStep, ...module }) {
  const engine = await openEngine(module);
  const theirs = openStep(engine.drawn(name));
  const workload = engine.openNamed(name);
  const steps = [workload.step, theirs];
  const losses = firstLosses(name, steps);
  const [ours, other] = timedInTurn(steps.map(repeated), seconds);
  return { name, flops: workload.flops, ...ours, other, losses };
}

/** Workloads of these specs, on random data; samples of all in turn. */
export async function shaped({ specs, seconds, ...module }) {
  const engine = await openEngine(module);
  const workloads = specs.map((spec) => engine.openRandom(spec));
  const times = timedInTurn(
    workloads.map(({ step }) => repeated(step)),
    seconds,
  );
  return workloads.map(({ flops }, i) => ({ flops, ...times[i] }));
}

const warmSteps = 1000;
const timedSteps = 9000;

/** Steps of the lab hihello, with the prediction that it reports, on the page's own module. */
export async function lab({ moduleUrl, wasmBinary, seconds }) {
  const { default: createModule } = await import(/* @vite-ignore */ moduleUrl);
  const engine = await createModule({ wasmBinary, locateFile: (path) => path });
  const times = [];
  const end = performance.now() + seconds * 1000;
  while (times.length < fewestSamples || performance.now() < end) {
    const steps = String(warmSteps + timedSteps);
    const session = new engine.Session('hihello', '', { steps });
    session.advance(warmSteps, Infinity, '', -1);
    const start = performance.now();
    session.advance(timedSteps, Infinity, '', -1);
    times.push((performance.now() - start) / timedSteps);
    session.delete();
  }
  times.sort((a, b) => a - b);
  return { median: median(times), fastest: times[0] };
}
