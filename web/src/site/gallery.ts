// The gallery: a search among the cards, and in what the labs and the pages beside them say in any
// language.
import { loadSearch } from 'virtual:unfold-lab-texts';
import { whenIdle } from '../base/idle';
import { language, languageSwitch } from './language';
import { plain, stem } from './plain';
import { themeSwitch } from './theme';
import { say } from './words';

const search = document.querySelector<HTMLElement>('.search')!;
const box = search.querySelector('input')!;
const found = search.querySelector<HTMLElement>('[data-found]')!;
const way = document.querySelector<HTMLElement>('.way')!;
const beside = document.querySelector<HTMLElement>('.beside')!;

/** By lab; it comes when somebody begins to search. */
let texts: Record<string, string> = {};

function loadTexts(): void {
  loadSearch().then(
    (loaded) => {
      texts = loaded;
      filter();
    },
    () => box.addEventListener('input', loadTexts, { once: true }),
  );
}

function filter(): void {
  const words = plain(box.value).split(/\s+/).filter(Boolean).map(stem);
  let count = 0;
  for (const chapter of document.querySelectorAll<HTMLElement>('.chapter')) {
    const cards = [...chapter.querySelectorAll<HTMLElement>('.card')];
    for (const card of cards) {
      const { lab, notebook } = card.dataset;
      const text = plain(`${lab} ${notebook} ${card.textContent} `) + (texts[lab!] ?? '');
      card.hidden = !words.every((word) => text.includes(word));
      if (!card.hidden) ++count;
    }
    chapter.hidden = cards.every((card) => card.hidden);
  }
  showBackground(words);
  way.hidden = words.length > 0;
  found.textContent = words.length > 0 ? tell(count) : '';
}

/** Pages beside the labs are found too, and not counted among them. */
function showBackground(words: string[]): void {
  const entries = [...beside.querySelectorAll<HTMLElement>('li')];
  for (const entry of entries) {
    const text = plain(`${entry.textContent} `) + (texts[entry.dataset.background!] ?? '');
    entry.hidden = !words.every((word) => text.includes(word));
  }
  beside.hidden = entries.every((entry) => entry.hidden);
}

function tell(count: number): string {
  if (count === 0) return say(language(), 'none_found');
  return count === 1 ? say(language(), 'found_one') : say(language(), 'found', count);
}

const live = document.querySelector<HTMLElement>('.live figcaption')!;
const told = live.querySelector<HTMLElement>('[role=status]')!;

async function train(): Promise<void> {
  try {
    await (await import('./live')).train();
  } catch {
    told.textContent = say(language(), 'live_failed');
  }
}

search.hidden = live.hidden = false;
live.querySelector('button')!.addEventListener('click', () => void train());
box.addEventListener('input', filter);
box.addEventListener('focus', loadTexts, { once: true });
themeSwitch();
void languageSwitch(async () => {
  filter();
  (await import('./progress/gallery')).showProgress();
});
whenIdle(async () => (await import('./offline/keep')).keepOffline());
