declare module 'virtual:unfold-lab-texts' {
  import type { LabText, Titles } from '../src/site/texts.ts';
  export function loadLabText(id: string, lang: string): Promise<LabText>;
  /** HTML of the story. */
  export function loadStory(id: string, lang: string): Promise<string>;
  export function loadTitles(lang: string): Promise<Titles>;
}
