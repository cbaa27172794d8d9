// TensorFlow.js for the page Speed, where it is installed: in node_modules or in the folder that
// UNFOLD_PEERS names. No part of the site needs it. virtual:unfold-tfjs: how to open the worker that
// compares, and where the binary is; or nothing.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import type { Plugin } from 'vite';
import { root, web } from './paths.ts';

const core = '@tensorflow/tfjs-core';
const backend = '@tensorflow/tfjs-backend-wasm';

interface Tfjs {
  version: string;
  /** A file in the folder that has the packages, to resolve them from. */
  from: string;
  wasm: string;
}

function packageIn(from: string, name: string): string | undefined {
  try {
    return createRequire(from).resolve(`${name}/package.json`);
  } catch {
    return undefined;
  }
}

function findIn(folder: string): Tfjs | undefined {
  const from = join(resolve(root, folder), 'package.json');
  const [corePackage, backendPackage] = [core, backend].map((name) => packageIn(from, name));
  if (!corePackage || !backendPackage) return undefined;
  const { version } = JSON.parse(readFileSync(corePackage, 'utf8')) as { version: string };
  return { version, from, wasm: join(dirname(backendPackage), 'dist/tfjs-backend-wasm-simd.wasm') };
}

function find(): Tfjs | undefined {
  const folders = [root, process.env.UNFOLD_PEERS].filter((folder) => folder !== undefined);
  return folders.map(findIn).find((found) => found !== undefined);
}

const found = find();

/** Of TensorFlow.js, if it is there. */
export const tfjsVersion = found?.version;

/** What the site ships of it, each with a file to resolve it from. */
export const tfjsPackages = found
  ? [core, backend].map((name) => ({ name, from: found.from }))
  : [];

const source = ({ wasm }: Tfjs) => `import wasm from ${JSON.stringify(`${wasm}?url`)};
export const tfjs = {
  wasm: new URL(wasm, import.meta.url).href,
  async openWorker() {
    const { default: Compare } = await import(${JSON.stringify(`${web}/src/site/speed/compare.ts?worker&inline`)});
    return new Compare();
  },
};`;

const id = '\0virtual:unfold-tfjs';

export function tfjs(): Plugin {
  return {
    name: 'unfold-tfjs',
    resolveId(name, importer) {
      if (name === 'virtual:unfold-tfjs') return id;
      const isOurs = importer?.startsWith(root) && !importer.includes('node_modules');
      if (found && isOurs && name.startsWith('@tensorflow/')) {
        return this.resolve(name, found.from, { skipSelf: true });
      }
    },
    load(name) {
      if (name === id) return found ? source(found) : 'export const tfjs = undefined;';
    },
  };
}
