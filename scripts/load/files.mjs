// A folder as HOSTING.md says that a host should send it: compressed, and with what caches need.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/json',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const compressed = new Set(['.html', '.js', '.css', '.svg', '.wasm', '.webmanifest', '.json']);

const encoders = {
  br: (bytes) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 9 }),
};

async function find(path) {
  const info = await stat(path).catch(() => null);
  if (info?.isDirectory()) return find(join(path, 'index.html'));
  return info ? path : null;
}

const encodingFor = (path, accepted) =>
  compressed.has(extname(path))
    ? Object.keys(encoders).find((name) => new RegExp(`\\b${name}\\b`).test(accepted))
    : undefined;

async function read(path, encoding) {
  const plain = await readFile(path);
  const body = encoding ? await encoders[encoding](plain) : plain;
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  return { body, etag };
}

const cacheControl = (name) =>
  name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';

/** Answers requests for the files of a folder, each compressed once. */
export function openFiles(folder) {
  const known = new Map();
  const once = (path, encoding) => {
    const key = `${path} ${encoding}`;
    if (!known.has(key)) known.set(key, read(path, encoding));
    return known.get(key);
  };

  return async (pathname, { 'accept-encoding': accepted = '', 'if-none-match': etags = '' }) => {
    const name = normalize(decodeURIComponent(pathname)).replaceAll(sep, '/').replace(/^\/+/, '');
    const found = name.startsWith('..') ? null : await find(join(folder, name));
    if (!found)
      return { status: 404, headers: { 'Content-Type': 'text/plain' }, body: 'Not found' };
    const encoding = encodingFor(found, accepted);
    const { body, etag } = await once(found, encoding);
    const headers = {
      'Cache-Control': cacheControl(name),
      ETag: etag,
      Vary: 'Accept-Encoding',
      'Access-Control-Allow-Origin': '*',
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    };
    if (etags.includes(etag)) return { status: 304, headers, body: '' };
    headers['Content-Type'] = types[extname(found)] ?? 'application/octet-stream';
    headers['Content-Length'] = body.length;
    if (encoding) headers['Content-Encoding'] = encoding;
    return { status: 200, headers, body };
  };
}
