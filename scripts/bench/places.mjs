// Where the workloads run: `limits`, `workload`, `shapes` and `lab`, each in Node, in Chromium or
// natively; in Chromium there is a page too, and `firstStep`; there and natively `threads`.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { capture, Failure, root } from '../process.mjs';
import { labs, timeInPage, timeLab, timeNatively } from './labs.mjs';

const wasm = join(root, 'build/wasm');
const sources = join(root, 'tests/bench');
const modules = { bench: 'bench_module', page: 'unfold' };
/** New profiles of the browser, in each of which the page is opened cold and warm. */
const profiles = 10;
/** In which numbers of threads take turns. */
const rounds = 5;

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

export async function openChromium({ seconds, isolated = true }) {
  const { chromium } = await import('playwright-core');
  const { launchOptions } = await import('../chromium.mjs');
  const { firstSteps } = await import('../../tests/browser/first-step.mjs');
  const server = await serve(isolated);
  const browser = await chromium.launch(launchOptions());
  const page = await browser.newPage();
  const call = async (task, module, options) => {
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const request = { task, module, options: { seconds, ...options } };
    return page.evaluate(async ({ task, module, options }) => {
      const measure = await import(task === 'threaded' ? '/threads.js' : '/measure.js');
      const wasmBinary = await (await fetch(`/${module}.wasm`)).arrayBuffer();
      return measure[task]({ moduleUrl: `/${module}.js`, wasmBinary, ...options });
    }, request);
  };
  const close = async () => {
    await browser.close();
    await site?.close();
    server.close();
  };
  let site;
  const inPage = async (name, members) => {
    site ??= await openPages();
    return timeInPage(site, name, members);
  };
  const threads = (what, threads) =>
    what in labs
      ? timeLab(inPage, what, threads, rounds)
      : call('threaded', modules.bench, { what, threads, rounds });
  const firstStep = () => firstSteps(join(root, 'dist'), 'hihello', profiles);
  return { title: `Chromium ${browser.version()}`, ...tasks(call), threads, firstStep, close };
}

const openPages = async () => (await import('../../tests/browser/harness.mjs')).openSite();

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
    threads: (name, threads) =>
      name in labs
        ? timeLab(timeNatively, name, threads, rounds)
        : nativeThreads(name, threads, seconds),
    close: () => {},
  };
}

const repetitions = 9;

async function runNative(filter, seconds) {
  const options = [
    `--benchmark_repetitions=${repetitions}`,
    `--benchmark_min_time=${seconds / repetitions}`,
    '--benchmark_report_aggregates_only=true',
  ];
  return nativeRows(await benchmarks([`--benchmark_filter=${filter}`, ...options]));
}

async function benchmarks(args) {
  const program = join(root, 'build/native/workloads_bench');
  const { code, output } = await capture(program, [...args, '--benchmark_format=json']);
  if (code !== 0) throw new Failure(output);
  return parsed(output).benchmarks;
}

/** Every round is a process of its own, in which the numbers take turns. */
async function nativeThreads(name, threads, seconds) {
  const times = threads.map(() => []);
  const args = [`--threads=${threads}`, `--benchmark_filter=^${name}/threads:`];
  for (let round = 0; round < rounds; ++round) {
    const rows = await benchmarks([...args, `--benchmark_min_time=${seconds / rounds}`]);
    rows.forEach(({ real_time }, i) => times[i].push(real_time));
  }
  const [costs] = await benchmarks(['--threads=1', `--benchmark_filter=^${name}/costs`]);
  return { times, costs };
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

/** The module, the measuring code and an empty page, on a port of this machine; isolated, with exact
 *  clocks. */
function serve(isolated) {
  const server = createServer(async ({ url }, response) => {
    if (isolated) {
      response.setHeader('cross-origin-opener-policy', 'same-origin');
      response.setHeader('cross-origin-embedder-policy', 'require-corp');
    }
    if (url === '/') return response.setHeader('content-type', 'text/html').end('<title>-</title>');
    response.setHeader('content-type', types[url.split('.').pop()] ?? 'text/plain');
    const name = url.slice(1);
    const body = await readFile(join(wasm, name))
      .catch(() => readFile(join(sources, name)))
      .catch(() => readFile(join(root, 'build/bench', name)))
      .catch(() => null);
    response.writeHead(body ? 200 : 404).end(body);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
