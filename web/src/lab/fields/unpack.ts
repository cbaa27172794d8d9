// Files that come packed: gzip is undone, others are told by their first bytes.

/** It holds more than is allowed. */
export class TooLarge extends Error {}

const signatures: Record<string, number[]> = {
  ZIP: [0x50, 0x4b, 0x03, 0x04],
  bzip2: [0x42, 0x5a, 0x68],
  '7z': [0x37, 0x7a, 0xbc, 0xaf],
  xz: [0xfd, 0x37, 0x7a, 0x58],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
  RAR: [0x52, 0x61, 0x72, 0x21],
};

const startsWith = (bytes: Uint8Array, start: number[]) =>
  start.every((byte, i) => bytes[i] === byte);

export const isGzip = (bytes: Uint8Array): boolean => startsWith(bytes, [0x1f, 0x8b, 8]);

const isTar = (bytes: Uint8Array) => new TextDecoder().decode(bytes.subarray(257, 262)) === 'ustar';

/** What the bytes are packed as, but for gzip; "" if they are not. */
export function packing(bytes: Uint8Array): string {
  if (isTar(bytes)) return 'tar';
  return Object.keys(signatures).find((kind) => startsWith(bytes, signatures[kind]!)) ?? '';
}

const isWebPage = (bytes: Uint8Array) =>
  /^\ufeff?\s*<(!doctype html|html)/i.test(new TextDecoder().decode(bytes.subarray(0, 1000)));

/** What a site answered in place of a packed file. */
export const isPageInstead = (name: string, bytes: Uint8Array): boolean =>
  /\.gz$/i.test(name) && isWebPage(bytes);

/** Collects parts up to so many bytes. */
class Collector {
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #room: number;

  constructor(most: number) {
    this.#room = most;
  }

  add(part: Uint8Array<ArrayBuffer>): void {
    this.#room -= part.length;
    if (this.#room < 0) throw new TooLarge();
    this.#parts.push(part);
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await new Blob(this.#parts).arrayBuffer());
  }
}

async function inflate(file: Blob, collector: Collector): Promise<void> {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    try {
      collector.add(part.value);
    } catch (error) {
      await reader.cancel();
      throw error;
    }
  }
}

const PART = 1 << 16;

/** Where the members of the file begin: gzip files may be joined to one. */
async function membersOf(file: Blob, most: number): Promise<number[]> {
  const { Gunzip } = await import('fflate');
  const starts = [0];
  let room = most;
  const gunzip = new Gunzip((part) => {
    room -= part.length;
    if (room < 0) throw new TooLarge();
  });
  gunzip.onmember = (start) => starts.push(start);
  for (let at = 0; at < file.size; at += PART) {
    const part = new Uint8Array(await file.slice(at, at + PART).arrayBuffer());
    gunzip.push(part, at + PART >= file.size);
  }
  return starts;
}

async function membersJoined(file: Blob, most: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const collector = new Collector(most);
    await inflate(file, collector);
    return await collector.bytes();
  } catch (error) {
    if (error instanceof TooLarge) throw error;
    const starts = await membersOf(file, most);
    if (starts.length < 2) throw error;
    const collector = new Collector(most);
    for (const [i, start] of starts.entries()) {
      await inflate(file.slice(start, starts[i + 1]), collector);
    }
    return collector.bytes();
  }
}

/** Where the zeros at the end begin. */
async function startOfPadding(file: Blob): Promise<number> {
  for (let end = file.size; end > 0; end -= PART) {
    const start = Math.max(0, end - PART);
    const part = new Uint8Array(await file.slice(start, end).arrayBuffer());
    const last = part.findLastIndex((byte) => byte !== 0);
    if (last >= 0) return start + last + 1;
  }
  return 0;
}

/** The file, then without the zeros that may pad it: up to eight are the last member's own. */
async function* withoutPadding(file: Blob): AsyncGenerator<Blob> {
  yield file;
  const start = await startOfPadding(file);
  for (let end = start; end < Math.min(file.size, start + 9); ++end) yield file.slice(0, end);
}

/** What a gzip file holds, at most so many bytes; throws for one that holds more or is damaged. */
export async function gunzip(file: Blob, most: number): Promise<Uint8Array<ArrayBuffer>> {
  let damage: unknown;
  for await (const whole of withoutPadding(file)) {
    try {
      return await membersJoined(whole, most);
    } catch (error) {
      if (error instanceof TooLarge) throw error;
      damage ??= error;
    }
  }
  throw damage;
}
