// Described: pins as a link carries them, in short: "50;cell:gru~120;@wide;hidden:8;=the best". Of each
// its step, its preset, what differs from that, and what the reader calls it. Long ones travel packed.
import type { Values } from '../values';

export interface Described {
  preset: string;
  inputs: Values;
  step: number;
  name: string;
}

/** Symbols that may stand in an address before they are packed. */
const READABLE = 200;
const PACKED = 'z.';
/** Symbols of a name, and digits of a step, that are read. */
const LONGEST_NAME = 60;
const step = /^\d{1,9}$/;

const escaped = (text: string): string => text.replace(/[\\;~]/g, '\\$&');
const unescaped = (text: string): string => text.replace(/\\(.)/gs, '$1');

/** The parts between separators that are not escaped. */
const split = (text: string, separator: ';' | '~'): string[] =>
  text.match(new RegExp(`(?:\\\\.|[^\\\\${separator}])+`, 'gs')) ?? [];

const writeOne = ({ preset, inputs, step, name }: Described): string =>
  [
    String(step),
    ...(preset ? [`@${escaped(preset)}`] : []),
    ...Object.entries(inputs).map(([input, value]) => `${escaped(input)}:${escaped(value)}`),
    ...(name ? [`=${escaped(name)}`] : []),
  ].join(';');

function readOne(text: string): Described | null {
  const [first = '', ...parts] = split(text, ';').map(unescaped);
  if (!step.test(first)) return null;
  const pin: Described = { preset: '', inputs: {}, step: Number(first), name: '' };
  for (const part of parts) {
    const colon = part.indexOf(':');
    if (part.startsWith('@')) pin.preset = part.slice(1);
    else if (part.startsWith('=')) pin.name = part.slice(1, 1 + LONGEST_NAME);
    else if (colon > 0) pin.inputs[part.slice(0, colon)] = part.slice(colon + 1);
  }
  return pin;
}

export async function writePins(pins: Described[]): Promise<string> {
  const text = pins.map(writeOne).join('~');
  if (text.length <= READABLE) return text;
  const { pack } = await import('../pack');
  const packed = PACKED + pack({ pins: text });
  return packed.length < text.length ? packed : text;
}

/** What of it can be read. Whether inputs exist and are allowed, the lab decides. */
export async function readPins(text: string): Promise<Described[]> {
  try {
    return split(await unpacked(text), '~').flatMap((pin) => readOne(pin) ?? []);
  } catch {
    return [];
  }
}

async function unpacked(text: string): Promise<string> {
  if (!text.startsWith(PACKED)) return text;
  const { unpack } = await import('../pack');
  return unpack(text.slice(PACKED.length)).pins ?? '';
}
