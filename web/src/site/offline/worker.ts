// sw.js: the site without a network. Every file that its pages are made of is kept once, under its
// path and a hash of its bytes; a new version fetches only what is new in it and waits to be asked.
import { files } from 'virtual:unfold-offline-files';

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(response: Promise<Response> | Response): void;
}

interface Scope {
  readonly registration: { scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

const worker = self as unknown as Scope;
const { scope } = worker.registration;

/** Files that are fetched at a time. */
const LANES = 4;

/** Sites in other folders of the same host have their own. */
const open = () => caches.open(`unfold-site ${new URL(scope).pathname}`);

const keyOf = (path: string, hash: string) => new URL(`${path}?kept=${hash}`, scope).href;

/** Where the version that is in use says what it is made of. */
const list = new URL('?kept', scope).href;

const folderOf = (path: string) => path.replace(/(^|\/)index\.html$/, '$1');

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** As it was sent, but for how it travelled. */
function copy(bytes: ArrayBuffer, { headers }: Response): Response {
  const kept = new Headers(headers);
  for (const name of ['Content-Encoding', 'Content-Length']) kept.delete(name);
  return new Response(bytes, { headers: kept });
}

/** Past the browser's cache where that has other bytes. */
async function bring(cache: Cache, path: string, hash: string): Promise<void> {
  for (const mode of ['default', 'reload'] as const) {
    const response = await fetch(new URL(folderOf(path), scope), { cache: mode });
    const bytes = await response.arrayBuffer();
    if (!response.ok || (await hashOf(bytes)) !== hash) continue;
    return cache.put(keyOf(path, hash), copy(bytes, response));
  }
  throw new Error(`${path} is not the file of this version.`);
}

const keysOf = (entries: Record<string, string>) =>
  Object.entries(entries).map(([path, hash]) => keyOf(path, hash));

/** The version in use stays whole, for pages that are open. */
async function sweep(cache: Cache): Promise<void> {
  const used = ((await (await cache.match(list))?.json()) ?? {}) as Record<string, string>;
  const wanted = new Set([list, ...keysOf(used), ...keysOf(files)]);
  for (const { url } of await cache.keys()) {
    if (!wanted.has(url)) await cache.delete(url);
  }
}

async function install(): Promise<void> {
  const cache = await open();
  await sweep(cache);
  const here = new Set((await cache.keys()).map(({ url }) => url));
  const wanted = Object.entries(files).filter(([path, hash]) => !here.has(keyOf(path, hash)));
  const lane = async () => {
    for (let next = wanted.shift(); next; next = wanted.shift()) await bring(cache, ...next);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function activate(): Promise<void> {
  await (await open()).put(list, new Response(JSON.stringify(files)));
  await worker.clients.claim();
}

/** From the cache, or where it is gone from there, from the network. */
async function answer(request: Request, path: string): Promise<Response> {
  const cache = await open();
  const key = files[path] ? keyOf(path, files[path]) : new URL(path, scope).href;
  // A page of the version before may still ask for a file that this one does not have.
  const kept = await cache.match(key, { ignoreSearch: !files[path] });
  return kept ?? fetch(request);
}

function pathIn({ href, pathname }: URL): string | null {
  if (!href.startsWith(scope)) return null;
  const path = decodeURI(pathname.slice(new URL(scope).pathname.length));
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('message', ({ data }) => {
  if (data === 'unfold:renew') void worker.skipWaiting();
});
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const path = request.method === 'GET' ? pathIn(url) : null;
  if (path === null) return;
  if (files[path] || path.startsWith('assets/')) event.respondWith(answer(request, path));
  else if (request.mode === 'navigate' && files[`${path}/index.html`]) {
    event.respondWith(Response.redirect(`${url.origin}${url.pathname}/${url.search}`));
  }
});
