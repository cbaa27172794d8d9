// npm run lab -- …: the runner of the labs, native. npm run lab:wasm -- …: the same as WebAssembly.
import { prepareData } from './data.mjs';
import { buildEngine } from './engine.mjs';
import { attach, main } from './process.mjs';
import { native, needTools, webAssembly } from './setup.mjs';

await main(async (args) => {
  await prepareData();
  if (args[0] === '--wasm') {
    await needTools(webAssembly);
    await buildEngine('wasm', 'lab');
    const node = ['--no-experimental-fetch', 'build/wasm/lab.cjs'];
    return attach(process.execPath, [...node, ...args.slice(1)]);
  }
  await needTools(native);
  await buildEngine('native', 'lab');
  return attach('build/native/lab', args);
});
