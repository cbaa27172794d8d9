// Words of the buttons that save panels, in every language: loaded with what says them.
import { fill, type Values } from './fill.ts';
import type { Lang } from './languages';

const en = {
  kindOf: '{kind}: {name}',
  failed: 'The picture could not be made. {message}',
};

type Key = keyof typeof en;

export const strings: Record<Lang, Record<Key, string>> = {
  en,
  ko: {
    kindOf: '{kind}: {name}',
    failed: '그림을 만들지 못했어요. {message}',
  },
  zh: {
    kindOf: '{kind}：{name}',
    failed: '无法生成图片。{message}',
  },
};

export const sayOfPictures = (lang: Lang, key: Key, values?: Values): string =>
  fill(strings[lang][key], values);
