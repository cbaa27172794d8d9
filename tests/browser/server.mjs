// A plain static server: a folder at a path, as any web host would serve it.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.md': 'text/markdown',
};

async function find(path) {
  const info = await stat(path).catch(() => null);
  if (info?.isDirectory()) return find(join(path, 'index.html'));
  return info ? path : null;
}

/** Serves `folder` under `/base/` on a free port; what is missing gets the folder's 404.html. */
export async function serve(folder, { base = '/', headers = {} } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const inside = pathname.startsWith(base)
      ? normalize(decodeURIComponent(pathname.slice(base.length)))
      : '..';
    const found = inside.startsWith('..') ? null : await find(join(folder, inside));
    const path = found ?? join(folder, '404.html');
    response.writeHead(found ? 200 : 404, {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      ...headers,
    });
    createReadStream(path)
      .on('error', () => response.end())
      .pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: `${origin}${base}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
