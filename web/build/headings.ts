// The headings of a story's parts, in their order, in each language.
import type { Lang } from '../src/i18n/languages.ts';

export type Part =
  'seen' | 'tries' | 'why' | 'notebook' | 'limits' | 'exercises' | 'printed' | 'reading';

export const headings: Record<Lang, Record<Part, string>> = {
  en: {
    seen: 'What you see',
    tries: 'Change one thing',
    why: 'Why',
    notebook: 'How the notebook wrote it',
    limits: 'Where it breaks',
    exercises: 'Exercises',
    printed: 'What was printed',
    reading: 'Read on',
  },
  ko: {
    seen: '무엇이 보이나요',
    tries: '하나만 바꿔 보세요',
    why: '왜 그럴까요',
    notebook: '노트북에서는',
    limits: '어디서 막히나요',
    exercises: '연습 문제',
    printed: '노트북의 출력이 재현되나요',
    reading: '더 읽어 보기',
  },
  zh: {
    seen: '你会看到什么',
    tries: '只改一处',
    why: '为什么',
    notebook: '笔记本怎么写',
    limits: '哪里会出问题',
    exercises: '练习',
    printed: '当年的输出',
    reading: '延伸阅读',
  },
};

/** What only some readers want folds away. */
export const folded: readonly Part[] = ['notebook', 'printed'];

/** What opens the outcome of a change that a reader tries. */
export const outcome: Record<Lang, string> = {
  en: 'What happens?',
  ko: '어떻게 될까요?',
  zh: '结果会怎样？',
};

export type Caption = 'predict' | 'goal' | 'explain' | 'run' | 'begin' | 'answer';

/** What stands around the texts of exercises: their kinds and links. */
export const exercise: Record<Lang, Record<Caption, string>> = {
  en: {
    predict: 'Predict',
    goal: 'Reach a goal',
    explain: 'Explain',
    run: 'Run it',
    begin: 'Begin',
    answer: 'Answer',
  },
  ko: {
    predict: '예상해 보기',
    goal: '목표에 도달하기',
    explain: '설명해 보기',
    run: '실행해 보기',
    begin: '시작하기',
    answer: '답 보기',
  },
  zh: {
    predict: '预测',
    goal: '达到目标',
    explain: '解释',
    run: '运行看看',
    begin: '开始',
    answer: '看答案',
  },
};

/** What stands above the code of today. */
export const today: Record<Lang, string> = {
  en: 'Today:',
  ko: '지금은 이렇게 써요.',
  zh: '今天的写法：',
};

/** What stands before what one can do after a lab. */
export const afterwards: Record<Lang, string> = {
  en: 'Afterwards you can ',
  ko: '이 실습을 마치면 ',
  zh: '学完之后，你能',
};
