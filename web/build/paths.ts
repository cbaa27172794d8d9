// Where things are in the repository.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const web = join(root, 'web');
export const dist = join(root, 'dist');
export const examples = join(root, 'examples');

/** What labs of several chapters share. */
export const shared = join(examples, 'shared');

/** examples/<chapter>/<id> */
export function labFolder(id: string): string {
  const chapters = readdirSync(examples).map((chapter) => join(examples, chapter, id));
  return chapters.find((folder) => existsSync(folder)) ?? join(examples, id);
}

/** Outputs of the native and WebAssembly builds; UNFOLD_BUILD names another folder. */
const built = resolve(root, process.env.UNFOLD_BUILD ?? 'build');
export const glue = join(built, 'wasm/unfold.js');
export const simdWasm = join(built, 'wasm/unfold.wasm');
export const scalarWasm = join(built, 'wasm-scalar/unfold.wasm');
/** The engine with the labs of one part of the course. */
export const partWasm = (part: string) => join(built, `wasm/unfold-${part}.wasm`);

/** The workloads of the page Speed. */
export const benchGlue = join(built, 'wasm/bench_module.js');
export const benchWasm = join(built, 'wasm/bench_module.wasm');

/** What scripts/data.mjs lays out: for Node, and compressed for the site. */
export const data = join(root, 'build/data');
export const dataSite = join(root, 'build/data-site');

/** In the site: a lab's picture for pages that link to it, and what embeds it there. */
export const cardPath = (lab: string) => `cards/${lab}.png`;
export const oembedPath = (lab: string, lang: string) => `oembed/${lab}.${lang}.json`;
