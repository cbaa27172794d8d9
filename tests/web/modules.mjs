// The page's own TypeScript, for tests in Node.
import { after } from 'node:test';
import { openTypeScript } from '../../scripts/typescript.mjs';

const server = await openTypeScript();
after(() => server.close());

export const load = (path) => server.ssrLoadModule(`/web/src/${path}`);
