// A lab's page: its story in the reader's language around <unfold-lab>.
import { loadStory } from 'virtual:unfold-lab-texts';
import { whenIdle } from '../base/idle';
import { isToPlay } from '../base/play-next';
import { UnfoldLab } from '../lab/unfold-lab';
import { ready } from '../i18n/index';
import type { Lang } from '../i18n/languages';
import { followTerms } from './follow-terms';
import { language, languageSwitch } from './language';
import { themeSwitch } from './theme';
import { followTries } from './tries';

const page = document.querySelector<HTMLElement>('.lab-page')!;
const id = page.dataset.lab!;
const query = new URLSearchParams(location.search);
const telling = () => import('./telling');
let told: Lang = 'en';

function openLab(): UnfoldLab {
  customElements.define('unfold-lab', UnfoldLab);
  const lab = new UnfoldLab();
  lab.lab = id;
  lab.lang = language();
  lab.link = true;
  for (const name of ['preset', 'hide', 'lock', 'goal']) {
    const value = query.get(name);
    if (value !== null) lab.setAttribute(name, value);
  }
  return lab;
}

async function tellStory(lang: Lang): Promise<void> {
  if (lang === told) return;
  await (await telling()).tell(id, lang);
  told = lang;
}

/** "?open=printed,notebook" opens these parts of the story. */
async function openAsked(): Promise<void> {
  const names = query.get('open')?.split(',');
  if (names) (await telling()).openFolds(names)?.scrollIntoView();
}

/** What can wait until somebody asks for it, and should be here then. */
const restOfPage = async () => (await import('./rest')).rest(lab);

/** Not awaited at the top: a module that is waited for has to share nothing with this one. */
async function embedded(): Promise<void> {
  if (query.get('embed') === '1') (await import('../embed/frame')).embed(lab, page);
}

const lab = openLab();
if (isToPlay(id)) lab.addEventListener('unfold-ready', () => void lab.play(), { once: true });
themeSwitch();
void languageSwitch(
  (lang) => {
    lab.lang = lang;
    return tellStory(lang);
  },
  (lang) => Promise.all([telling(), loadStory(id, lang), ready(id, lang)]),
).then(openAsked);
followTries(lab);
followTerms();
lab.addEventListener('unfold-ready', () => whenIdle(restOfPage), { once: true });

/** A teacher's sentence, where the address has one. */
async function setTask(): Promise<void> {
  const task = query.get('task')?.trim();
  if (task) (await import('./share/task')).setTask(lab, task);
}

void embedded().then(() => {
  page.querySelector('.lab')!.append(lab);
  return setTask();
});
