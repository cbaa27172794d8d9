// Worksheets: the page around them, and what it is called in the reader's language.
import { loadTitles } from 'virtual:unfold-lab-texts';
import { whenIdle } from '../base/idle';
import type { Lang } from '../i18n/languages';
import { languageSwitch } from './language';
import { siteOf } from './root';
import { themeSwitch } from './theme';
import { WorksheetPage } from './worksheet/page';

const page = new WorksheetPage();
const heading = document.querySelector('h1')!;

page.addEventListener('titled', (event) => {
  const { title, lang } = (event as CustomEvent<{ title: string; lang: Lang }>).detail;
  Object.assign(heading, { textContent: title, lang });
  document.title = `${title} · Unfold`;
});

async function speak(lang: Lang): Promise<void> {
  page.titles = await loadTitles(lang);
  page.speaks = lang;
  if (page.isConnected) return;
  page.site = siteOf();
  document.querySelector('[data-worksheet]')!.append(page);
}

themeSwitch();
void languageSwitch(speak);
whenIdle(async () => (await import('./offline/keep')).keepOffline());
