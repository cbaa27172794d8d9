// Files of the reader's own. An input holds a file's name with a hash of its content; the bytes
// stay on this device: in memory, and in the browser's storage where that is allowed.
import { Shelf } from './shelf.ts';

/** Symbols of the value of an input: a refusal quotes so many. */
const LONGEST = 40;

const shelf = new Shelf('files', { count: 12, bytes: 100_000_000 });
const opened = new Map<string, Blob>();

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by));

/** MurmurHash3 of 32 bits: quick for twenty megabytes, and enough to tell files apart. */
function contentHash(bytes: Uint8Array<ArrayBuffer>): string {
  let hash = bytes.length;
  const add = (word: number) => {
    hash ^= Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
    hash = (Math.imul(rotate(hash, 13), 5) + 0xe6546b64) | 0;
  };
  const words = new Uint32Array(bytes.buffer, 0, bytes.length >> 2);
  for (const word of words) add(word);
  for (const byte of bytes.subarray(words.byteLength)) add(byte);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
}

/** The name with its hash; a name that is too long loses its middle. */
function valueOf(name: string, hash: string): string {
  const symbols = [...name.replaceAll('#', '')];
  const room = LONGEST - 1 - hash.length;
  const end = symbols.slice(-8);
  const short =
    symbols.length <= room ? symbols : [...symbols.slice(0, room - 1 - end.length), '…', ...end];
  return `${short.join('')}#${hash}`;
}

/** Whether a name is that of a file of the reader's own. */
export const isOwnFile = (name: string): boolean => /#[0-9a-f]{8}$/.test(name);

/** The file's own name. */
export const fileName = (value: string): string => value.replace(/#[0-9a-f]{8}$/, '');

/** Keeps a file; the value of the input that it is for. */
export async function keepFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const value = valueOf(name, contentHash(bytes));
  if (!opened.has(value)) {
    opened.set(value, new Blob([bytes]));
    void shelf.put(value, bytes);
  }
  return value;
}

/** Keeps bytes for other pages; null where the browser keeps nothing. */
export async function shareFile(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string | null> {
  const value = valueOf(name, contentHash(bytes));
  await shelf.put(value, bytes);
  return (await shelf.get(value)) ? value : null;
}

/** Null for a file that was opened elsewhere. The memory is the caller's, to move or to change. */
export async function fileBytes(value: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = opened.get(value);
  return file ? new Uint8Array(await file.arrayBuffer()) : shelf.get(value);
}
