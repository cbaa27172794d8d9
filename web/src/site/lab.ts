// A lab's page: its story in the reader's language beside <unfold-lab>.
import { loadStory } from 'virtual:unfold-lab-texts';
import { languageSwitch } from './language';
import { keepInSight } from './sticky';
import { splitStory } from './story';
import { themeSwitch } from './theme';
import type { Lang } from './words';

const id = document.querySelector<HTMLElement>('.lab-page')!.dataset.lab!;
const part = (name: string) => document.querySelector<HTMLElement>(`[data-story=${name}]`)!;
const story = { lead: part('lead'), rest: part('rest') };
let told: Lang = 'en';

async function tell(lang: Lang): Promise<void> {
  if (lang === told) return;
  const { lead, rest } = splitStory(await loadStory(id, lang));
  told = lang;
  story.lead.innerHTML = lead;
  story.rest.innerHTML = rest;
}

themeSwitch();
void languageSwitch(tell);
keepInSight(story.rest);
