// What is said of a goal, in every language: loaded where one is set.
import { fill, type Values } from './fill.ts';
import type { Lang } from './languages.ts';

const en = {
  reached: 'The goal is reached, at step {step}.',
  reachedAtOnce: 'The goal is reached.',
  goalForm:
    '“{part}” is no condition of a goal. One is a name, a sign (<, <=, >, >=, =, contains) and a value, such as “loss < 0.05”.',
  goalNumber: '“{part}” is about a number: compare it with a number, by <, <=, >, >= or =.',
  goalText: 'The goal measures “{part}”, which is a text: use = or contains.',
  goalInput: 'The goal is about the input “{part}”, which this lab does not have.',
  goalReport: 'The goal is about “{part}”, which this lab does not report.',
  goalAxes: 'The goal names “{part}” with other indices than it has axes.',
};

export type GoalWord = keyof typeof en;

const ko: Record<GoalWord, string> = {
  reached: '스텝 {step}에서 목표에 도달했어요.',
  reachedAtOnce: '목표에 도달했어요.',
  goalForm:
    '“{part}”은(는) 목표의 조건이 아니에요. “loss < 0.05”처럼 이름, 기호(<, <=, >, >=, =, contains), 값을 차례로 적으세요.',
  goalNumber: '“{part}”은(는) 수에 대한 조건이에요. <, <=, >, >=, = 가운데 하나로 수와 비교하세요.',
  goalText: '목표에 나오는 “{part}”은(는) 텍스트라 크기를 잴 수 없어요. = 또는 contains를 쓰세요.',
  goalInput: '목표에 나오는 입력 “{part}”이(가) 이 실습에는 없어요.',
  goalReport: '목표에 나오는 “{part}”을(를) 이 실습은 보여 주지 않아요.',
  goalAxes: '목표에 적힌 “{part}”의 인덱스 개수가 축의 개수와 달라요.',
};

const zh: Record<GoalWord, string> = {
  reached: '在第 {step} 步达到目标。',
  reachedAtOnce: '已达到目标。',
  goalForm:
    '“{part}”不是目标的条件。条件依次是名称、比较运算符（<、<=、>、>=、=、contains）和值，例如“loss < 0.05”。',
  goalNumber: '“{part}”是关于数的条件：请用 <、<=、>、>= 或 = 和数比较。',
  goalText: '目标里的“{part}”是文本，不能比大小：请用 = 或 contains。',
  goalInput: '目标里的输入“{part}”，这个实验没有。',
  goalReport: '目标里的“{part}”，这个实验不显示。',
  goalAxes: '目标里“{part}”的下标个数与轴数不同。',
};

export const strings: Record<Lang, Record<GoalWord, string>> = { en, ko, zh };

export const say = (lang: Lang, word: GoalWord, values?: Values): string =>
  fill(strings[lang][word], values);
