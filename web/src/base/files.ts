// Files of the reader's own. An input holds a file's name with a hash of its content; the bytes
// stay on this device: in memory, and in the browser's storage where that is allowed.
import { Shelf } from './shelf.ts';

const shelf = new Shelf('files', { count: 12, bytes: 100_000_000 });
const opened = new Map<string, Blob>();

/** Names a file by its own name and a hash of its content, as an input does: the engine knows how. */
export type Naming = (name: string, file: Blob) => Promise<string>;

/** Whether a name is that of a file of the reader's own. */
export const isOwnFile = (name: string): boolean => /#[0-9a-f]{8}$/.test(name);

/** The file's own name. */
export const fileName = (value: string): string => value.replace(/#[0-9a-f]{8}$/, '');

/** Keeps a file; the value of the input that it is for. */
export async function keepFile(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  naming: Naming,
): Promise<string> {
  const copy = new Blob([bytes]);
  const value = await naming(name, copy);
  if (!opened.has(value)) {
    opened.set(value, copy);
    void shelf.put(value, bytes);
  }
  return value;
}

/** Keeps bytes for other pages; null where the browser keeps nothing. */
export async function shareFile(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  naming: Naming,
): Promise<string | null> {
  const value = await naming(name, new Blob([bytes]));
  await shelf.put(value, bytes);
  return (await shelf.get(value)) ? value : null;
}

/** Null for a file that was opened elsewhere. The memory is the caller's, to move or to change. */
export async function fileBytes(value: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = opened.get(value);
  return file ? new Uint8Array(await file.arrayBuffer()) : shelf.get(value);
}
