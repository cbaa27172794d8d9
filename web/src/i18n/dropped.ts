// Words of dropout's masks inside a cell, in every language: loaded with what says them.
import { sayer } from './fill.ts';

const en = {
  heading: 'Dropout in this step',
  about:
    'Which numbers dropout lets through is drawn anew at each time step. What is struck, or stands on grey, is dropped: 0 goes on in its place. The others are divided by the share that stays, {keep}.',
  in: 'On the way in',
  up: 'What goes up of {letters}',
  upAbout: 'The next time step of this cell reads {letters} whole.',
  dropped: '{name}, {place}: dropped.',
  kept: '{name}, {place}: {value}, kept and divided by {keep}.',
  droppedUp: '{name}, {place}: {value} is dropped on its way up; 0 goes on.',
  keptUp: '{name}, {place}: {value} goes up as {value} ÷ {keep} = {result}.',
  counts: '{n} of {all} dropped.',
  maskIn: 'Mask of the input over time',
  maskUp: 'Mask on the way up over time',
};

type Key = keyof typeof en;

const ko: Record<Key, string> = {
  heading: '이 스텝의 드롭아웃',
  about:
    '드롭아웃은 어떤 수를 통과시킬지 시점마다 새로 뽑아요. 줄이 그어졌거나 회색 자리에 있는 수는 버려지고 대신 0이 가요. 나머지는 남기는 비율({keep})로 나눠요.',
  in: '들어가는 길',
  up: '{letters}에서 위로 가는 수',
  upAbout: '이 셀의 다음 시점은 {letters}의 수를 모두 읽어요.',
  dropped: '{name}, {place}: 버렸어요.',
  kept: '{name}, {place}: {value}. 남은 수라서 남기는 비율({keep})로 나눴어요.',
  droppedUp: '{name}, {place}: 값은 {value}. 위로는 버려져서 0이 가요.',
  keptUp: '{name}, {place}: {value} ÷ {keep} = {result}. 이 수가 위로 가요.',
  counts: '{all}개 중 {n}개를 버렸어요.',
  maskIn: '시점별 입력의 마스크',
  maskUp: '시점별 위로 가는 길의 마스크',
};

const zh: Record<Key, string> = {
  heading: '这一步的 dropout',
  about:
    '让哪些数通过，dropout 在每个时间步都重新抽取。划掉的数，或灰底上的数，被丢掉，往下传的是 0。其余的数除以保留的比例 {keep}。',
  in: '进来的路上',
  up: '{letters} 里往上传的数',
  upAbout: '这个单元的下一个时间步读的是完整的 {letters}。',
  dropped: '{name}，{place}：被丢掉。',
  kept: '{name}，{place}：{value}，保留，已除以 {keep}。',
  droppedUp: '{name}，{place}：{value} 在往上的路上被丢掉，传的是 0。',
  keptUp: '{name}，{place}：{value} ÷ {keep} = {result}，往上传。',
  counts: '{all} 个里丢掉 {n} 个。',
  maskIn: '各时间步输入的掩码',
  maskUp: '各时间步往上的掩码',
};

export const sayDropped = sayer<Key>({ en, ko, zh });
export type SayDropped = ReturnType<typeof sayDropped>;
