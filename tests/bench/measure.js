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

/** Calls `run(times)` until `seconds` are over; what it takes for one time. */
export function timed(run, seconds) {
  const sample = (times) => {
    const start = performance.now();
    run(times);
    return performance.now() - start;
  };
  sample(1);
  let group = 1;
  for (let took = sample(group); took < shortestSample; took = sample(group)) {
    group = Math.max(group + 1, Math.ceil((group * shortestSample) / Math.max(took, 0.1)));
  }
  const times = [];
  const end = performance.now() + seconds * 1000;
  while (times.length < fewestSamples || (performance.now() < end && times.length < mostSamples)) {
    times.push(sample(group) / group);
  }
  times.sort((a, b) => a - b);
  return { median: median(times), fastest: times[0] };
}

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

function productRow(engine, sizes, seconds) {
  const product = engine.product(...sizes);
  const { median, fastest } = timed(product.run, seconds);
  product.close();
  return { name: `gemm (${sizes})`, flops: product.flops, median, fastest };
}

/** The limit of multiply and add in registers, and the matrix product beside it. */
export async function limits({ seconds, ...module }) {
  const engine = await openEngine(module);
  const { flops, run } = engine.multiplyAdd();
  const limit = { name: 'limit', flops, ...timed(run, seconds) };
  return [limit, ...products.map((sizes) => productRow(engine, sizes, seconds))];
}

/** One of W1 to W10. */
export async function named({ name, seconds, ...module }) {
  const engine = await openEngine(module);
  return { name, ...measured(engine, engine.openNamed(name), seconds) };
}

/** Workloads of these specs, on random data. */
export async function shaped({ specs, seconds, ...module }) {
  const engine = await openEngine(module);
  return specs.map((spec) => {
    const workload = engine.openRandom(spec);
    const row = measured(engine, workload, seconds);
    workload.close();
    return row;
  });
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
