// The gallery: a search among the cards.
import { language, languageSwitch } from './language';
import { themeSwitch } from './theme';
import { say } from './words';

const search = document.querySelector<HTMLElement>('.search')!;
const box = search.querySelector('input')!;
const found = search.querySelector<HTMLElement>('[data-found]')!;

const plain = (text: string) => text.normalize('NFKD').toLowerCase();

function filter(): void {
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const chapter of document.querySelectorAll<HTMLElement>('.chapter')) {
    const cards = [...chapter.querySelectorAll<HTMLElement>('.card')];
    for (const card of cards) {
      const { lab, notebook } = card.dataset;
      const text = plain(`${lab} ${notebook} ${card.textContent}`);
      card.hidden = !words.every((word) => text.includes(word));
      if (!card.hidden) ++count;
    }
    chapter.hidden = cards.every((card) => card.hidden);
  }
  found.textContent = words.length > 0 ? tell(count) : '';
}

function tell(count: number): string {
  if (count === 0) return say(language(), 'none_found');
  return count === 1 ? say(language(), 'found_one') : say(language(), 'found', count);
}

search.hidden = false;
box.addEventListener('input', filter);
themeSwitch();
void languageSwitch(filter);
