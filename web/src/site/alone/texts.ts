// virtual:unfold-lab-texts of a page that is one file: those of its lab.
import type { LabText, Titles } from '../../i18n/texts';
import { part } from './part';

interface Texts {
  text: LabText;
  story: string;
  titles: Titles;
}

/** By language. */
const texts = part<Record<string, Texts>>('texts');

async function spoken(lang: string): Promise<Texts> {
  if (!texts[lang]) throw new Error(`This page does not speak ${lang}.`);
  return texts[lang];
}

export const loadLabText = async (_id: string, lang: string) => (await spoken(lang)).text;
export const loadStory = async (_id: string, lang: string) => (await spoken(lang)).story;
export const loadTitles = async (lang: string) => (await spoken(lang)).titles;
