declare module 'virtual:unfold-engine' {
  const createEngine: typeof import('../../bindings/wasm/engine').default;
  export { createEngine, createEngine as default };
}

declare module 'virtual:unfold-wasm' {
  /** Without SIMD, with all labs. */
  export const scalarUrl: string;
  /** With SIMD, by part of the course. */
  export const partUrls: Record<string, string>;
  /** Parts of labs by id. */
  export const partOf: Record<string, string>;
}

declare module 'virtual:unfold-inputs' {
  /** Of the inputs of all labs. */
  export const names: string[];
}

declare module 'virtual:unfold-data' {
  /** The files of the labs by name; hash and length are of their bytes unpacked. */
  export const files: Record<string, { bytes: number; gzipped: number; sha256: string }>;
  /** Addresses of those that a page which is one file has in itself; null in a site. */
  export const inPage: Record<string, string> | null;
}

declare module 'virtual:unfold-offline-files' {
  /** By path, a hash of the bytes. */
  export const files: Record<string, string>;
}

declare module 'virtual:unfold-bench' {
  /** The factory of the module that tests/bench/engine.js wraps. */
  export const createEngine: unknown;
}

declare module 'virtual:unfold-bench-wasm' {
  export const benchUrl: string;
}

declare module 'virtual:unfold-tfjs' {
  /** Only in a site that has TensorFlow.js. */
  export const tfjs: undefined | { wasm: string; openWorker(): Promise<Worker> };
}

declare module 'virtual:unfold-lab-texts' {
  import type { LabText, Titles } from '../src/i18n/texts.ts';
  export function loadLabText(id: string, lang: string): Promise<LabText>;
  /** HTML of the story. */
  export function loadStory(id: string, lang: string): Promise<string>;
  export function loadTitles(lang: string): Promise<Titles>;
  /** By lab, what it can be found by. */
  export function loadSearch(): Promise<Record<string, string>>;
}

declare module 'virtual:unfold-glossary' {
  interface Meaning {
    name: string;
    /** What English calls it. */
    english: string;
    means: string;
  }
  /** By the ids of terms. */
  export function loadGlossary(lang: string): Promise<Record<string, Meaning>>;
}
