// What is said of the cores that share the work of a run, in every language: loaded with them.
import { fill, type Values } from './fill.ts';
import type { Lang } from './languages.ts';

const en = {
  cores: 'Cores',
  coresOf: '{used} of {all} cores',
  coresHelp: 'How many cores share the work of a long step. They change no number.',
};

export type CrewWord = keyof typeof en;

const ko: Record<CrewWord, string> = {
  cores: '코어',
  coresOf: '코어 {all}개 중 {used}개',
  coresHelp:
    '오래 걸리는 스텝을 코어 몇 개가 나누어 계산할지 정해요. 결과는 조금도 달라지지 않아요.',
};

const zh: Record<CrewWord, string> = {
  cores: '核心',
  coresOf: '{all} 个核心中的 {used} 个',
  coresHelp: '较长的一步由几个核心分担计算。结果不会有任何不同。',
};

export const strings: Record<Lang, Record<CrewWord, string>> = { en, ko, zh };

export const say = (lang: Lang, word: CrewWord, values?: Values): string =>
  fill(strings[lang][word], values);
