// What a lab does with saved runs, and what it says where it cannot. Most of it is loaded when it is
// needed.
import type { Words } from '../i18n/words';
import { download } from './download';

/** A part of the program, which may be out of reach. */
export const late = <T>(words: Words, loading: Promise<T>): Promise<T> =>
  loading.catch(() => {
    throw new Error(words.t('offline'));
  });

/** Why the engine does not begin. */
export async function engineTrouble(words: Words, error: Error): Promise<string> {
  try {
    return (await import('./trouble')).engineTrouble(words, error);
  } catch {
    return words.t('noEngine', { message: error.message });
  }
}

/** Gives what is to be said afterwards; "" where there is no doubt that the file came. */
export async function saveAsFile(words: Words, name: string, file: Uint8Array): Promise<string> {
  download(file, name);
  if (window.parent === window) return '';
  return (await late(words, import('./trouble'))).downloadDoubt(words);
}

export async function openFile(words: Words): Promise<Uint8Array | null> {
  const { choose } = await late(words, import('./run-file'));
  return choose();
}
