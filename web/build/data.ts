// The data of the labs at data/<name>.gz, and data/manifest.json, which tells what there is.
// virtual:unfold-data: what a page must know of it to take no other bytes for these.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { dataSite } from './paths.ts';

export interface DataFile {
  title: string;
  licence: string;
  source: string;
  /** Of the bytes as the labs read them, unpacked. */
  bytes: number;
  sha256: string;
  /** Length as it travels. */
  gzipped: number;
}

/** By the name of the file: "mnist/train-images" belongs to "mnist", "plays.txt" stands alone. */
export type Manifest = Record<string, DataFile>;

const manifestPath = join(dataSite, 'manifest.json');

export async function readManifest(): Promise<Manifest> {
  const text = await readFile(manifestPath, 'utf8').catch(() => {
    throw new Error(`${manifestPath} is missing. Run "node scripts/data.mjs" first.`);
  });
  return JSON.parse(text) as Manifest;
}

const servedFiles = async () => [
  'manifest.json',
  ...Object.keys(await readManifest()).map((name) => `${name}.gz`),
];

const id = 'virtual:unfold-data';

async function knownFiles(): Promise<string> {
  const known = Object.entries(await readManifest()).map(
    ([name, { bytes, gzipped, sha256 }]) => [name, { bytes, gzipped, sha256 }] as const,
  );
  return `export const files = ${JSON.stringify(Object.fromEntries(known))};
export const inPage = null;`;
}

export function knownData(): Plugin {
  return {
    name: 'unfold-known-data',
    resolveId(name) {
      if (name === id) return `\0${id}`;
    },
    load(name) {
      if (name === `\0${id}`) return knownFiles();
    },
  };
}

export function labData(): Plugin {
  return {
    name: 'unfold-lab-data',
    async generateBundle() {
      for (const name of await servedFiles()) {
        const source = await readFile(join(dataSite, name));
        this.emitFile({ type: 'asset', fileName: `data/${name}`, source });
      }
    },
    configureServer(server) {
      server.middlewares.use('/data', async (request, response, next) => {
        const name = decodeURIComponent(request.url!.slice(1).replace(/\?.*/, ''));
        if (!(await servedFiles()).includes(name)) return next();
        createReadStream(join(dataSite, name)).pipe(response);
      });
    },
  };
}
