// Words of what a run can be taken along as, in every language: loaded with what says them.
import { fill, type Values } from './fill.ts';
import type { Lang } from './languages';

const en = {
  lead: 'For other programs: these inputs, with the weights as they are now.',
  programs: 'Program',
  programsHelp:
    'Network, weights and prediction, and the data and the training where the lab trains its network by one of the usual losses: to go on in a notebook.',
  network: 'Network',
  networkHelp: 'With its weights, for whatever reads ONNX.',
  weights: 'Weights',
  weightsHelp: 'Each by its name: npz for NumPy, safetensors for most frameworks.',
  run: 'Run',
  runHelp: 'CSV: the curves and tables. JSON: all of the run.',
  opensAgain: '“{open}” opens the JSON again.',
  looking: 'Looking what there is …',
  preparing: 'Preparing {kind} …',
  prepared: '{file} is ready.',
  noNetwork:
    'This lab’s network is no plain chain of layers. So there is no program and no ONNX of it; its weights can be taken along.',
  noWeights: 'This lab has no weights, so that there are no network and no program to take along.',
  diverged:
    'The weights are no numbers any more, so that only the run can be taken along. Lower the learning rate and run again to take the network.',
  hindered: 'This cannot be made of the run. {message}',
};

type Strings = typeof en;
type Key = keyof Strings;

const ko: Strings = {
  lead: '다른 프로그램에서 쓰도록 지금의 입력과 지금의 가중치를 담아요.',
  programs: '프로그램',
  programsHelp:
    '신경망, 가중치, 예측이 담겨 있고, 흔히 쓰는 손실로 학습하는 실습이면 데이터와 학습도 담겨 있어서 노트북에서 이어 갈 수 있어요.',
  network: '신경망',
  networkHelp: '가중치를 담고 있고, ONNX를 읽는 곳이면 어디서나 쓸 수 있어요.',
  weights: '가중치',
  weightsHelp: '이름별로 담아요. npz는 NumPy, safetensors는 대부분의 프레임워크가 읽어요.',
  run: '실행',
  runHelp: 'CSV에는 곡선과 표가 있어요. JSON에는 실행 전체가 있어요.',
  opensAgain: 'JSON은 “{open}” 버튼으로 다시 열 수 있어요.',
  looking: '무엇을 가져갈 수 있는지 보는 중 …',
  preparing: '{kind} 준비 중 …',
  prepared: '{file} 준비가 끝났어요.',
  noNetwork:
    '이 실습의 신경망은 층을 한 줄로 이은 것이 아니어서 프로그램과 ONNX는 없어요. 가중치는 가져갈 수 있어요.',
  noWeights: '이 실습에는 가중치가 없어서 가져갈 신경망과 프로그램이 없어요.',
  diverged:
    '가중치가 더는 유한한 수가 아니어서 실행만 가져갈 수 있어요. 신경망을 가져가려면 학습률을 낮추고 다시 실행하세요.',
  hindered: '이 실행으로는 만들 수 없어요. {message}',
};

const zh: Strings = {
  lead: '供其他程序使用：当前的输入，连同此刻的权重。',
  programs: '程序',
  programsHelp:
    '包含网络、权重和预测；如果实验用常见的损失训练网络，还包含数据和训练：可以在笔记本里继续。',
  network: '网络',
  networkHelp: '连同权重，任何能读 ONNX 的程序都可使用。',
  weights: '权重',
  weightsHelp: '按名称保存：npz 供 NumPy 读取，safetensors 供大多数框架读取。',
  run: '运行',
  runHelp: 'CSV：曲线和表格。JSON：整个运行。',
  opensAgain: '用“{open}”可再次打开 JSON。',
  looking: '正在查看可以带走什么 …',
  preparing: '正在准备 {kind} …',
  prepared: '{file} 已准备好。',
  noNetwork: '这个实验的网络不是一条简单的层链，所以没有它的程序和 ONNX；权重可以带走。',
  noWeights: '这个实验没有权重，所以没有可带走的网络和程序。',
  diverged: '权重已不再是有限的数，所以只能带走运行。要带走网络，请降低学习率后重新运行。',
  hindered: '无法由这次运行生成。{message}',
};

export const strings: Record<Lang, Strings> = { en, ko, zh };

export const sayOfTaking = (lang: Lang, key: Key, values?: Values): string =>
  fill(strings[lang][key], values);
