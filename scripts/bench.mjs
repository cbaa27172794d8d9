// npm run bench: microseconds a training step of the lab hihello takes, with its prediction, in
// Node and in Chromium. Medians of several runs; read them as ratios, since machines differ.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildEngine } from './engine.mjs';
import { main, root } from './process.mjs';
import { browser as chromiumTool, needModules, needTools, webAssembly } from './setup.mjs';

const folder = join(root, 'build', 'wasm');
const warm = 1000;
const steps = 9000;
const runs = 7;

/** Times the runs; self-contained, since Chromium gets it as text. */
async function measure({ moduleUrl, wasmBinary, warm, steps, runs }) {
  const { default: createEngine } = await import(moduleUrl);
  const engine = await createEngine({ wasmBinary, locateFile: (path) => path });
  const times = [];
  for (let run = 0; run < runs; ++run) {
    const session = new engine.Session('hihello', '', { steps: String(warm + steps) });
    session.advance(warm);
    const start = performance.now();
    session.advance(steps);
    times.push(((performance.now() - start) / steps) * 1000);
    session.delete();
  }
  return times.sort((a, b) => a - b);
}

const report = (place, times) =>
  console.log(
    `${place.padEnd(10)} ${times[runs >> 1].toFixed(1)} µs a step (fastest ${times[0].toFixed(1)})`,
  );

async function inNode() {
  const wasmBinary = await readFile(join(folder, 'unfold.wasm'));
  const moduleUrl = pathToFileURL(join(folder, 'unfold.js')).href;
  return measure({ moduleUrl, wasmBinary, warm, steps, runs });
}

const types = { js: 'text/javascript', wasm: 'application/wasm' };

/** The build and an empty page, on a port of this machine. */
function serve() {
  const server = createServer(async ({ url }, response) => {
    if (url === '/') return response.setHeader('content-type', 'text/html').end('<title>-</title>');
    response.setHeader('content-type', types[url.split('.').pop()] ?? 'text/plain');
    const body = await readFile(join(folder, url.slice(1))).catch(() => null);
    response.writeHead(body ? 200 : 404).end(body);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function inChromium() {
  const { chromium } = await import('playwright-core');
  const { launchOptions } = await import('./chromium.mjs');
  const server = await serve();
  const browser = await chromium.launch(launchOptions());
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const run = `(async () => (${measure})({
      moduleUrl: '/unfold.js',
      wasmBinary: await (await fetch('/unfold.wasm')).arrayBuffer(),
      warm: ${warm}, steps: ${steps}, runs: ${runs},
    }))()`;
    return await page.evaluate(run);
  } finally {
    await browser.close();
    server.close();
  }
}

await main(async () => {
  await needTools(webAssembly, chromiumTool);
  await needModules();
  await buildEngine('wasm', 'unfold');
  report('Node', await inNode());
  report('Chromium', await inChromium());
});
