// The page's own TypeScript in Node, as Vite reads it.
import { createServer } from 'vite';
import { root } from './process.mjs';

/** `ssrLoadModule('/web/src/…')` gives a module; what it imports later is read too, until `close`. What
 *  the site's build alone provides, `plugins` may. */
export const openTypeScript = (plugins = []) =>
  createServer({
    plugins,
    configFile: false,
    root,
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, ws: false, watch: null },
  });
