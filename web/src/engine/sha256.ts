// SHA-256 for pages that are served without encryption: there the browser keeps its own to itself.

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/** The first 32 bits after the point of a root of a prime. */
const fraction = (root: number) => Math.floor((root % 1) * 2 ** 32) | 0;

const primes = Array.from({ length: 310 }, (_, i) => i + 2).filter((n) => {
  for (let factor = 2; factor * factor <= n; ++factor) if (n % factor === 0) return false;
  return true;
});
const ROUNDS = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

type Eight = [number, number, number, number, number, number, number, number];

/** Takes in a block of sixteen words; `words` has room for 64. */
function mix(state: Int32Array, words: Int32Array): void {
  for (let i = 16; i < 64; ++i) {
    const [early, late] = [words[i - 15]!, words[i - 2]!];
    const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    words[i] = words[i - 16]! + s0 + words[i - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
  for (let i = 0; i < 64; ++i) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i]! + words[i]!) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = state[i]! + word));
}

/** The rest after whole blocks with what ends it: a one, zeros, and the length of all in bits. */
function ending(rest: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(rest.length < 56 ? 64 : 128);
  padded.set(rest);
  padded[rest.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(padded.length - 4, length << 3);
  return padded;
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** In hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  const state = Int32Array.from(START);
  const words = new Int32Array(64);
  const whole = bytes.length - (bytes.length % 64);
  const take = (blocks: Uint8Array) => {
    const view = new DataView(blocks.buffer, blocks.byteOffset, blocks.byteLength);
    for (let at = 0; at < blocks.length; at += 64) {
      for (let i = 0; i < 16; ++i) words[i] = view.getInt32(at + 4 * i);
      mix(state, words);
    }
  };
  take(bytes.subarray(0, whole));
  take(ending(bytes.subarray(whole), bytes.length));
  const result = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => result.setInt32(4 * i, word));
  return hex(new Uint8Array(result.buffer));
}

/** The same, by the browser where it does that. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  return subtle ? hex(new Uint8Array(await subtle.digest('SHA-256', bytes))) : sha256(bytes);
}
