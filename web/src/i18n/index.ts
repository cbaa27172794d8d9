// The languages that are spoken, and the words of labs in them.
import { loadLabText } from 'virtual:unfold-lab-texts';
import { refusals, strings, type Key, type Sentences, type Strings } from './en';
import { fill, type Values } from './fill';
import { nearest, type Lang } from './languages';
import type { LabText } from './texts';

export { fill, nearest, type Values };

interface Speech {
  strings: Strings;
  refusals: Sentences;
}

const en: Speech = { strings, refusals };

const loaders: Record<Lang, () => Promise<Speech>> = {
  en: async () => en,
  ko: () => import('./ko'),
  zh: () => import('./zh'),
};
/** The languages that have been needed. */
const spoken: Partial<Record<Lang, Speech>> = { en };

/** The page's own. */
export const language = nearest(document.documentElement.lang);

/** Settles when the language can be spoken; tells whether it can. */
export async function learn(lang: Lang): Promise<boolean> {
  try {
    spoken[lang] ??= await loaders[lang]();
    return true;
  } catch {
    // Offline, perhaps.
    return false;
  }
}

const speech = (lang: Lang): Speech => spoken[lang] ?? en;

/** Words of the element in any language that it has learnt. */
export const translate = (lang: Lang, key: Key, values?: Values): string =>
  fill(speech(lang).strings[key], values);

/** Why an input is refused, where the engine does not say it itself. */
export const refusal = (lang: Lang, code: string): string | undefined =>
  speech(lang).refusals[code] ?? taught[lang]?.[code];

let taught: Partial<Record<Lang, Sentences>> = {};

/** Takes the sentences of refusals that a part of the page makes which is loaded late. */
export const teach = (sentences: Record<Lang, Sentences>): void => void (taught = sentences);

/** Loads all that a lab says in a language, or fails. */
export async function ready(id: string, lang: Lang): Promise<void> {
  const [speech] = await Promise.all([loaders[lang](), loadLabText(id, lang)]);
  spoken[lang] ??= speech;
}

/** A lab's own words; null where there are none. */
export async function labText(id: string, lang: Lang): Promise<LabText | null> {
  try {
    return await loadLabText(id, lang);
  } catch {
    return null;
  }
}
