// Writes the drawing of a lab's network that README shows, from the network as the engine tells it.
import { writeFileSync } from 'node:fs';
import { openTypeScript } from './typescript.mjs';

export async function readmeDrawing() {
  const server = await openTypeScript();
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
