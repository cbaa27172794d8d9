// What is said of going back through a run, in every language: loaded once a run has begun.
import { sayer } from './fill.ts';
import type { Lang } from './languages';

const en = {
  goBack: 'Go back in time',
  at: 'Step {step} of {total}',
  back: 'Back at step {step} of {newest}. Play goes on from here.',
  computing: 'Computing step {step} … {share} %',
  forth: 'To step {newest}',
  checkpoint: '1 checkpoint, {size}',
  checkpoints: '{n} checkpoints, {size}',
  bounds:
    'At most {n} checkpoints and {size}. A step between two is computed from the one before it.',
  broken: 'This run cannot go back: computed again, it came out otherwise.',
};

export type TimelineKey = keyof typeof en;
type Strings = Record<TimelineKey, string>;

const ko: Strings = {
  goBack: '지난 스텝으로 돌아가기',
  at: '{total}스텝 중 {step}',
  back: '{newest}스텝까지 갔다가 {step}스텝으로 돌아왔어요. 재생을 누르면 여기서 이어 가요.',
  computing: '{step}스텝을 계산하는 중 … {share}%',
  forth: '{newest}스텝으로',
  checkpoint: '체크포인트 1개, {size}',
  checkpoints: '체크포인트 {n}개, {size}',
  bounds:
    '체크포인트는 {n}개, {size}까지만 둬요. 그 사이의 스텝은 바로 앞 체크포인트에서부터 계산해요.',
  broken: '이 실행은 되돌릴 수 없어요. 다시 계산했더니 결과가 달라졌어요.',
};

const zh: Strings = {
  goBack: '回到之前的步',
  at: '第 {step} 步，共 {total} 步',
  back: '已从第 {newest} 步回到第 {step} 步。点“运行”会从这里继续。',
  computing: '正在计算第 {step} 步…… {share}%',
  forth: '到第 {newest} 步',
  checkpoint: '1 个检查点，{size}',
  checkpoints: '{n} 个检查点，{size}',
  bounds: '最多 {n} 个检查点，共 {size}。两者之间的步从前一个检查点算起。',
  broken: '这次运行无法回到过去：重新计算的结果不一样。',
};

export const strings: Record<Lang, Strings> = { en, ko, zh };

export const sayTimeline = sayer(strings);
