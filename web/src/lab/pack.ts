// Pack: values as deflated JSON in base64url.
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import type { Values } from './values';

/** Bytes that a pack may unfold to: more is none of ours. */
const LARGEST = 4_000_000;

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (symbol) => symbol.charCodeAt(0));
}

export const pack = (values: Values): string =>
  toBase64Url(deflateSync(strToU8(JSON.stringify(values)), { level: 9 }));

export function unpack(packed: string): Values {
  const bytes = inflateSync(fromBase64Url(packed), { out: new Uint8Array(LARGEST) });
  const values: unknown = JSON.parse(strFromU8(bytes));
  if (typeof values !== 'object' || values === null) throw new TypeError('not a record');
  const texts = Object.entries(values).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as Values;
}
