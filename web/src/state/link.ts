// Link: inputs in the fragment of an address, readable, defaults left out:
// "#v=1&preset=gru&hidden=8". Long texts travel together in `z`, deflated.
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import type { Values } from './values';

export interface Link {
  preset: string;
  inputs: Values;
  /** `z` could not be read; the rest is there. */
  damaged: boolean;
}

const VERSION = '1';
/** Symbols that a link's values may have together before they are packed. */
const READABLE = 200;
/** Bytes that a packed link may unfold to: more is no link of ours. */
const LARGEST = 4_000_000;
const RESERVED = new Set(['v', 'z', 'preset']);

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (symbol) => symbol.charCodeAt(0));
}

const pack = (values: Values): string =>
  toBase64Url(deflateSync(strToU8(JSON.stringify(values)), { level: 9 }));

function unpack(packed: string): Values {
  const bytes = inflateSync(fromBase64Url(packed), { out: new Uint8Array(LARGEST) });
  const values: unknown = JSON.parse(strFromU8(bytes));
  if (typeof values !== 'object' || values === null) throw new TypeError('not a record');
  const texts = Object.entries(values).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as Values;
}

// Readable in an address bar, and what people type by hand comes through.
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/%(2C|3B|3A|7C|2F|40|20)/g, (code) =>
    code === '%20' ? '+' : decodeURIComponent(code),
  );

/** The longest values first, until the rest is short enough to read. */
function tooLong(inputs: Values): Values {
  const byLength = Object.entries(inputs).sort(([, a], [, b]) => b.length - a.length);
  const packed: Values = {};
  let length = byLength.reduce((sum, [, value]) => sum + value.length, 0);
  for (const [name, value] of byLength) {
    if (length <= READABLE) break;
    packed[name] = value;
    length -= value.length;
  }
  return packed;
}

/** The fragment for these inputs (those that differ from the preset's); "" when there is nothing to say. */
export function writeLink(preset: string, inputs: Values): string {
  const packed = tooLong(inputs);
  const readable = Object.entries(inputs).filter(([name]) => !(name in packed));
  const pairs = [
    ...(preset ? [['preset', preset]] : []),
    ...readable,
    ...(Object.keys(packed).length > 0 ? [['z', pack(packed)]] : []),
  ];
  if (pairs.length === 0) return '';
  return `#${[['v', VERSION], ...pairs].map(([key, value]) => `${key}=${encode(value!)}`).join('&')}`;
}

/** What a fragment says. Whether its inputs exist and are allowed, the lab decides. */
export function readLink(fragment: string): Link {
  const pairs = [...new URLSearchParams(fragment.replace(/^#/, ''))];
  const inputs: Values = Object.fromEntries(pairs.filter(([key]) => !RESERVED.has(key)));
  const given = Object.fromEntries(pairs) as Values;
  const link = { preset: given.preset ?? '', inputs, damaged: false };
  if (given.z === undefined) return link;
  try {
    return { ...link, inputs: { ...unpack(given.z), ...inputs } };
  } catch {
    return { ...link, damaged: true };
  }
}
