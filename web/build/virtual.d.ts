declare module 'virtual:unfold-engine' {
  const createEngine: typeof import('../../bindings/engine').default;
  export { createEngine, createEngine as default };
}

declare module 'virtual:unfold-wasm' {
  export const simdUrl: string;
  export const scalarUrl: string;
}

declare module 'virtual:unfold-lab-texts' {
  import type { LabText, Titles } from '../src/site/texts.ts';
  export function loadLabText(id: string, lang: string): Promise<LabText>;
  /** HTML of the story. */
  export function loadStory(id: string, lang: string): Promise<string>;
  export function loadTitles(lang: string): Promise<Titles>;
}
