// What hinders a lab, in words: no WebAssembly, no memory, a frame that lets no file out.
import { say } from '../i18n/troubles';
import type { Words } from '../i18n/words';

/** Why the engine does not begin. */
export function engineTrouble(words: Words, { message }: Error): string {
  if (typeof WebAssembly === 'undefined') return say(words.lang, 'noWasmHere');
  if (/wasm-unsafe-eval|unsafe-eval|disallowed by embedder/.test(message)) {
    return say(words.lang, 'noWasm');
  }
  if (/alloc|memory/i.test(message)) return words.t('noMemory');
  return words.t('noEngine', { message });
}

/** What is to be said after a file was saved; "" where there is no doubt that it came. */
export function downloadDoubt({ lang }: Words): string {
  if (window.parent === window) return '';
  const frame = window.frameElement;
  if (!frame) return say(lang, 'downloadDoubt');
  const sandbox = frame.getAttribute('sandbox') ?? 'allow-downloads';
  return sandbox.includes('allow-downloads') ? '' : say(lang, 'noDownloads');
}
