// npm start: builds the playground and serves it. npm run dev: serves the sources, reloading.
// Further arguments go to Vite: npm start -- --port 8080 --host
import { buildModules, buildSite, vite } from './build.mjs';
import { attach, main } from './process.mjs';

await main(async (args) => {
  if (args[0] === '--dev') {
    await buildModules();
    return attach(process.execPath, vite('dev', ...args.slice(1)));
  }
  await buildSite();
  return attach(process.execPath, vite('preview', ...args));
});
