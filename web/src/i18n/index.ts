// The languages, and the one that the page speaks now.
import { loadLabText } from 'virtual:unfold-lab-texts';
import type { LabText } from '../site/texts';
import { en, type Key, type Strings } from './en';
import { ko } from './ko';
import { zh } from './zh';

export type { Key, LabText };

export type Language = 'en' | 'ko' | 'zh';
export type Values = Record<string, string | number>;

const strings: Record<Language, Strings> = { en, ko, zh };
const listeners = new Set<() => void>();
let current: Language = nearest(document.documentElement.lang);

/** The language that a tag like "zh-CN" means; English for all others. */
export function nearest(tag: string): Language {
  const start = tag.slice(0, 2).toLowerCase();
  return start === 'ko' || start === 'zh' ? start : 'en';
}

/** The sentence with its values: "{name}" stands for one. */
export const fill = (sentence: string, values: Values = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));

/** Words of the element in any language. */
export const translate = (lang: Language, key: Key, values?: Values): string =>
  fill(strings[lang][key], values);

/** Words of the element in the page's language. */
export const t = (key: Key, values?: Values): string => translate(current, key, values);

export const language = (): Language => current;

export function setLanguage(lang: Language): void {
  if (lang === current) return;
  current = lang;
  for (const listener of listeners) listener();
}

/** Calls back at each change, until the returned function is called. */
export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A lab's own words; null where there are none. */
export async function labText(id: string, lang: Language = current): Promise<LabText | null> {
  try {
    return await loadLabText(id, lang);
  } catch {
    return null;
  }
}
