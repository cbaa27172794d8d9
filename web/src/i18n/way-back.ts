// Words of how a gradient flows back, in every language: loaded with what says them.
import { sayer } from './fill.ts';
import type { Lang } from './languages';

const en = {
  about:
    'Training step {step}, as it comes next. Sequence {n} of the {all} in its batch, whose mean is the loss.',
  aboutOne: 'Training step {step}, as it comes next, with the only sequence of its batch.',
  dropout:
    'Dropout is on, with the mask that this step draws: what it dropped is 0 in the cell’s input.',
  map: 'Gradients on their way back',
  mapAbout:
    'Each arrow stands for the gradient of the loss L, from above by what this time step answers for, from the side by what later steps do. How thick it is goes by the logarithm of its norm: thinnest {least}, thickest {most}.',
  mapKeys: '← and → go through time, click on a layer to open its cell.',
  rowLabel: '{name}: norms of the gradients',
  flowAt: 'time step {t}: ‖∂L/∂h‖ {dh}',
  flowAtC: 'time step {t}: ‖∂L/∂c‖ {dc}, ‖∂L/∂h‖ {dh}',
  equation: 'Where {letters} comes from, unit by unit',
  units: 'Units of {letters}',
  unit: 'unit {n}',
  outside: 'a: what comes from above, from the layer there or from the loss.',
  later:
    'The last term comes back from the next time step through its gates and the weights Wₕ; δ is the gradient by the gates’ sums.',
  gates: 'The last term comes back through the gates and the candidate of the next time step.',
  laterRnn:
    'The last term comes back from the next time step, through its tanh and the weights Wₕ.',
  peepholes: 'p: what comes back through the peepholes.',
  last: 'This is the last time step that the cell reads: nothing comes from a later one.',
  exactly: 'Exactly: {value}.',
  overTimeH: '∂L/∂h by unit and time step',
  overTimeC: '∂L/∂c by unit and time step',
  weights: 'Weights and their move in this step',
  weightsAbout: 'The gradient as the optimizer takes it; the move is what it makes of it.',
  clipped: 'The gradient is clipped before ({clipping}, {limit}).',
  mostMoved: 'Most of all moves {name}: by {move}, {share} of its size.',
  mostNumber: 'The single number that moves most is {place} of {name}: from {before} to {after}.',
  place: 'row {row}, column {column}',
  placeOne: 'number {row}',
  weight: 'Weights',
  shape: 'Shape',
  norm: 'Size ‖W‖',
  gradient: 'Gradient ‖∂L/∂W‖',
  move: 'Move ‖ΔW‖',
  ratio: 'Move ÷ size',
  noGradient: 'none',
  shown: 'Weights shown',
  gradientsOf: 'Gradient of {name}',
  movesOf: 'Move of {name}',
  many: '{name} has {count} numbers, too many to draw here.',
  gate: 'gate {n}',
};

type Key = keyof typeof en;
type Strings = Record<Key, string>;

const ko: Strings = {
  about:
    '바로 다음에 올 학습 스텝({step})을 봐요. 손실은 배치에 든 시퀀스 {all}개의 평균이고, 여기서는 그중 {n}번째를 봐요.',
  aboutOne: '바로 다음에 올 학습 스텝({step})을 봐요. 배치에 시퀀스가 하나 있어요.',
  dropout: '드롭아웃이 이 스텝에서 뽑은 마스크로 켜져 있어요. 버린 수는 셀의 입력에서 0이에요.',
  map: '되돌아오는 기울기',
  mapAbout:
    '화살표 하나가 손실 L의 기울기예요. 위에서 오는 것은 이 시점이 맡은 몫이고, 옆에서 오는 것은 뒤 시점들에서 와요. 굵기는 노름의 로그를 따라요. 노름은 {least}(가장 가늚)부터 {most}(가장 굵음)까지 있어요.',
  mapKeys: '←와 →로 시점을 옮겨 다니고, 층을 누르면 그 셀이 열려요.',
  rowLabel: '{name}: 기울기의 노름',
  flowAt: '시점 {t}: ‖∂L/∂h‖ {dh}',
  flowAtC: '시점 {t}: ‖∂L/∂c‖ {dc}, ‖∂L/∂h‖ {dh}',
  equation: '{letters}의 유닛별 계산',
  units: '{letters}의 유닛',
  unit: '유닛 {n}',
  outside: 'a: 위에서, 곧 위층이나 손실에서 오는 몫이에요.',
  later:
    '마지막 항은 다음 시점에서 그 게이트와 가중치 Wₕ를 지나 되돌아와요. δ는 게이트의 합에 대한 기울기예요.',
  gates: '마지막 항은 다음 시점의 게이트와 후보를 지나 되돌아와요.',
  laterRnn: '마지막 항은 다음 시점에서 tanh와 가중치 Wₕ를 지나 되돌아와요.',
  peepholes: 'p: 핍홀을 지나 되돌아오는 몫이에요.',
  last: '셀이 읽는 마지막 시점이라 뒤 시점에서 오는 것이 없어요.',
  exactly: '정확한 값: {value}.',
  overTimeH: '유닛과 시점에 따른 ∂L/∂h',
  overTimeC: '유닛과 시점에 따른 ∂L/∂c',
  weights: '가중치와 이 스텝의 이동',
  weightsAbout: '기울기는 옵티마이저가 받는 값이고, 이동은 옵티마이저가 그것으로 만든 변화예요.',
  clipped: '그 전에 기울기를 클리핑해요({clipping}, {limit}).',
  mostMoved: '가장 많이 움직이는 변수: {name}. 이동 {move}, 크기의 {share}.',
  mostNumber: '가장 많이 움직이는 수 하나: {name}의 {place}, {before} → {after}.',
  place: '{row}행 {column}열',
  placeOne: '{row}번째 수',
  weight: '가중치',
  shape: '모양',
  norm: '크기 ‖W‖',
  gradient: '기울기 ‖∂L/∂W‖',
  move: '이동 ‖ΔW‖',
  ratio: '이동 ÷ 크기',
  noGradient: '없음',
  shown: '보여 줄 가중치',
  gradientsOf: '{name}의 기울기',
  movesOf: '{name}의 이동',
  many: '{name}에는 수가 {count}개 있어서 여기에 그리기에는 너무 많아요.',
  gate: '게이트 {n}',
};

const zh: Strings = {
  about: '接下来的训练步 {step}。损失是这一批 {all} 个序列的平均，这里看第 {n} 个。',
  aboutOne: '接下来的训练步 {step}，这一批只有一个序列。',
  dropout: 'dropout 开着，用的是这一步生成的掩码：被丢掉的数在单元的输入里是 0。',
  map: '往回走的梯度',
  mapAbout:
    '每个箭头是损失 L 的梯度：从上面来的，是这个时间步自己的份；从旁边来的，是后面时间步的份。粗细按范数的对数：最细 {least}，最粗 {most}。',
  mapKeys: '← → 在时间步之间移动，点一层就打开它的单元。',
  rowLabel: '{name}：梯度的范数',
  flowAt: '时间步 {t}：‖∂L/∂h‖ {dh}',
  flowAtC: '时间步 {t}：‖∂L/∂c‖ {dc}，‖∂L/∂h‖ {dh}',
  equation: '{letters} 从哪里来，逐个隐藏单元',
  units: '{letters} 的隐藏单元',
  unit: '隐藏单元 {n}',
  outside: 'a：从上面来的份，来自上面那层或损失。',
  later: '最后一项从下一个时间步经过它的门和权重 Wₕ 传回来；δ 是对门的加权和的梯度。',
  gates: '最后一项经过下一个时间步的门和候选传回来。',
  laterRnn: '最后一项从下一个时间步经过 tanh 和权重 Wₕ 传回来。',
  peepholes: 'p：经过窥视孔传回来的份。',
  last: '这是单元读的最后一个时间步：没有从后面传来的份。',
  exactly: '精确值：{value}。',
  overTimeH: '∂L/∂h：隐藏单元与时间步',
  overTimeC: '∂L/∂c：隐藏单元与时间步',
  weights: '权重和它们在这一步的移动',
  weightsAbout: '梯度是优化器收到的值，移动是优化器由它算出的变化。',
  clipped: '在这之前梯度先裁剪（{clipping}，{limit}）。',
  mostMoved: '移动最多的是 {name}：移动 {move}，是它大小的 {share}。',
  mostNumber: '单个数里移动最多的是 {name} 的{place}：从 {before} 到 {after}。',
  place: '第 {row} 行第 {column} 列',
  placeOne: '第 {row} 个数',
  weight: '权重',
  shape: '形状',
  norm: '大小 ‖W‖',
  gradient: '梯度 ‖∂L/∂W‖',
  move: '移动 ‖ΔW‖',
  ratio: '移动 ÷ 大小',
  noGradient: '没有',
  shown: '显示的权重',
  gradientsOf: '{name} 的梯度',
  movesOf: '{name} 的移动',
  many: '{name} 有 {count} 个数，太多，这里画不下。',
  gate: '门 {n}',
};

export const strings: Record<Lang, Strings> = { en, ko, zh };

export const sayWayBack = sayer(strings);

export type SayWayBack = ReturnType<typeof sayWayBack>;
