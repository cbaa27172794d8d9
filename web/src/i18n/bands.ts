// Words of attention as bands between two sentences, in every language: loaded with what draws them.
import { sayer } from './fill.ts';

const en = {
  about: 'The thicker a band, the more what was written looked at what was read.',
  point: 'Point at either end, or go there with Tab and arrow keys.',
  mute: 'Press something read to mute it: the question is asked again without it.',
  read: 'Read',
  written: 'Written',
  muting: 'Read; press to mute',
  muted: '{name} is muted: nothing looks at it.',
  looked: '{name} looked at {places}',
  seen: '{name} was looked at by {places}',
  unseen: '{name}: hardly looked at',
};

type Key = keyof typeof en;

const ko: Record<Key, string> = {
  about: '띠가 굵을수록, 쓴 것이 읽은 것을 더 많이 본 거예요.',
  point: '어느 쪽이든 가리켜 보세요. Tab과 화살표 키로도 갈 수 있어요.',
  mute: '읽은 것을 누르면 가려져요. 그러면 그것 없이 다시 물어봐요.',
  read: '읽은 것',
  written: '쓴 것',
  muting: '읽은 것, 누르면 가려져요',
  muted: '{name}: 가려져 있어서 아무것도 보지 않아요.',
  looked: '{name}, 본 곳: {places}',
  seen: '{name}, 본 것: {places}',
  unseen: '{name}: 거의 보지 않았어요',
};

const zh: Record<Key, string> = {
  about: '带子越粗，写出的这一处看读入的那一处就看得越多。',
  point: '指向任意一端，也可以用 Tab 和方向键走过去。',
  mute: '按一下读入的某一处，它就被遮住，然后不带它再问一次。',
  read: '读入',
  written: '写出',
  muting: '读入，按一下遮住',
  muted: '{name} 被遮住了：谁也看不到它。',
  looked: '{name} 看了 {places}',
  seen: '看了 {name} 的有 {places}',
  unseen: '{name}：几乎没人看',
};

export const sayBands = sayer<Key>({ en, ko, zh });
