// Words of questions that are asked anew at every change, and of what one draws with, in every language:
// loaded with what says them.
import { sayer } from './fill.ts';

const en = {
  atOnce: 'Each change of the question is answered at once.',
  before: 'Still the answer to the question before, after step {step}',
  drawWith: 'Draw with',
  pen: 'Pen',
  eraser: 'Eraser',
  rows: 'Erase rows',
  keys: 'Arrow keys move, space draws or erases.',
};

type Key = keyof typeof en;

const ko: Record<Key, string> = {
  atOnce: '질문을 바꿀 때마다 바로 답해요.',
  before: '아직 앞 질문의 답이에요 (스텝 {step} 이후)',
  drawWith: '그리는 도구',
  pen: '펜',
  eraser: '지우개',
  rows: '줄 지우기',
  keys: '화살표 키로 움직이고 스페이스로 그리거나 지워요.',
};

const zh: Record<Key, string> = {
  atOnce: '问题每改一处，马上就有回答。',
  before: '这仍是上一个问题在第 {step} 步后的回答',
  drawWith: '绘图工具',
  pen: '画笔',
  eraser: '橡皮',
  rows: '擦除整行',
  keys: '方向键移动，空格键画或擦。',
};

export const sayAsking = sayer<Key>({ en, ko, zh });
