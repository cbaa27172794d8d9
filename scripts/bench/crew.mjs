// The page's crew (web/src/engine) as modules, for the workloads' own workers.
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../process.mjs';

const source = (name) => join(root, 'web/src/engine', name);

/** Writes crew.js and lines.js into this folder. */
export async function bundleCrew(outDir) {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      lib: {
        entry: { crew: source('crew.ts'), lines: source('lines.ts') },
        formats: ['es'],
        fileName: (_, name) => `${name}.js`,
      },
      outDir,
      emptyOutDir: false,
      minify: false,
    },
  });
}
