// Words of the buttons that save panels as pictures, in every language: loaded with what says them.
import { fill, type Values } from './fill.ts';
import type { Lang } from './languages';

const en = {
  save: 'Save as {kind}: {name}',
  failed: 'The picture could not be made. {message}',
};

type Key = keyof typeof en;

export const strings: Record<Lang, Record<Key, string>> = {
  en,
  ko: {
    save: '{kind}(으)로 저장: {name}',
    failed: '그림을 만들지 못했어요. {message}',
  },
  zh: {
    save: '存为 {kind}：{name}',
    failed: '无法生成图片。{message}',
  },
};

export const sayOfPictures = (lang: Lang, key: Key, values?: Values): string =>
  fill(strings[lang][key], values);
