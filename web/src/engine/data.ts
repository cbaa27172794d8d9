// The files that come with the site: <site>/data/<name>.gz, fetched by the page, since a sandboxed
// worker may not, and kept in the browser's cache. What is not what the build laid out is not taken.
import { files, inPage } from 'virtual:unfold-data';
import { scalarUrl } from 'virtual:unfold-wasm';
import { kept, keep } from './data-cache';
import { hashOf } from './sha256';

/** Takes how many bytes are here, of how many. */
export type Report = (loaded: number, total: number) => void;

/** The site answers, but not with the file. */
export class WrongData extends Error {}

/** A page that is one file, which comes without it. */
export class LeftOut extends Error {}

const folder = () =>
  import.meta.env.DEV ? new URL('/data/', location.href) : new URL('../data/', scalarUrl);

async function get(url: URL, cache: RequestCache): Promise<Response> {
  const response = await fetch(url, { cache });
  if (response.status >= 500) throw new Error(`${url.pathname}: ${response.status}`);
  if (!response.ok) throw new WrongData(`${url.pathname}: ${response.status}`);
  return response;
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

type File = (typeof files)[string];

/** The bytes, if they are those of the build. */
async function right(file: Blob, { bytes, sha256 }: File): Promise<Uint8Array<ArrayBuffer> | null> {
  const unpacked = await decompressed(file).catch(() => null);
  if (unpacked?.length !== bytes) return null;
  return (await hashOf(unpacked)) === sha256 ? unpacked : null;
}

async function download(url: URL, file: File, cache: RequestCache, report: Report) {
  const total = ({ gzipped, bytes }: File, loaded: number) => (loaded > gzipped ? bytes : gzipped);
  const response = await get(url, cache);
  return collect(response.body!, (loaded) => report(loaded, total(file, loaded)));
}

/** What the network brings; where something stands in the file's place it is asked once more, past
 *  the caches on the way. */
async function fetched(url: URL, file: File, report: Report): Promise<Uint8Array<ArrayBuffer>> {
  report(0, file.gzipped);
  for (const cache of ['default', 'reload'] as const) {
    const body = await download(url, file, cache, report);
    const bytes = await right(body, file);
    if (!bytes) continue;
    keep(url, body);
    return bytes;
  }
  throw new WrongData(url.pathname);
}

async function taken(name: string, file: File, address: string | undefined) {
  if (!address) throw new LeftOut(name);
  const bytes = await right(await (await fetch(address)).blob(), file);
  if (!bytes) throw new WrongData(name);
  return bytes;
}

export async function fetchData(name: string, report: Report): Promise<Uint8Array<ArrayBuffer>> {
  const file = files[name];
  if (!file) throw new WrongData(name);
  if (inPage) return taken(name, file, inPage[name]);
  const url = new URL(`${name}.gz`, folder());
  // Other bytes have another address.
  url.search = `?v=${file.sha256.slice(0, 16)}`;
  const body = await kept(url);
  const bytes = body && (await right(body, file));
  return bytes ?? fetched(url, file, report);
}
