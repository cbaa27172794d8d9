// The labs that there are, for who names another.
import { loadTitles } from 'virtual:unfold-lab-texts';
import type { Lang } from './languages';
import { say } from './troubles';

/** A sentence that names them all. */
export async function sentenceOfLabs(lang: Lang): Promise<string> {
  const allowed = Object.keys(await loadTitles(lang)).join(', ');
  return say(lang, 'labs', { allowed });
}
