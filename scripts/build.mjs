// npm run build: the engine as WebAssembly, with and without SIMD, and the static site in dist/.
import { pathToFileURL } from 'node:url';
import { prepareData } from './data.mjs';
import { buildEngine } from './engine.mjs';
import { main, note, quietly } from './process.mjs';
import { needTools, webAssembly } from './setup.mjs';

export async function buildModules() {
  await needTools(webAssembly);
  await prepareData();
  await buildEngine('wasm', 'unfold', 'parts', 'bench_module');
  await buildEngine('wasm-scalar', 'unfold');
}

/** The site, of modules that are built. */
export async function bundleSite() {
  note('Building the site …');
  await quietly('Building the site', process.execPath, vite('build'));
}

export async function buildSite() {
  await buildModules();
  await bundleSite();
}

/** Arguments of Node that run Vite. */
export function vite(...args) {
  return ['node_modules/vite/bin/vite.js', ...args, '--config', 'web/vite.config.ts'];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(buildSite);
