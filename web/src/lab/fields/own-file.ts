// A file of the reader's own as the labs read it: unpacked, and as UTF-8 if it is text.
import { byteSize } from '../../base/numbers';
import type { Encoding } from '../../base/encodings';
import { sayOfFile } from '../../i18n/files';
import '../../i18n/whole-english';
import type { Field } from './field';
import { gunzip, isGzip, isPageInstead, packing, TooLarge } from './unpack';

export interface OwnFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  /** Null for UTF-8, and for bytes that are no text. */
  encoding: Encoding | null;
}

/** Why a file is not taken, in words for people. */
export class Unusable extends Error {}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const part = 1 << 20;
    for (let at = 0; at < bytes.length; at += part) {
      decoder.decode(bytes.subarray(at, at + part), { stream: true });
    }
    decoder.decode();
    return !bytes.includes(0);
  } catch {
    return false;
  }
}

async function encodingOf(bytes: Uint8Array, lang: string): Promise<Encoding | null> {
  if (isUtf8(bytes)) return null;
  const { guessEncoding } = await import('../../base/encodings');
  return guessEncoding(bytes, lang);
}

function requireSize({ input, words }: Field, name: string, size: number): void {
  if (input.max > 0 && size > input.max) {
    const sizes = { size: byteSize(size), max: byteSize(input.max) };
    throw new Unusable(words.t('fileTooLarge', { name, ...sizes }));
  }
  if (size === 0) throw new Unusable(words.t('fileEmpty', { name }));
}

function requireKind({ input, words }: Field, name: string): void {
  const endings = input.accept.toLowerCase().split(',').filter(Boolean);
  const isKnown = endings.length === 0 || endings.some((end) => name.toLowerCase().endsWith(end));
  if (isKnown) return;
  throw new Unusable(words.t('fileOfOtherKind', { name, allowed: endings.join(', ') }));
}

/** The file as it is, or what it holds if it is packed with gzip. */
async function unpacked({ input, words }: Field, file: File): Promise<Uint8Array<ArrayBuffer>> {
  const most = input.max > 0 ? input.max : Infinity;
  try {
    return await gunzip(file, most);
  } catch (error) {
    const key = error instanceof TooLarge ? 'unpackedTooLarge' : 'cut';
    throw new Unusable(sayOfFile(words.lang, key, { name: file.name, max: byteSize(most) }));
  }
}

/** Throws Unusable for what the field cannot take. */
export async function openOwnFile(field: Field, file: File): Promise<OwnFile> {
  const { lang } = field.words;
  requireSize(field, file.name, file.size);
  const start = new Uint8Array(await file.slice(0, 1000).arrayBuffer());
  if (isPageInstead(file.name, start)) {
    throw new Unusable(sayOfFile(lang, 'webPage', { name: file.name }));
  }
  const bytes = isGzip(start)
    ? await unpacked(field, file)
    : new Uint8Array(await file.arrayBuffer());
  const kind = packing(bytes);
  if (kind) throw new Unusable(sayOfFile(lang, 'packed', { name: file.name, kind }));
  const name = file.name.replace(/\.gz$/i, '');
  requireKind(field, name);
  requireSize(field, name, bytes.length);
  return { name, bytes, encoding: await encodingOf(bytes, lang) };
}
