// sw.js, which keeps the site for when there is no network: all that its pages are made of, each file
// with a hash of its bytes. The data of labs the page keeps itself, once they are used.
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { benchWasm, web } from './paths.ts';

type Files = Record<string, string>;

const id = 'virtual:unfold-offline-files';

const hash = (bytes: string | Uint8Array) =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 16);

const ownNames = new Set([basename(benchWasm), 'tfjs-backend-wasm-simd.wasm']);

/** What is only for pages elsewhere, for who measures or for who asks, or is kept by the page. */
function isApart({ fileName, ...file }: Rolldown.OutputAsset | Rolldown.OutputChunk): boolean {
  if (/^(data|examples|cards|oembed)\//.test(fileName) || /^(LICENSE|NOTICES)/.test(fileName))
    return true;
  return file.type === 'asset' && file.names.some((name) => ownNames.has(name));
}

const bytesOf = (file: Rolldown.OutputAsset | Rolldown.OutputChunk) =>
  file.type === 'chunk' ? file.code : file.source;

async function publicFiles(): Promise<[string, string][]> {
  const names = (await readdir(join(web, 'public'))).filter((name) => /\.(js|svg)$/.test(name));
  const files = names.map(async (name): Promise<[string, string]> => [
    name,
    hash(await readFile(join(web, 'public', name))),
  ]);
  return Promise.all(files);
}

/** By path, a hash of the bytes. */
export async function filesOf(bundle: Rolldown.OutputBundle): Promise<Files> {
  const built = Object.values(bundle)
    .filter((file) => !isApart(file))
    .map((file) => [file.fileName, hash(bytesOf(file))] as const);
  const all = [...built, ...(await publicFiles())];
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One plain script: browsers differ in whether a service worker may be a module. */
async function workerOf(files: Files): Promise<string> {
  const result = await build({
    configFile: false,
    root: web,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: join(web, 'src/site/offline/worker.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
    plugins: [listed(files)],
  });
  return (result as Rolldown.RolldownOutput).output[0].code;
}

const listed = (files: Files): Plugin => ({
  name: 'unfold-offline-files',
  resolveId: (name) => (name === id ? `\0${id}` : undefined),
  load: (name) =>
    name === `\0${id}` ? `export const files = ${JSON.stringify(files)};` : undefined,
});

/** While developing nothing is kept, and what another site kept at this address is let go of. */
export const farewell = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(registration.unregister()));
`;

export function offline(): Plugin {
  return {
    name: 'unfold-offline',
    configureServer(server) {
      server.middlewares.use('/sw.js', (_, response) => {
        response.setHeader('Content-Type', 'text/javascript');
        response.end(farewell);
      });
    },
    async writeBundle({ dir }, bundle) {
      await writeFile(join(dir!, 'sw.js'), await workerOf(await filesOf(bundle)));
    },
  };
}
