// The engine of the whole course, which alone writes what leaves it: fetched when that is asked for.
// It computes the same bits as those of the parts, so that the one without SIMD does.
import { scalarUrl } from 'virtual:unfold-wasm';
import { EngineClient } from './client';
import { connect } from './connection';
import { fetchWasm } from './wasm';

let fetching: Promise<ArrayBuffer> | null = null;

function wasm(): Promise<ArrayBuffer> {
  fetching ??= fetchWasm(scalarUrl);
  fetching.catch(() => (fetching = null));
  return fetching;
}

/** Its client, in a worker of its own that ends with the work. */
export async function withWholeEngine<T>(work: (client: EngineClient) => Promise<T>): Promise<T> {
  const client = new EngineClient(wasm(), await connect(wasm()));
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
