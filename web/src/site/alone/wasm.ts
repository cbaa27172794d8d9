// virtual:unfold-wasm of a page that is one file: its engines are in the page, compressed.
import { gunzipSync } from 'fflate';
import { part } from './part';

interface Engines {
  lab: string;
  /** With SIMD, that of the lab's part of the course; base64 of gzip, as the other. */
  own: string;
  /** Without SIMD, that of the whole course. */
  whole: string;
}

const { lab, own, whole } = part<Engines>('engines');

function urlOf(base64: string): string {
  const file = Uint8Array.from(atob(base64), (symbol) => symbol.charCodeAt(0));
  return URL.createObjectURL(new Blob([gunzipSync(file) as Uint8Array<ArrayBuffer>]));
}

export const scalarUrl = urlOf(whole);
export const partUrls = { own: urlOf(own) };
export const partOf = { [lab]: 'own' };
