// The engine's machine code, fetched by the page (a sandboxed worker may not fetch).
import { partOf, partUrls, scalarUrl } from 'virtual:unfold-wasm';

// The smallest module with a SIMD instruction: (func (result v128) i32.const 0 i8x16.splat …).
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
]);

/** Where the engine of the whole course is, which is the one for every browser. */
export const wholeUrl = scalarUrl;

/** Where the engine is that has this lab; an unknown lab's is the first. */
export function wasmUrl(lab: string): string {
  if (!WebAssembly.validate(SIMD_PROBE)) return scalarUrl;
  const part = Object.hasOwn(partOf, lab) ? partOf[lab]! : Object.keys(partUrls)[0]!;
  return partUrls[part]!;
}

export async function fetchWasm(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The engine could not be loaded (${response.status}).`);
  return response.arrayBuffer();
}
