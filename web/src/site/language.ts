// The page's language: words of the site, names of the labs, links that carry it along.
import { loadTitles } from 'virtual:unfold-lab-texts';
import { isLang, type Lang } from '../i18n/languages';
import { keep } from '../base/storage';
import type { Word } from './words';

const page = document.documentElement;
const all = <E extends HTMLElement>(selector: string) => document.querySelectorAll<E>(selector);

export function language(): Lang {
  return isLang(page.dataset.lang) ? page.dataset.lang : 'en';
}

/** The pages are made in English, so that their words are only needed to say them otherwise. */
async function sayWords(lang: Lang): Promise<void> {
  const { say } = await import('./words');
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
}

function carry(lang: Lang): void {
  for (const link of all<HTMLAnchorElement>('a[data-page]')) {
    const query = new URLSearchParams(link.search);
    if (lang === 'en') query.delete('lang');
    else query.set('lang', lang);
    link.search = query.toString();
  }
  for (const link of all<HTMLAnchorElement>('a[data-lang]')) {
    if (link.dataset.lang === lang) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

/** What is said where a language cannot be had. */
const unheard: Record<Lang, string> = {
  en: 'English could not be loaded. Check the connection.',
  ko: '한국어를 불러오지 못했어요. 연결을 확인하세요.',
  zh: '无法加载中文。请检查网络连接。',
};

function note(text: string, lang: Lang): void {
  const settings = document.querySelector('.settings')!;
  const place = settings.querySelector('[role=status]') ?? document.createElement('p');
  Object.assign(place, { role: 'status', lang, textContent: text });
  settings.append(place);
}

/** Runs `speak` now and at each change, after the page itself speaks the language. `load` brings
 *  what that takes: where it fails, as without a network, the page stays as it is and says so. */
export async function languageSwitch(
  speak: (lang: Lang) => void | Promise<void>,
  load: (lang: Lang) => Promise<unknown> = async () => {},
): Promise<void> {
  const change = async (lang: Lang) => {
    const foreign = page.lang !== lang;
    page.dataset.lang = page.lang = lang;
    carry(lang);
    if (foreign) {
      await sayWords(lang);
      await nameLabs(lang);
      document.title = `${document.querySelector('h1')!.textContent} · Unfold`;
    }
    await speak(lang);
  };
  const choose = async (lang: Lang) => {
    try {
      await Promise.all([import('./words'), loadTitles(lang), load(lang)]);
    } catch {
      return note(unheard[lang], lang);
    }
    note('', lang);
    keep('lang', lang);
    const url = new URL(location.href);
    url.searchParams.set('lang', lang);
    history.replaceState(history.state, '', url);
    await change(lang);
  };
  for (const link of all<HTMLAnchorElement>('a[data-lang]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      void choose(link.dataset.lang as Lang);
    });
  }
  await change(language());
}
