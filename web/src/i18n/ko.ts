import type { Sentences, Strings } from './en';

export const strings: Strings = {
  inputs: '입력',
  results: '결과',
  presets: '프리셋',
  advanced: '고급',
  backToDefault: '{value}(으)로 되돌리기',
  backToPreset: '프리셋 값으로 되돌리기',
  showInput: '{label} 보기',
  empty: '비어 있음',
  optional: '선택 사항',
  slider: '{label}, 슬라이더',
  on: '켬',
  off: '끔',
  rollDice: '새 시드',
  rows: '행',
  columns: '열',
  blocks: '블록',
  block: '블록 {n}',
  more: '{what} 하나 늘리기',
  fewer: '{what} 하나 줄이기',
  cellOf: '{label}, {row}행 {column}열',
  asText: '텍스트로',
  asGrid: '표로',
  matrixHelp: '숫자 사이는 쉼표, 행 끝은 세미콜론, 블록 사이는 |로 써요.',
  listHelp: '숫자를 쉼표로 나누어 써요.',
  makeMatrix: '가중치 직접 입력',
  clear: '비우기',

  originExact: '무작위 없음',
  originSeeded: '노트북의 시드 그대로',
  originRecovered: '인쇄된 출력에서 복원',
  originInvariant: '구조만 비교',
  originOwn: '이 사이트에서 추가',

  reset: '초기화',
  play: '재생',
  pause: '일시정지',
  step: '한 스텝',
  newSeed: '새 시드',
  run: '실행',
  progress: '실행 진행률',
  stepsOf: '{total}스텝 중 {step}',
  perSecond: '초당 {rate}스텝',
  timeLeft: '{time} 남음',
  seconds: '{n}초',
  minutes: '{n}분',
  secondsPerStep: '스텝당 {n}초',
  hours: '{n}시간',
  startAgain: '처음부터',
  moreSteps: '{n}스텝 더',
  speed: '속도',
  fullSpeed: '최고 속도',
  firstRun: '첫 실행: {n}초 이상',
  stopBelow: '멈춤 조건: {curve} <',
  stopRefused: '0.5 같은 숫자를 적거나 비워 두세요. 그전에는 아무것도 실행을 멈추지 않아요.',
  atOnce: '바로 계산돼요. 입력을 바꾸고 살펴보세요.',
  pressPlay: '재생을 누르면 {total}스텝을 학습하고, 한 스텝을 누르면 하나씩 나아가요.',
  keys: '단축키: 스페이스 재생, S 한 스텝, R 초기화.',
  keysInside: '이 안을 클릭한 뒤의 단축키: 스페이스 재생, S 한 스텝, R 초기화.',

  ready: '준비됐어요.',
  pausedAt: '{step}스텝에서 멈췄어요.',
  finishedAt: '{step}스텝을 마쳤어요.',
  stoppedAt: '{step}스텝에서 멈췄어요. {curve} 값이 {value}보다 작아요.',
  playGoesOn: '재생을 누르면 그대로 이어 가요.',
  valueOf: '{name} {value}',

  loading: '엔진을 불러오는 중 …',
  noEngine: '엔진을 불러오지 못했어요. {message}',
  noLab: '“{lab}” 실습이 없어요.',
  failed: '엔진이 멈췄어요: {message}. 크기를 줄이고 다시 해 보세요.',
  lost: '엔진이 응답하지 않아요. 다시 시작해도 마찬가지였어요. 입력을 바꾸거나 다시 시도하세요.',
  noMemory:
    '이 입력으로 계산하기에는 이 기기의 메모리가 모자라요. 크기를 줄이거나 다른 페이지를 닫고 다시 시도하세요.',
  restarted: '엔진을 다시 시작해 {step}스텝까지 따라잡았어요.',
  damagedLink: '링크의 일부를 읽을 수 없었어요. 나머지는 적용했어요.',
  seedUnused:
    '바뀐 것이 없어요. 지금 입력에서는 시드로 뽑는 가중치가 없어요. 직접 적은 가중치를 비우면 시드로 뽑아요.',
  loadingData: '데이터 {name}을(를) 불러오는 중 …',
  loadingPart: '데이터 {name} 불러오는 중: {total} 중 {loaded}',
  dataUnreachable: '데이터 {name}을(를) 불러오지 못했어요. 연결을 확인하고 다시 시도하세요.',
  continued: '지난번에 멈춘 {step}스텝에서 이어 가요. 초기화하면 처음부터 시작해요.',
  continuedDone: '전에 여기서 끝낸 실행이에요. 초기화하면 처음부터 시작해요.',
  lastRun: '지난 실행({step}스텝)은 그대로 남아 있어요.',
  backToLastRun: '지난 실행으로 돌아가기',
  saveRun: '파일로 저장',
  openRun: '저장한 실행 열기',
  otherLab: '다른 실습의 실행이에요: {lab}.',
  offline: '페이지의 이 부분을 불러오지 못했어요. 연결을 확인하고 다시 시도하세요.',
  tryAgain: '다시 시도',
  stale: '마지막으로 올바른 입력의 결과예요.',
  refused: '입력 하나를 고쳐야 해요: {message}',

  asTable: '표',
  download: 'CSV',
  downloadOf: 'CSV: {name}',
  tableOf: '표: {name}',
  logScale: '로그 눈금',
  stepAxis: '스텝',
  chart: '차트',
  heatMap: '히트맵',
  chartName: '{name}, 점 {n}개',
  rightOf: '{total}개 중 {n}개 정답',
  matrixName: '{name}, {shape}, {min}부터 {max}까지',
  cellAt: '{place}: {value}',
  arrowKeys: '화살표 키로 커서를 옮겨요.',
  value: '값',

  target: '정답',
  prediction: '출력',
  agreeOf: '{total}개 중 {n}개 일치',
  textAgainst: '{name}: {value}, 정답: {target}, {total}개 중 {n}개 일치',
  space: '공백',

  shippedData: '기본 데이터',
  openFile: '파일 열기 …',
  pasteText: '텍스트 붙여넣기',
  useText: '이 텍스트 쓰기',
  useShipped: '기본 데이터로 되돌리기',
  cancel: '취소',
  staysHere: '파일을 여기에 끌어 놓아도 돼요. 파일은 이 기기를 떠나지 않아요.',
  fileTooLarge: '{name}: 크기가 {size}예요. {max}까지 쓸 수 있어요.',
  fileEmpty: '{name}: 비어 있어요.',
  fileOfOtherKind: '{name}: 확장자가 {allowed}인 파일만 쓸 수 있어요.',
  fileUnread: '{name}: 읽을 수 없었어요. {message}',
  drawing: '그림판',
  drawingKeys: '화살표 키로 움직이고 스페이스로 칠해요.',

  tryIt: '직접 해 보기',
  tryItLead: '지금 상태의 모델에게 물어보세요.',
  ask: '물어보기',
  askedAt: '{step}스텝을 마친 모델의 답',
  noAnswer: '답을 받지 못했어요. 실습을 다시 실행하고 물어보세요.',

  numbers: '숫자',
  published: '인쇄된 값',
  publishedLead: '노트북에 인쇄된 숫자와 여기서 계산한 숫자예요.',
  publishedNone: '이 입력으로 인쇄된 숫자는 노트북에 없어요.',
  invariants: '불변량',
  invariantsLead: '가중치가 무엇이든 성립해요.',
  what: '항목',
  here: '여기',
  printed: '인쇄',
  expected: '기댓값',
  difference: '차이',
  agrees: '일치',
  differs: '불일치',
  pending: '아직 도달하지 않음',
  tolerance: '허용 오차 {value}',
  atStep: '{name}, {step}스텝',
  fingerprint: '지문',
  fingerprintOf:
    '스텝 수, 가중치, 곡선과 기준선·정답·표시·횟수를 뺀 모든 결과의 해시예요. 입력이 같으면 어디서나 같아요.',

  quantityLoss: '손실',
  quantityAccuracy: '정확도',
  quantityError: '오차',
  quantityMse: '평균 제곱 오차',
  quantityRmse: '평균 제곱근 오차',
  quantityPerplexity: '퍼플렉서티',

  axisTime: '시점',
  axisBatch: '시퀀스',
  axisUnit: '유닛',
  axisFeature: '특성',
  axisInput: '입력',
  axisSymbol: '기호',
  axisNextSymbol: '다음 기호',
  axisPrediction: '예측',
  axisGate: '게이트',
  axisClass: '클래스',
  axisLayer: '층',
  axisRow: '행',
  axisColumn: '열',
};

/** Why an input is refused; "where-…" are the places that "{where}" stands for. */
export const refusals: Sentences = {
  'unknown-lab': '“{value}” 실습은 없어요. 혹시 “{nearest}”인가요? 있는 실습: {allowed}.',
  'unknown-preset':
    '이 실습에는 “{value}” 프리셋이 없어요. 혹시 “{nearest}”인가요? 있는 프리셋: {allowed}.',
  'unknown-input':
    '이 실습에는 “{value}” 입력이 없어요. 혹시 “{nearest}”인가요? 있는 입력: {allowed}.',
  'unknown-choice': '{input}: {allowed} 중 하나여야 해요. “{value}”은(는) 쓸 수 없어요.',
  'not-a-number': '{input}{where}: 2, -0.5, 1e-3 같은 숫자여야 해요. 입력한 값: “{value}”.',
  'not-finite': '{input}{where}: 유한한 숫자여야 해요. 입력한 값: “{value}”.',
  'not-an-integer': '{input}{where}: 3 같은 정수여야 해요. 입력한 값: “{value}”.',
  'out-of-range': '{input}{where}: {min}부터 {max}까지여야 해요. 입력한 값: {value}.',
  'too-few': '{input}: 원소가 {min}개 이상이어야 해요. 지금은 {count}개예요.',
  'too-many': '{input}: 원소는 {max}개까지예요.',
  'too-short': '{input}: 기호가 {min}개 이상이어야 해요. 지금은 {count}개예요.',
  'too-long': '{input}: 기호는 {max}개까지예요. 지금은 {count}개예요.',
  'not-utf8': '{input}: 올바른 UTF-8 텍스트가 아니에요({byte}번째 바이트). 다시 입력하세요.',
  'empty-matrix': '{input}: 숫자가 필요해요. 숫자 사이는 “,”, 행 끝은 “;”, 블록 끝은 “|”로 써요.',
  'ragged-matrix': '{input}{where}: 앞 행처럼 숫자가 {expected}개여야 해요. 지금은 {actual}개예요.',
  'ragged-blocks': '{input}{where}: 앞 블록처럼 행이 {expected}개여야 해요. 지금은 {actual}개예요.',
  'one-block-only': '{input}: 블록 하나여야 해요. “|”나 빈 줄로 나누지 마세요.',
  'too-large': '{input}: 너무 커요. 모양은 {max}까지예요.',
  'wrong-shape': '{input}: 모양이 {expected}이어야 해요. 지금 모양: {actual}.',
  'where-element': ', 원소 {index}',
  'where-row': ', {row}행',
  'where-cell': ', {row}행 {column}열',
  'where-block': ', 블록 {block}',
  'where-block-row': ', 블록 {block} {row}행',
  'where-block-cell': ', 블록 {block} {row}행 {column}열',
  'symbols-not-learned':
    '{input}: 학습한 글에 한 번도 없던 기호가 있어요: {symbols}. 이 기호 없이 써 주세요.',
  'symbol-not-allowed':
    '{input}: 기호 “{symbol}”은(는) 쓸 수 없어요. 여기에서 쓰는 기호: {allowed}.',
  'symbol-not-in-text': '{input}: 기호 “{symbol}”은(는) 학습한 텍스트에 없어요. 빼고 써 주세요.',
  'text-too-short':
    '{input}: 기호가 {count}개인데 다른 입력에는 {min}개 이상이 필요해요. 더 긴 텍스트를 쓰거나 다른 입력을 줄이세요.',
  'file-not-utf8':
    '{input}: UTF-8 텍스트가 아니에요({byte}번째 바이트). UTF-8로 저장해서 다시 여세요.',
  'one-symbol-only': '{input}: 서로 다른 기호가 둘 이상 있어야 해요.',
  'wrong-count': '{input}: 다른 입력에 맞게 원소가 {expected}개여야 해요. 지금은 {actual}개예요.',
  'kernel-shape':
    '{input}: 행은 입력과 유닛마다 하나씩 {rows}개({inputs} + {units}), 열은 게이트와 유닛마다 하나씩 {columns}개({gates} × {units})여야 해요. 지금 모양: {actual}. 비워 두면 시드로 가중치를 만들어요.',
  'not-idx':
    '{input}은(는) 바이트 {expected}(으)로 시작하는 IDX 파일이거나 CSV 파일이어야 하는데, 이 파일은 {actual}(으)로 시작해요.',
  'idx-length':
    '{input}: 잘렸거나 손상된 파일이에요. 머리말대로면 {expected}바이트인데 {actual}바이트예요.',
  'idx-empty': '{input}: 아무것도 없는 파일이에요. 머리말에 적힌 크기가 0이에요.',
  'pixels-empty': '{input}에 행이 없어요. 행마다 레이블 하나와 그림의 픽셀 784개가 있어야 해요.',
  'pixels-count':
    '{input} {line}번째 줄에 칸이 {count}개 있어요. 한 행은 레이블 하나와 28×28 그림의 픽셀 784개여야 해요.',
  'pixel-no-number':
    '{input} {line}번째 줄의 “{value}”는 픽셀도 레이블도 아니에요. 둘 다 0부터 255까지의 정수예요.',
  'pixel-too-bright':
    '{input} {line}번째 줄의 픽셀 하나가 {value}예요. 픽셀은 0부터 255까지, 또는 0부터 1까지의 수예요.',
  'pixels-mixed':
    '{input}에 1보다 큰데 소수점이 있는 픽셀이 있어요. 픽셀은 0부터 255까지의 정수이거나 0부터 1까지의 수예요.',
  'no-labels':
    '{input}에 픽셀만 있고 레이블이 없어요. Kaggle의 train.csv처럼 둘 다 든 파일을 열거나, 레이블 파일도 여세요.',
  'labels-twice': '{input}: 그림 파일에 레이블이 이미 들어 있어요. 이 파일은 빼세요.',
  'pairs-one-column':
    '{input}, {line}번째 줄: 열이 하나뿐이에요. 줄마다 문장, 탭, 번역을 차례로 써 주세요.',
  'pairs-only-numbers':
    '{input}에 문장 없이 번호만 있어요. 문장의 번호를 잇는 표예요. Tatoeba에서 두 언어의 “Sentence pairs”를 받으세요. 거기에 문장이 들어 있어요.',
  'pairs-one-language':
    '{input}에는 {column}번째 열에만 문장이 있고 번역이 없어요. 줄마다 문장과 번역이 있어야 해요. 예: Tatoeba의 두 언어 “Sentence pairs”.',
  'pairs-empty-side':
    '{input}, {line}번째 줄: 문장이나 번역이 비어 있어요. 채우거나 줄을 지워 주세요.',
  'pairs-too-few':
    '{input}: 단어가 {words}개를 넘지 않는 서로 다른 문장이 {min}개 이상 있어야 해요. 이 파일에는 {count}개가 있어요.',
  'no-words': '{input}: 단어가 없어요. 문장을 써 주세요.',
  'too-many-words': '{input}: 단어는 {max}개까지 쓸 수 있어요. 지금은 {count}개예요.',
  'unknown-word':
    '{input}: “{word}”은(는) 배운 적이 없는 단어예요. “{nearest}”을(를) 쓰려고 했나요? 배운 단어의 예: {allowed}.',
  'other-file-missing': '{input}: 이 파일도 열어 주세요. 그림과 레이블은 두 파일이 한 벌이에요.',
  'vectors-empty':
    '{input}: 단어가 없어요. 한 줄에 단어 하나와 그 단어의 수가 빈칸으로 나뉘어 있어야 해요.',
  'vectors-not-text':
    '{input}: {line}번째 줄은 텍스트가 아니에요. 벡터를 이진 형식이 아니라 텍스트로 저장하세요.',
  'vectors-no-numbers':
    '{input}: {line}번째 줄에 수가 없어요. 한 줄에 단어 하나와 그 단어의 수가 빈칸으로 나뉘어 있어야 해요.',
  'vectors-unequal-lines':
    '{input}: {line}번째 줄에는 수가 {actual}개, 그 앞 줄에는 {expected}개 있어요. 모든 단어의 수가 같은 개수여야 해요.',
  'vectors-not-a-number':
    '{input}: {line}번째 줄의 “{value}”은(는) 0.25나 -1.5e-3 같은 수가 아니에요.',
  'vectors-only-numbers':
    '{input}에 단어 없이 수만 있어요. 단어가 든 파일도 “벡터의 단어”로 여세요. 예: 짝이 되는 metadata.tsv.',
  'vectors-missing': '{input}도 열어야 해요. 단어만으로는 벡터가 없어요.',
  'names-unequal':
    '{input}에는 벡터 {expected}개에 한 줄씩 있어야 하는데, 이 파일에는 {actual}줄 있어요. 짝이 되는 파일을 여세요.',
  'web-page':
    '{input}은(는) 파일이 아니라 웹페이지예요. 사이트가 파일 대신 페이지를 보냈어요. 브라우저에서 링크를 열어 다시 저장한 뒤 그 파일을 여세요.',
  'vectors-too-few':
    '{input}: 지도를 그리려면 단어가 적어도 {min}개 있어야 해요. 이 파일에는 {count}개 있어요.',
  'vectors-too-long': '{input}: 단어 하나의 수는 많아야 {max}개예요. 이 파일에는 {count}개 있어요.',
  'csv-empty': '{input}: 행이 없어요. 하루가 한 행이고 숫자가 열에 있는 표여야 해요.',
  'csv-not-text':
    '{input}: 텍스트 파일이 아니에요. 스프레드시트에서 표를 CSV로 저장해서 그 파일을 여세요.',
  'csv-open-quote':
    '{input}, {line}번째 줄: 여기서 시작한 따옴표 "가 닫히지 않아요. 닫거나 지우세요.',
  'csv-long-row':
    '{input}, {line}번째 줄: 칸이 {actual}개인데 다른 행은 {expected}개예요. 구분자가 든 칸은 따옴표로 감싸세요.',
  'csv-short-header':
    '{input}, {line}번째 줄: 머리글은 열이 {expected}개인데 행에는 칸이 {actual}개 있어요. 쉼표가 든 숫자는 따옴표로 감싸거나 칸을 다른 구분자로 나누세요.',
  'csv-dates-across':
    '{input}, {line}번째 줄: 날짜가 “{value}”부터 옆으로 늘어서 있어요. 날짜마다 한 행이 되도록 표를 돌리세요(스프레드시트의 선택하여 붙여넣기, 행/열 바꿈).',
  'csv-not-a-number':
    '{input}, {line}번째 줄, {column} 열: 숫자 열에 있는 “{value}”은(는) 숫자가 아니에요. 12.5처럼 1e30 이하의 숫자를 쓰거나 칸을 비우세요.',
  'csv-no-numbers': '{input}: 숫자 열이 없어요. 열은 쉼표, 세미콜론, 탭, | 가운데 하나로 나눠요.',
  'csv-too-many-columns': '{input}: 숫자 열은 {max}개까지예요. 이 파일에는 {count}개 있어요.',
  'csv-no-column': '{input}: “{value}”이라는 숫자 열이 없어요. 있는 열: {allowed}.',
  'csv-several-columns':
    '{input}: 예측할 가격일 수 있는 열이 여럿이에요: {allowed}. 그 가운데 하나를 고르세요.',
  'csv-column-of-text':
    '{input}: {column} 열은 숫자 열이 아니에요. {line}번째 줄에 “{value}”이(가) 있어요. 파일을 고치거나 다른 열을 고르세요. 있는 열: {allowed}.',
  'csv-column-of-time':
    '{input}: {column} 열은 시간을 나타내거나 행을 세거나 비어 있어요. 다른 열을 고르세요. 있는 열: {allowed}.',
  'csv-several-series':
    '{input}: 한 파일의 {column} 열에 계열이 {count}개 있어요: {allowed}. 학습할 것을 고르세요.',
  'csv-no-series': '{input}: {column} 열에 “{value}”이(가) 없어요. 있는 것: {allowed}.',
  'csv-one-series':
    '{input}: 이 파일에는 여러 계열을 나누는 열이 없어서 “{value}”도 없어요. auto로 두세요.',
  'csv-many-a-day':
    '{input}: 대부분의 날이 여러 번 나와요. 모두 {count}행이고 첫 번째는 {line}번째 줄이에요. 하루에 한 행만 남기거나, 행을 구별할 시각이나 이름 열을 더하세요.',
  'csv-many-lost':
    '{rows}행 가운데 {count}행을 쓰지 않아요. 첫 번째는 {line}번째 줄이에요. 까닭은 파일의 표에 있어요.',
  'csv-target-guessed':
    '종가를 뜻하는 이름이 없어서 {column} 열을 예측해요. 다른 열이면 그 열을 고르세요.',
  'csv-order-newest':
    '파일에 시간을 나타내는 것이 없어서 맨 위 행을 최신으로 봐요. 오래된 행이 먼저라면 뒤집으세요.',
  'csv-order-oldest':
    '파일에 행을 세는 열 말고는 시간을 나타내는 것이 없어서 맨 위 행을 가장 오래된 것으로 봐요. 최신 행이 먼저라면 뒤집으세요.',
  'csv-too-few-rows':
    '{input}: {window}일 윈도에는 빠진 값이 없는 행이 {min}개 이상 필요해요. 지금은 {count}개예요.',
  'csv-constant':
    '{input}: 학습하는 날들에서 {column} 열이 늘 {value}이라서 예측할 것이 없어요. 다른 열이나 다른 파일을 고르세요.',
  'too-much-work':
    '{input} × 윈도 × 은닉 유닛이 한 스텝에 하기에는 너무 많아요. {max}일까지만 쓰거나, 윈도나 유닛을 줄이세요.',
  'one-word-only': '{input}: 서로 다른 단어가 둘 이상 있어야 해요.',
  'too-few-words': '{input}: 텍스트에 단어가 {count}개만 남아요. 더 크게 하거나 0으로 두세요.',
  'word-not-in-vocabulary':
    '{input}: “{word}”은(는) 어휘 {count}개에 없어요. “{nearest}”을(를) 뜻했나요?',
  'no-question': '“{lab}” 실습에는 물어볼 수 없어요. 실행만 할 수 있어요.',
  'not-live': '{input}: 실행 도중에는 바꿀 수 없어요. 바꿀 수 있는 것: {allowed}. 새로 실행하세요.',
  'step-is-past':
    '{input}: 스텝 {step}에서 바꿀 수 없어요. 이미 {done}스텝이 끝났어요. 더 뒤의 스텝을 쓰세요.',
  'steps-are-done':
    '{input}: {min} 이상이어야 해요. 이미 {done}스텝이 끝났어요. 더 짧게 하려면 새로 실행하세요.',
  diverged:
    '스텝 {step}부터 “{curve}” 곡선이 유한한 수가 아니어서 실행이 끝났어요. 다른 입력으로 다시 시작하세요.',
  'diverged-rate':
    '스텝 {step}부터 “{curve}” 곡선이 유한한 수가 아니에요. 가중치가 한없이 커져서 실행이 끝났어요. “{input}”을(를) 낮추고 다시 시작하세요.',
  'diverged-clip':
    '스텝 {step}부터 “{curve}” 곡선이 유한한 수가 아니에요. 가중치가 한없이 커져서 실행이 끝났어요. “{input}”을(를) 낮추거나, 기울기를 길이 1 정도로 클리핑하고 다시 시작하세요.',
  'missing-data':
    '데이터 “{name}”이(가) 여기 없어요. 실습의 데이터는 “npm run build”가 준비하고, 내 파일은 다시 열어야 해요.',
  'file-too-large': '{input}: 파일은 {max}바이트까지예요. 지금 파일: {size}바이트.',
  'damaged-save': '이 파일은 저장한 실행이 아니거나 손상되었어요: {reason}.',
  'other-version':
    '이 실행은 “{lab}” 실습의 다른 버전에서 저장되어 여기서 이어갈 수 없어요. 처음부터 다시 실행하세요.',
  'other-data':
    '{input}: 파일 “{name}”은(는) 이 실행을 저장할 때의 파일이 아니에요. 그때의 파일을 여세요.',
  'shape-mismatch':
    '{input}: 모양이 {actual}인데 다른 입력에는 {expected}이(가) 맞아요. 둘 중 하나를 바꾸세요.',
  'weights-drawn':
    '프리셋의 가중치는 모양이 {actual}인데 지금 입력에는 {expected}이(가) 필요해요. 그래서 시드 {seed}(으)로 새로 뽑았어요.',
  'weights-redrawn':
    '프리셋의 가중치는 직접 적힌 숫자예요. 그래서 시드 {seed}(으)로 새로 뽑았어요.',
  'weights-stay':
    '{input}: 직접 적은 값이라서 시드와 초기화를 바꾸어도 그대로예요. 비우면 새로 뽑아요.',
  'state-emptied':
    '{input}: 프리셋의 모양은 {actual}인데 지금 입력에는 {expected}이(가) 필요해요. 그래서 지금은 0이에요.',
  resized:
    '{input}: 다른 입력에 맞추어 모양이 {actual}에서 {expected}(으)로 바뀌었어요. 모자란 자리는 {fill}이에요.',
  fitted: '{input}: 다른 입력에 맞추어 {value}(으)로 계산해요.',
  'at-most': '{input}: 다른 입력 때문에 더 클 수 없어서 {value}(으)로 계산해요.',
  'at-least': '{input}: 다른 입력에 필요한 만큼인 {value}(으)로 계산해요.',
  multiple: '{input}: {divisor}의 배수여야 해서 {value}(으)로 계산해요.',
  'alphabet-extended': '알파벳에 없던 {symbols}을(를) 끝에 더했어요. 지금 알파벳: {value}.',
  'alphabet-repeats': '{input}: 기호를 한 번씩만 세어 {value}(으)로 계산해요.',
  'words-padded':
    '길이가 다른 단어를 0으로 된 시점으로 채워 기호 {steps}개로 맞추었어요. 단어마다 끝을 알려 주려면 “길이가 다른 시퀀스” 실습을 쓰세요.',
  'vocabulary-all':
    '{input}: 텍스트에 서로 다른 단어가 {words}개 있어서 {value}(으)로 계산해요. UNK가 나머지를 모두 뜻해요.',
  'words-left-out': '{input}: 어휘에 없는 {words}은(는) 빼고 보여요.',
};
