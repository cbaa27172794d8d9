// The other engines, in the harness that they are compared in, beside ours; and native PyTorch.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { captureIn } from './capture.mjs';
import { Failure, note, root } from '../process.mjs';

const learnsWords = (name) => name === 'W8';
const short = { W1: '100', W10: '20' };
const withLstm = ['W1', 'W2', 'W3'];

/** Each engine with its strongest settings, and TF.js also as most pages use it. */
const engines = [
  { title: 'jax-js', peer: 'jaxjs-wasm-1t', variant: (w) => (learnsWords(w) ? 'core' : 'pad8') },
  { title: 'TF.js', peer: 'tfjs-wasm', variant: (w) => (learnsWords(w) ? 'lazy' : 'coreT') },
  { title: 'Layers', peer: 'tfjs-wasm', variant: () => 'layers', takes: (w) => !learnsWords(w) },
  {
    title: 'recurrent',
    peer: 'recurrentjs',
    variant: () => 'core',
    takes: (w) => withLstm.includes(w),
  },
];

const outputs = join(root, 'build/bench');

function installedIn(folder) {
  if (!existsSync(join(folder, 'run.mjs'))) {
    throw new Failure(`${folder} has no run.mjs: --peers takes the folder of the harness.`);
  }
  const built = ({ peer }) => existsSync(join(folder, 'dist/peers', `${peer}.js`));
  const found = existsSync(join(folder, 'node_modules')) ? engines.filter(built) : [];
  if (found.length === 0) {
    note(
      `No engine is installed in ${folder}: run "npm ci && node build.mjs && node dump.mjs" there.`,
    );
  }
  return found;
}

const lines = (path) =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : [];

/** Times as slow as ours: both in one run of the harness, each in a browser of its own. */
async function besideOurs(folder, { title, peer, variant }, workload, seconds) {
  const out = join(outputs, 'peers.jsonl');
  rmSync(out, { force: true });
  const { code, output } = await captureIn(outputs, process.execPath, [
    join(folder, 'run.mjs'),
    ...['--ours', join(root, 'build/peers/ours.js'), '--peers', `ours,${peer}`],
    ...['--variants', variant(workload), '--workloads', workload, '--out', out],
    ...['--budget', String(seconds * 1000), '--nomem', '1'],
    ...(short[workload] ? ['--group', short[workload]] : []),
  ]);
  if (code !== 0) note(`${title} on ${workload}: ${output.trim().split('\n').at(-1)}`);
  const [ours, theirs] = ['ours', peer].map((name) => lines(out).find((row) => row.peer === name));
  return theirs?.msPerStep && ours?.msPerStep ? theirs.msPerStep / ours.msPerStep : undefined;
}

/** The first Python that has PyTorch: the user's, or Debian's where another one hides it. */
async function pythonWithTorch() {
  for (const python of ['python3', '/usr/bin/python3']) {
    const { code } = await captureIn(outputs, python, ['-c', 'import torch']);
    if (code === 0) return python;
  }
  return undefined;
}

/** Milliseconds a step of native PyTorch on one thread; undefined where it is not installed. */
async function pytorch(python, folder, workload, seconds) {
  const script = join(folder, 'py/torch_bench.py');
  if (!python || !existsSync(join(folder, 'data', `${workload}.json`))) return undefined;
  const { code, output } = await captureIn(outputs, python, [
    script,
    workload,
    ...['--threads', '1', '--budget', String(seconds)],
    ...(learnsWords(workload) ? ['--variant', 'sparse'] : []),
  ]);
  return code === 0 ? JSON.parse(output.trim().split('\n').at(-1)).msPerStep : undefined;
}

/** For a workload: how many times as slow as ours each engine is, by its title. */
export function openPeers(given, seconds) {
  const folder = resolve(given);
  const found = installedIn(folder);
  mkdirSync(outputs, { recursive: true });
  const python = pythonWithTorch();
  return {
    titles: found.map(({ title }) => title),
    pytorch: async (workload) => pytorch(await python, folder, workload, seconds),
    async ratios(workload) {
      const ratios = {};
      for (const engine of found) {
        if (engine.takes && !engine.takes(workload)) continue;
        ratios[engine.title] = await besideOurs(folder, engine, workload, seconds);
      }
      return ratios;
    },
  };
}
