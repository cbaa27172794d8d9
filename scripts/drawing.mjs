// Writes the drawing of a lab's network that README shows, from the network as the engine tells it.
import { writeFileSync } from 'node:fs';
import { createServer } from 'vite';
import { root } from './process.mjs';

/** In the page's own TypeScript, which Vite reads. */
export async function readmeDrawing() {
  const server = await createServer({
    configFile: false,
    root,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false, watch: null },
  });
  try {
    return await (await server.ssrLoadModule('/web/build/network/readme.ts')).readmeDrawing();
  } finally {
    await server.close();
  }
}

if (import.meta.filename === process.argv[1]) {
  const { path, svg } = await readmeDrawing();
  writeFileSync(path, svg);
  console.log(path);
}
