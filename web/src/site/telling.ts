// The story in another language than its page was made in, and its parts that fold away: loaded when
// a reader or a link asks for either.
import { loadStory } from 'virtual:unfold-lab-texts';
import type { Lang } from '../i18n/languages';
import { showProgress } from './exercises';
import { carry } from './language';
import { splitStory } from './story';
import { dress } from './terms';

const part = (name: string) => document.querySelector<HTMLElement>(`[data-story=${name}]`)!;

const folds = () => [...document.querySelectorAll<HTMLDetailsElement>('details[data-fold]')];

/** Opens those of these names; the first of them. */
export function openFolds(names: string[]): HTMLElement | undefined {
  const named = folds().filter((fold) => names.includes(fold.dataset.fold!));
  for (const fold of named) fold.open = true;
  return named[0];
}

/** What stands open stays open. */
export async function tell(id: string, lang: Lang): Promise<void> {
  const story = splitStory(await loadStory(id, lang));
  const open = folds().filter((fold) => fold.open);
  part('lead').innerHTML = story.lead;
  part('tries').innerHTML = story.tries;
  part('rest').innerHTML = story.rest;
  carry(lang);
  dress();
  showProgress();
  openFolds(open.map((fold) => fold.dataset.fold!));
}
