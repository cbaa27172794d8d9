// The words of the pages around the labs.
import type { Lang } from './languages.ts';

const en = {
  tagline: 'Recurrent neural networks, one time step at a time',
  lead: 'The labs of an RNN course, computed and trained here in the page. Change a number and watch what it does.',
  skip: 'Skip to the content',
  all_labs: 'All labs',
  search: 'Find a lab',
  none_found: 'No lab has these words.',
  found: '{n} labs',
  found_one: '1 lab',
  chapter_basics: 'Cells, sequences and losses',
  chapter_basics_note: 'What goes in, what comes out, and what each number means.',
  chapter_text: 'Learning to write',
  chapter_text_note: 'A network reads one symbol and says which comes next.',
  at_once: 'computes at once',
  steps: '{n} training steps',
  previous: 'Previous',
  next: 'Next',
  language: 'Language',
  theme: 'Dark theme',
  lab: 'Lab',
  no_script: 'The story reads without it, but the lab needs JavaScript.',
  missing: 'There is no page here',
  missing_note: 'The link may be old or mistyped. All the labs are still where they were.',
  footer: 'Everything is computed on this device. Nothing you type leaves it.',
};

export type Word = keyof typeof en;

const ko: Record<Word, string> = {
  tagline: '순환 신경망을 한 시점씩 펼쳐 봐요',
  lead: 'RNN 강의의 실습을 이 페이지 안에서 바로 계산하고 학습해요. 숫자 하나를 바꾸고 무엇이 달라지는지 보세요.',
  skip: '본문으로 건너뛰기',
  all_labs: '모든 실습',
  search: '실습 찾기',
  none_found: '이 말이 들어 있는 실습이 없어요.',
  found: '실습 {n}개',
  found_one: '실습 1개',
  chapter_basics: '셀, 시퀀스, 손실',
  chapter_basics_note: '무엇이 들어가고 무엇이 나오는지, 숫자마다 무슨 뜻인지 봐요.',
  chapter_text: '글쓰기 배우기',
  chapter_text_note: '신경망이 기호 하나를 읽고 다음 기호를 맞혀요.',
  at_once: '바로 계산',
  steps: '학습 {n}스텝',
  previous: '이전',
  next: '다음',
  language: '언어',
  theme: '어두운 테마',
  lab: '실습',
  no_script: '이야기는 그대로 읽을 수 있지만, 실습에는 자바스크립트가 필요해요.',
  missing: '여기에는 페이지가 없어요',
  missing_note: '링크가 오래되었거나 잘못 적혔을지도 몰라요. 실습은 모두 제자리에 있어요.',
  footer: '모든 계산은 이 기기에서 해요. 입력한 내용은 밖으로 나가지 않아요.',
};

const zh: Record<Word, string> = {
  tagline: '把循环神经网络按时间步逐一展开',
  lead: 'RNN 课程的实验，直接在页面里计算和训练。改一个数，看看会发生什么。',
  skip: '跳到正文',
  all_labs: '全部实验',
  search: '查找实验',
  none_found: '没有包含这些词的实验。',
  found: '{n} 个实验',
  found_one: '1 个实验',
  chapter_basics: '单元、序列与损失',
  chapter_basics_note: '输入什么，输出什么，每个数字是什么意思。',
  chapter_text: '学写文字',
  chapter_text_note: '网络读一个符号，说出下一个是什么。',
  at_once: '立即算出',
  steps: '训练 {n} 步',
  previous: '上一个',
  next: '下一个',
  language: '语言',
  theme: '深色主题',
  lab: '实验',
  no_script: '没有 JavaScript 也能阅读讲解，但实验需要它。',
  missing: '这里没有页面',
  missing_note: '链接可能已过期或输入有误。所有实验都还在原处。',
  footer: '一切都在这台设备上计算，你输入的内容不会离开它。',
};

const words: Record<Lang, Record<Word, string>> = { en, ko, zh };

/** A word in a language; "{n}" stands for the number given. */
export function say(lang: Lang, word: Word, n?: number): string {
  return words[lang][word].replace('{n}', n?.toLocaleString(lang) ?? '{n}');
}
