// The languages that are spoken, and the words of labs in them.
import { loadLabText } from 'virtual:unfold-lab-texts';
import * as en from './en';
import type { Key, Sentences, Strings } from './en';
import type { Lang } from './languages';
import type { LabText } from './texts';

export type Values = Record<string, string | number>;

interface Speech {
  strings: Strings;
  refusals: Sentences;
}

const loaders: Record<Lang, () => Promise<Speech>> = {
  en: async () => en,
  ko: () => import('./ko'),
  zh: () => import('./zh'),
};
/** The languages that have been needed. */
const spoken: Partial<Record<Lang, Speech>> = { en };

/** The language that a tag like "zh-CN" means; English for all others. */
export function nearest(tag: string): Lang {
  const start = tag.slice(0, 2).toLowerCase();
  return start === 'ko' || start === 'zh' ? start : 'en';
}

/** The page's own. */
export const language = nearest(document.documentElement.lang);

/** The sentence with its values: "{name}" stands for one. */
export const fill = (sentence: string, values: Values = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank));

/** Settles when the language can be spoken; where it cannot be had, it stays English. */
export async function learn(lang: Lang): Promise<void> {
  try {
    spoken[lang] ??= await loaders[lang]();
  } catch {
    // Offline, perhaps: English is here.
  }
}

const speech = (lang: Lang): Speech => spoken[lang] ?? en;

/** Words of the element in any language that it has learnt. */
export const translate = (lang: Lang, key: Key, values?: Values): string =>
  fill(speech(lang).strings[key], values);

/** Why an input is refused, where the engine does not say it itself. */
export const refusal = (lang: Lang, code: string): string | undefined =>
  speech(lang).refusals[code];

/** A lab's own words; null where there are none. */
export async function labText(id: string, lang: Lang): Promise<LabText | null> {
  try {
    return await loadLabText(id, lang);
  } catch {
    return null;
  }
}
