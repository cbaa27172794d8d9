// The page's crew (web/src/engine/crew.ts) as one module, for the workloads' own workers.
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../process.mjs';

/** Writes crew.js into this folder. */
export async function bundleCrew(outDir) {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      lib: {
        entry: join(root, 'web/src/engine/crew.ts'),
        formats: ['es'],
        fileName: () => 'crew.js',
      },
      outDir,
      emptyOutDir: false,
      minify: false,
    },
  });
}
