// Words of the map of points and of the way to it, in every language: loaded with what says them.
import { fill, type Values } from './fill.ts';
import type { Lang } from './languages';

const en = {
  kind: 'map of points',
  name: '{name}, {n} points. Most frequent: {words}.',
  unnamed: '{name}, {n} points.',
  keys: 'Arrow keys go to the nearest word that way, Shift with arrows moves the map, plus and minus zoom, 0 shows all of it, Enter marks the nearest words, Escape clears.',
  hint: 'Drag to move, {key} and the wheel to zoom, click a word for its nearest ones.',
  wheel: '{key} and the wheel zoom. After a click on the map the wheel alone does.',
  touchHint: 'Two fingers zoom, then one moves the map. Tap a word for its nearest ones.',
  find: 'Find a word',
  lost: 'There is no “{word}” here.',
  closer: 'Zoom in',
  farther: 'Zoom out',
  whole: 'Whole map',
  often: 'often',
  rarely: 'rarely',
  times: '{n} times',
  once: 'once',
  place: 'at {x}, {y}',
  nowhere: 'nowhere yet',
  near: 'Nearest to {word}: {words}',
  word: 'word',
  point: 'point',
  count: 'count',
  firstRows: 'the first {n} of {total}; CSV has all',

  toMap: 'See them on the map',
  toMapLead:
    'Takes the vectors as they are now to the lab that draws them. They stay on this device.',
  noVectors: 'The vectors did not come. Run the lab again and try once more.',
  saved:
    'The page can keep nothing here, so the vectors were saved as {file}. Open the lab “{lab}” and choose that file there.',
};

type Strings = typeof en;
export type MapKey = keyof Strings;

const ko: Strings = {
  kind: '점 지도',
  name: '{name}, 점 {n}개. 가장 자주 나온 단어: {words}.',
  unnamed: '{name}, 점 {n}개.',
  keys: '화살표 키는 그 방향의 가장 가까운 단어로 가고, Shift와 화살표는 지도를 옮기고, 더하기와 빼기는 확대와 축소, 0은 전체 보기, Enter는 가까운 단어 표시, Esc는 지우기예요.',
  hint: '끌어서 옮기고, {key} 키와 휠로 확대하고, 단어를 클릭하면 가까운 단어가 보여요.',
  wheel: '{key} 키와 휠로 확대해요. 지도를 클릭한 뒤에는 휠만으로 확대해요.',
  touchHint: '두 손가락으로 확대하고 한 손가락으로 옮겨요. 단어를 누르면 가까운 단어가 보여요.',
  find: '단어 찾기',
  lost: '여기에는 “{word}” 단어가 없어요.',
  closer: '확대',
  farther: '축소',
  whole: '전체 보기',
  often: '자주',
  rarely: '드물게',
  times: '{n}번',
  once: '1번',
  place: '위치 {x}, {y}',
  nowhere: '아직 자리 없음',
  near: '{word} 가까이: {words}',
  word: '단어',
  point: '점',
  count: '횟수',
  firstRows: '{total}개 중 처음 {n}개, CSV에는 모두',

  toMap: '지도에서 보기',
  toMapLead: '지금의 벡터를 그려 주는 실습으로 가져가요. 이 기기를 떠나지 않아요.',
  noVectors: '벡터를 받지 못했어요. 실습을 다시 실행하고 한 번 더 시도하세요.',
  saved:
    '여기에는 페이지가 아무것도 보관할 수 없어서 벡터를 {file} 파일로 저장했어요. “{lab}” 실습을 열고 그 파일을 고르세요.',
};

const zh: Strings = {
  kind: '散点地图',
  name: '{name}，{n} 个点。最常见的词：{words}。',
  unnamed: '{name}，{n} 个点。',
  keys: '方向键走到该方向最近的词，Shift 加方向键移动地图，加号和减号缩放，0 显示全图，Enter 标出最近的词，Esc 清除。',
  hint: '拖动可移动，{key} 加滚轮可缩放，点击一个词可看离它最近的词。',
  wheel: '{key} 加滚轮可缩放。点击地图后，只用滚轮也可以。',
  touchHint: '双指缩放，放大后单指移动。点一个词可看离它最近的词。',
  find: '查找词',
  lost: '这里没有“{word}”。',
  closer: '放大',
  farther: '缩小',
  whole: '全图',
  often: '常见',
  rarely: '少见',
  times: '{n} 次',
  once: '1 次',
  place: '位于 {x}, {y}',
  nowhere: '还没有位置',
  near: '离“{word}”最近：{words}',
  word: '词',
  point: '点',
  count: '次数',
  firstRows: '共 {total} 个，这里是前 {n} 个；CSV 含全部',

  toMap: '在地图上查看',
  toMapLead: '把现在的向量带到能画出它们的实验里。向量不会离开这台设备。',
  noVectors: '没有得到向量。请重新运行实验再试一次。',
  saved: '页面在这里什么都不能保存，所以向量已存为文件 {file}。请打开实验“{lab}”并选择这个文件。',
};

export const strings: Record<Lang, Strings> = { en, ko, zh };

export const say = (lang: Lang, key: MapKey, values?: Values): string =>
  fill(strings[lang][key], values);
