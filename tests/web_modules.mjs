// The page's own TypeScript, for tests in Node.
import { runnerImport } from 'vite';

export async function load(path) {
  const { module } = await runnerImport(new URL(`../web/src/${path}`, import.meta.url).pathname, {
    configFile: false,
    logLevel: 'error',
  });
  return module;
}
