// The headings of a story's parts, in their order, in each language.
import type { Lang } from '../src/i18n/languages.ts';

export type Part = 'seen' | 'tries' | 'why' | 'notebook' | 'limits' | 'printed' | 'reading';

export const headings: Record<Lang, Record<Part, string>> = {
  en: {
    seen: 'What you see',
    tries: 'Change one thing',
    why: 'Why',
    notebook: 'How the notebook wrote it',
    limits: 'Where it breaks',
    printed: 'What was printed',
    reading: 'Read on',
  },
  ko: {
    seen: '무엇이 보이나요',
    tries: '하나만 바꿔 보세요',
    why: '왜 그럴까요',
    notebook: '노트북에서는',
    limits: '어디서 막히나요',
    printed: '노트북의 출력이 재현되나요',
    reading: '더 읽어 보기',
  },
  zh: {
    seen: '你会看到什么',
    tries: '只改一处',
    why: '为什么',
    notebook: '笔记本怎么写',
    limits: '哪里会出问题',
    printed: '当年的输出',
    reading: '延伸阅读',
  },
};

/** What only some readers want folds away. */
export const folded: readonly Part[] = ['notebook', 'printed'];

/** What stands above the code of today. */
export const today: Record<Lang, string> = {
  en: 'Today:',
  ko: '지금은 이렇게 써요.',
  zh: '今天的写法：',
};
