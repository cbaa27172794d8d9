// The files that come with the site: <site>/data/<name>.gz, fetched by the page, since a sandboxed
// worker may not, and kept in the browser's cache.
import { scalarUrl } from 'virtual:unfold-wasm';

/** Takes how many bytes are here, of how many. */
export type Report = (loaded: number, total: number) => void;

interface Line {
  bytes: number;
  gzipped: number;
}

const folder = import.meta.env.DEV
  ? new URL('/data/', location.href)
  : new URL('../data/', scalarUrl);

async function get(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return response;
}

/** Sizes of all files by name; empty where the list cannot be had. */
async function manifest(): Promise<Record<string, Line>> {
  try {
    return await (await get(new URL('manifest.json', folder))).json();
  } catch {
    return {};
  }
}

async function openCache(): Promise<Cache | null> {
  try {
    return await caches.open('unfold-data');
  } catch {
    return null;
  }
}

async function collect(body: ReadableStream<Uint8Array>, report: (loaded: number) => void) {
  const chunks: Uint8Array[] = [];
  let loaded = 0;
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    report((loaded += part.value.length));
  }
  return new Blob(chunks as BlobPart[]);
}

/** Some servers undo the compression on the way. */
async function isCompressed(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

async function decompressed(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (!(await isCompressed(file))) return new Uint8Array(await file.arrayBuffer());
  if ('DecompressionStream' in globalThis) {
    const stream = file.stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }
  const { gunzipSync } = await import('fflate');
  return gunzipSync(new Uint8Array(await file.arrayBuffer())) as Uint8Array<ArrayBuffer>;
}

async function download(url: URL, report: (loaded: number) => void): Promise<Blob> {
  const cache = await openCache();
  const known = await cache?.match(url);
  if (known) return known.blob();
  const response = await get(url);
  const file = await collect(response.body!, report);
  await cache?.put(url, new Response(file)).catch(() => {});
  return file;
}

export async function fetchData(name: string, report: Report): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes = 0, gzipped = 0 } = (await manifest())[name] ?? {};
  const url = new URL(`${name}.gz`, folder);
  // Another version is another file.
  url.search = `?v=${gzipped}`;
  report(0, gzipped);
  const file = await download(url, (loaded) => report(loaded, loaded > gzipped ? bytes : gzipped));
  return decompressed(file);
}
