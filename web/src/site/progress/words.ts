// Words of a reader's progress, in every language: loaded where there is some.
import { sayer } from '../../i18n/fill.ts';
import type { Lang } from '../../i18n/languages.ts';

const en = {
  title: 'Your progress',
  opened: 'Opened',
  run: 'Run',
  solved: 'Goal reached',
  counts: 'Of {all} labs you opened {opened} and ran {run}; goals reached: {solved}.',
  stays: 'This is kept on this device alone.',
  save: 'Save as file',
  open: 'Open a file',
  forget: 'Forget',
  askForget: 'Forget all of it? It cannot be brought back.',
  askTake: 'Add the progress of {n} labs from “{name}”?',
  take: 'Add',
  leave: 'Leave it',
  taken: 'Added.',
  forgotten: 'Forgotten.',
  otherFile: '“{name}” is no file of progress. Save one here first.',
};

type Word = keyof typeof en;

const ko: Record<Word, string> = {
  title: '나의 진행 상황',
  opened: '열어 봄',
  run: '실행함',
  solved: '목표 도달',
  counts: '실습 {all}개 가운데 {opened}개를 열고 {run}개를 실행했어요. 도달한 목표: {solved}개.',
  stays: '이 기록은 이 기기에만 남아요.',
  save: '파일로 저장',
  open: '파일 열기',
  forget: '지우기',
  askForget: '모두 지울까요? 되돌릴 수 없어요.',
  askTake: '“{name}” 파일에서 실습 {n}개의 기록을 더할까요?',
  take: '더하기',
  leave: '그대로 두기',
  taken: '더했어요.',
  forgotten: '지웠어요.',
  otherFile: '“{name}”은(는) 진행 상황 파일이 아니에요. 먼저 여기에서 저장하세요.',
};

const zh: Record<Word, string> = {
  title: '我的进度',
  opened: '打开过',
  run: '运行过',
  solved: '达到目标',
  counts: '{all} 个实验里，打开过 {opened} 个，运行过 {run} 个，达到目标 {solved} 个。',
  stays: '这些只保存在这台设备上。',
  save: '保存为文件',
  open: '打开文件',
  forget: '清除',
  askForget: '全部清除吗？清除后无法恢复。',
  askTake: '要加入“{name}”里 {n} 个实验的进度吗？',
  take: '加入',
  leave: '保持不变',
  taken: '已加入。',
  forgotten: '已清除。',
  otherFile: '“{name}”不是进度文件。请先在这里保存一个。',
};

const strings: Record<Lang, Record<Word, string>> = { en, ko, zh };

export const sayProgress = sayer(strings);
export type SayProgress = ReturnType<typeof sayProgress>;
