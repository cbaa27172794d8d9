// Link: inputs in the fragment of an address, readable, defaults left out:
// "#v=1&preset=gru&hidden=8". Long texts travel together in `z`, deflated.
import type { Values } from './values';

export interface Link {
  preset: string;
  inputs: Values;
  /** `z` could not be read; the rest is there. */
  damaged: boolean;
  /** Runs that are pinned beside, as `compare/described` reads them. */
  pins: string;
  /** Numbers that are held inside the network, as the engine reads them. */
  hand: string;
}

const VERSION = '1';
/** Symbols that a link's values may have together before they are packed. */
const READABLE = 200;
const RESERVED = new Set(['v', 'z', 'preset', 'pins', 'hand']);

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

async function packedPair(values: Values): Promise<string[][]> {
  if (Object.keys(values).length === 0) return [];
  const { pack } = await import('./pack');
  return [['z', pack(values)]];
}

/** The fragment for these inputs (those that differ from the preset's); "" when there is nothing to say. */
export async function writeLink(preset: string, inputs: Values): Promise<string> {
  const packed = tooLong(inputs);
  const readable = Object.entries(inputs).filter(([name]) => !(name in packed));
  const pairs = [
    ...(preset ? [['preset', preset]] : []),
    ...readable,
    ...(await packedPair(packed)),
  ];
  if (pairs.length === 0) return '';
  return `#${[['v', VERSION], ...pairs].map(([key, value]) => `${key}=${encode(value!)}`).join('&')}`;
}

/** The fragment with this beside its inputs, or without it where it is "". */
export function withBeside(fragment: string, key: 'pins' | 'hand', text: string): string {
  const pairs = fragment.replace(/^#/, '').split('&');
  const others = pairs.filter((pair) => pair.includes('=') && !pair.startsWith(`${key}=`));
  if (text === '') return others.length > 0 ? `#${others.join('&')}` : '';
  if (others.length === 0) others.push(`v=${VERSION}`);
  return `#${[...others, `${key}=${encode(text)}`].join('&')}`;
}

/** What a fragment says. Whether its inputs exist and are allowed, the lab decides. */
export async function readLink(fragment: string): Promise<Link> {
  const pairs = [...new URLSearchParams(fragment.replace(/^#/, ''))];
  const inputs: Values = Object.fromEntries(pairs.filter(([key]) => !RESERVED.has(key)));
  const given = Object.fromEntries(pairs) as Values;
  const { preset = '', pins = '', hand = '' } = given;
  const link = { preset, inputs, damaged: false, pins, hand };
  if (given.z === undefined) return link;
  try {
    const { unpack } = await import('./pack');
    return { ...link, inputs: { ...unpack(given.z), ...inputs } };
  } catch {
    return { ...link, damaged: true };
  }
}
