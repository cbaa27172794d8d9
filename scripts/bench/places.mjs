// Where the workloads run: `limits`, `workload`, `shapes` and `lab`, each in Node, in Chromium or
// natively; in Chromium there is a page too, and `firstStep`.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { capture, Failure, root } from '../process.mjs';

const wasm = join(root, 'build/wasm');
const sources = join(root, 'tests/bench');
const modules = { bench: 'bench_module', page: 'unfold' };
/** New profiles of the browser, in each of which the page is opened cold and warm. */
const profiles = 10;

export async function openNode({ seconds }) {
  const measure = await import(pathToFileURL(join(sources, 'measure.js')).href);
  const call = async (task, module, options) =>
    measure[task]({
      moduleUrl: pathToFileURL(join(wasm, `${module}.js`)).href,
      wasmBinary: await readFile(join(wasm, `${module}.wasm`)),
      seconds,
      ...options,
    });
  return { title: 'Node', ...tasks(call), close: () => {} };
}

export async function openChromium({ seconds }) {
  const { chromium } = await import('playwright-core');
  const { launchOptions } = await import('../chromium.mjs');
  const { firstSteps } = await import('../../tests/browser/first-step.mjs');
  const server = await serve();
  const browser = await chromium.launch(launchOptions());
  const page = await browser.newPage();
  const call = async (task, module, options) => {
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const request = { task, module, options: { seconds, ...options } };
    return page.evaluate(async ({ task, module, options }) => {
      const measure = await import('/measure.js');
      const wasmBinary = await (await fetch(`/${module}.wasm`)).arrayBuffer();
      return measure[task]({ moduleUrl: `/${module}.js`, wasmBinary, ...options });
    }, request);
  };
  const close = async () => {
    await browser.close();
    server.close();
  };
  const firstStep = () => firstSteps(join(root, 'dist'), 'hihello', profiles);
  return { title: `Chromium ${browser.version()}`, ...tasks(call), firstStep, close };
}

const tasks = (call) => ({
  limits: () => call('limits', modules.bench),
  workload: (name) => call('named', modules.bench, { name }),
  shapes: (specs) => call('shaped', modules.bench, { specs }),
  lab: () => call('lab', modules.page),
});

/** Google Benchmark, a process for each workload, so that the peak of its memory is its own. */
export async function openNative({ seconds }) {
  const run = (filter) => runNative(filter, seconds);
  return {
    title: 'native',
    limits: () => run('^(limit|gemm)'),
    workload: async (name) => (await run(`^${name}/`))[0],
    close: () => {},
  };
}

const repetitions = 9;

async function runNative(filter, seconds) {
  const { code, output } = await capture(join(root, 'build/native/workloads_bench'), [
    `--benchmark_filter=${filter}`,
    `--benchmark_repetitions=${repetitions}`,
    `--benchmark_min_time=${seconds / repetitions}`,
    '--benchmark_report_aggregates_only=true',
    '--benchmark_format=json',
  ]);
  if (code !== 0) throw new Failure(output);
  return nativeRows(parsed(output).benchmarks);
}

/** Google Benchmark writes NaN for 0 / 0, and may warn before its JSON. */
function parsed(output) {
  return JSON.parse(output.slice(output.indexOf('{\n')).replace(/: -?(nan|inf)/gi, ': null'));
}

/** A row for each benchmark, from Google Benchmark's medians and fastest repetitions. */
export function nativeRows(benchmarks) {
  const rows = new Map();
  for (const { run_name, aggregate_name, ...values } of benchmarks) {
    const name = run_name.replace(/\/.*/, '');
    const row = rows.get(name) ?? { name };
    rows.set(name, row);
    if (aggregate_name === 'fastest') row.fastest = values.real_time;
    if (aggregate_name !== 'median') continue;
    row.median = values.real_time;
    row.flops = values['GF/s'] * 1e6 * values.real_time;
    row.allocated = values.allocated;
    row.memory = values.peak;
  }
  return [...rows.values()];
}

const types = { js: 'text/javascript', wasm: 'application/wasm' };

/** The module, the measuring code and an empty page, on a port of this machine, with exact clocks. */
function serve() {
  const server = createServer(async ({ url }, response) => {
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    if (url === '/') return response.setHeader('content-type', 'text/html').end('<title>-</title>');
    response.setHeader('content-type', types[url.split('.').pop()] ?? 'text/plain');
    const name = url.slice(1);
    const body = await readFile(join(wasm, name))
      .catch(() => readFile(join(sources, name)))
      .catch(() => null);
    response.writeHead(body ? 200 : 404).end(body);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
