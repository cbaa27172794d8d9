// What a page of another language than English takes, which the pages are made in: the words of the
// site and the names of the labs; and what a change of language does to the address.
import { loadTitles } from 'virtual:unfold-lab-texts';
import { keep } from '../base/storage';
import type { Lang } from '../i18n/languages';
import { say, type Word } from './words';

const all = <E extends HTMLElement>(selector: string) => document.querySelectorAll<E>(selector);

function sayWords(lang: Lang): void {
  for (const element of all('[data-word]')) {
    const count = element.dataset.n === undefined ? undefined : Number(element.dataset.n);
    element.textContent = say(lang, element.dataset.word as Word, count);
  }
  for (const element of all('[data-label]')) {
    const label = say(lang, element.dataset.label as Word);
    element.setAttribute('aria-label', label);
    if (element.title) element.title = label;
    if (element instanceof HTMLInputElement) element.placeholder = label;
  }
}

async function nameLabs(lang: Lang): Promise<void> {
  const titles = await loadTitles(lang);
  for (const element of all('[data-title]')) {
    element.textContent = titles[element.dataset.title!]?.title ?? element.textContent;
  }
  for (const element of all('[data-summary]')) {
    element.textContent = titles[element.dataset.summary!]?.summary ?? element.textContent;
  }
  for (const element of all('[data-can]')) {
    element.textContent = titles[element.dataset.can!]?.can ?? element.textContent;
  }
}

/** Each language is a page of its own to search engines, where the site knows its address. */
function nameAddress(lang: Lang): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel=canonical]');
  if (!link) return;
  const url = new URL(link.href);
  url.search = lang === 'en' ? '' : `?lang=${lang}`;
  link.href = url.href;
}

export async function sayPage(lang: Lang): Promise<void> {
  nameAddress(lang);
  sayWords(lang);
  await nameLabs(lang);
  document.title = `${document.querySelector('h1')!.textContent} · Unfold`;
}

/** Fails where the page cannot be said in the language. */
export async function choose(lang: Lang, load: (lang: Lang) => Promise<unknown>): Promise<void> {
  await Promise.all([loadTitles(lang), load(lang)]);
  keep('lang', lang);
  const url = new URL(location.href);
  url.searchParams.set('lang', lang);
  history.replaceState(history.state, '', url);
}
