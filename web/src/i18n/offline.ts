// What is said of a new version of the site, in every language: loaded where there is one.
import type { Lang } from './languages';

const en = {
  update: 'There is a new version of this site. Your inputs stay in the address.',
  reload: 'Reload now',
  later: 'Later',
};

type Strings = typeof en;

const ko: Strings = {
  update: '이 사이트의 새 버전이 있어요. 입력은 주소에 그대로 남아요.',
  reload: '지금 새로 고침',
  later: '나중에',
};

const zh: Strings = {
  update: '本站有新版本。你的输入会留在地址里。',
  reload: '现在重新加载',
  later: '以后再说',
};

export const strings: Record<Lang, Strings> = { en, ko, zh };

export const sayOffline = (lang: Lang, key: keyof Strings): string => strings[lang][key];
