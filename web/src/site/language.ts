// The page's language, and links that carry it along.
import { isLang, type Lang } from '../i18n/languages';

const page = document.documentElement;
const all = <E extends HTMLElement>(selector: string) => document.querySelectorAll<E>(selector);

export function language(): Lang {
  return isLang(page.dataset.lang) ? page.dataset.lang : 'en';
}

/** The pages are made in English, so that their words are only needed to say them otherwise. */
const other = () => import('./other-language');

/** Takes the language along where the page's links lead. */
export function carry(lang: Lang): void {
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
    if (foreign) await (await other()).sayPage(lang);
    await speak(lang);
    page.dataset.spoken = lang;
  };
  const choose = async (lang: Lang) => {
    try {
      await (await other()).choose(lang, load);
    } catch {
      return note(unheard[lang], lang);
    }
    note('', lang);
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
