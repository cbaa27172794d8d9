// npm run bench:adapter: the engine as a peer of the harness, in build/peers/.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleCrew } from './crew.mjs';
import { buildEngine } from '../engine.mjs';
import { main, note, root } from '../process.mjs';
import { needModules, needTools, webAssembly } from '../setup.mjs';

const folder = join(root, 'build/peers');

const parts = [
  'tests/bench/ours.js',
  'tests/bench/engine.js',
  'tests/bench/team.js',
  'tests/bench/member.js',
  'build/wasm/bench_module.js',
  'build/wasm/bench_module.wasm',
];

export async function buildAdapter() {
  await needTools(webAssembly);
  await needModules();
  await buildEngine('wasm', 'bench_module');
  mkdirSync(folder, { recursive: true });
  await bundleCrew(folder);
  for (const part of parts) cpSync(join(root, part), join(folder, part.split('/').at(-1)));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await buildAdapter();
    note(`The adapter is ${join(folder, 'ours.js')}`);
  });
}
