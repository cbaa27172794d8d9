// The data of the labs at data/<name>.gz, and data/manifest.json, which tells what there is.
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { dataSite } from './paths.ts';

async function dataFiles(): Promise<string[]> {
  const entries = await readdir(dataSite, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dataSite.length + 1));
}

export function labData(): Plugin {
  return {
    name: 'unfold-lab-data',
    async generateBundle() {
      for (const name of await dataFiles()) {
        const source = await readFile(join(dataSite, name));
        this.emitFile({ type: 'asset', fileName: `data/${name}`, source });
      }
    },
    configureServer(server) {
      server.middlewares.use('/data', async (request, response, next) => {
        const name = decodeURIComponent(request.url!.slice(1).replace(/\?.*/, ''));
        if (!(await dataFiles()).includes(name)) return next();
        createReadStream(join(dataSite, name)).pipe(response);
      });
    },
  };
}
