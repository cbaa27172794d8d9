// Why an input is refused, in the languages that the engine does not speak. Its English is in the
// catalogue. "where-…" are the places that "{where}" stands for.
import type { Language } from './index';

type Sentences = Record<string, string>;

const ko: Sentences = {
  'unknown-lab': '“{value}” 실습은 없습니다. 혹시 “{nearest}”인가요? 있는 실습: {allowed}.',
  'unknown-preset':
    '이 실습에는 “{value}” 프리셋이 없습니다. 혹시 “{nearest}”인가요? 있는 프리셋: {allowed}.',
  'unknown-input':
    '이 실습에는 “{value}” 입력이 없습니다. 혹시 “{nearest}”인가요? 있는 입력: {allowed}.',
  'unknown-choice': '{input}: {allowed} 중 하나여야 합니다. “{value}”은(는) 쓸 수 없습니다.',
  'not-a-number': '{input}{where}: 2, -0.5, 1e-3 같은 숫자여야 합니다. 입력한 값: “{value}”.',
  'not-finite': '{input}{where}: 유한한 숫자여야 합니다. 입력한 값: “{value}”.',
  'not-an-integer': '{input}{where}: 3 같은 정수여야 합니다. 입력한 값: “{value}”.',
  'out-of-range': '{input}{where}: {min}부터 {max}까지여야 합니다. 입력한 값: {value}.',
  'too-few': '{input}: 원소가 {min}개 이상이어야 합니다. 지금은 {count}개입니다.',
  'too-many': '{input}: 원소는 {max}개까지입니다.',
  'too-short': '{input}: 기호가 {min}개 이상이어야 합니다. 지금은 {count}개입니다.',
  'too-long': '{input}: 기호는 {max}개까지입니다. 지금은 {count}개입니다.',
  'not-utf8': '{input}: 올바른 UTF-8 텍스트가 아닙니다({byte}번째 바이트). 다시 입력하세요.',
  'empty-matrix':
    '{input}: 숫자가 필요합니다. 숫자 사이는 “,”, 행 끝은 “;”, 블록 끝은 “|”로 씁니다.',
  'ragged-matrix':
    '{input}{where}: 앞 행처럼 숫자가 {expected}개여야 합니다. 지금은 {actual}개입니다.',
  'ragged-blocks':
    '{input}{where}: 앞 블록처럼 행이 {expected}개여야 합니다. 지금은 {actual}개입니다.',
  'one-block-only': '{input}: 블록 하나여야 합니다. “|”나 빈 줄로 나누지 마세요.',
  'too-large': '{input}: 너무 큽니다. 모양은 {max}까지입니다.',
  'wrong-shape': '{input}: 모양이 {expected}이어야 합니다. 지금은 {actual}입니다.',
  'where-element': ', 원소 {index}',
  'where-row': ', {row}행',
  'where-cell': ', {row}행 {column}열',
  'where-block': ', 블록 {block}',
  'where-block-row': ', 블록 {block} {row}행',
  'where-block-cell': ', 블록 {block} {row}행 {column}열',
  'symbol-not-in-alphabet':
    '{input}: 기호 “{symbol}”이(가) 알파벳에 없습니다. 알파벳에 더하거나 빼 주세요.',
  'repeated-symbol': '{input}: 기호 “{symbol}”이(가) 두 번 이상 나옵니다. 한 번씩만 쓰세요.',
  'one-symbol-only': '{input}: 서로 다른 기호가 둘 이상 있어야 합니다.',
  'unequal-words':
    '{input}: 기호 수가 모두 같아야 합니다. 길이가 다른 단어는 “동적 길이” 실습에서 다룹니다.',
  'length-beyond-sequence':
    '{input}: 길이 {length}은(는) 시퀀스의 시점 {steps}개를 넘습니다. {steps} 이하로 쓰세요.',
  'wrong-count':
    '{input}: 다른 입력에 맞게 원소가 {expected}개여야 합니다. 지금은 {actual}개입니다.',
  'kernel-shape':
    '{input}: 행은 입력과 유닛마다 하나씩 {rows}개({inputs} + {units}), 열은 게이트와 유닛마다 하나씩 {columns}개({gates} × {units})여야 합니다. 지금 모양은 {actual}입니다. 비워 두면 시드로 가중치를 만듭니다.',
  'shape-mismatch':
    '{input}: 모양이 {actual}인데 다른 입력에는 {expected}이(가) 맞습니다. 둘 중 하나를 바꾸세요.',
};

const zh: Sentences = {
  'unknown-lab': '没有名为“{value}”的实验。是不是“{nearest}”？现有实验：{allowed}。',
  'unknown-preset': '这个实验没有预设“{value}”。是不是“{nearest}”？现有预设：{allowed}。',
  'unknown-input': '这个实验没有输入“{value}”。是不是“{nearest}”？现有输入：{allowed}。',
  'unknown-choice': '{input}必须是 {allowed} 之一，不能是“{value}”。',
  'not-a-number': '{input}{where}必须是数字，例如 2、-0.5 或 1e-3，不能是“{value}”。',
  'not-finite': '{input}{where}必须是有限的数，不能是“{value}”。',
  'not-an-integer': '{input}{where}必须是整数，例如 3，不能是“{value}”。',
  'out-of-range': '{input}{where}必须在 {min} 到 {max} 之间，不能是 {value}。',
  'too-few': '{input}至少要有 {min} 个元素，现在有 {count} 个。',
  'too-many': '{input}最多只能有 {max} 个元素。',
  'too-short': '{input}至少要有 {min} 个符号，现在有 {count} 个。',
  'too-long': '{input}最多只能有 {max} 个符号，现在有 {count} 个。',
  'not-utf8': '{input}不是有效的 UTF-8 文本：第 {byte} 个字节不属于任何符号。请重新输入。',
  'empty-matrix': '{input}需要数字：数字之间用“,”，每行之后用“;”，每块之后用“|”。',
  'ragged-matrix': '{input}{where}必须和上一行一样有 {expected} 个数，现在有 {actual} 个。',
  'ragged-blocks': '{input}{where}必须和上一块一样有 {expected} 行，现在有 {actual} 行。',
  'one-block-only': '{input}只能是一块，行之间不能有“|”或空行。',
  'too-large': '{input}太大：形状最大为 {max}。',
  'wrong-shape': '{input}的形状必须是 {expected}，不能是 {actual}。',
  'where-element': '的第 {index} 个元素',
  'where-row': '第 {row} 行',
  'where-cell': '第 {row} 行第 {column} 列',
  'where-block': '第 {block} 块',
  'where-block-row': '第 {block} 块第 {row} 行',
  'where-block-cell': '第 {block} 块第 {row} 行第 {column} 列',
  'symbol-not-in-alphabet': '{input}中的符号“{symbol}”不在字母表里。请把它加进字母表，或去掉它。',
  'repeated-symbol': '{input}中的符号“{symbol}”出现了不止一次。每个符号只写一次。',
  'one-symbol-only': '{input}至少要有两个不同的符号。',
  'unequal-words': '{input}的符号数必须都相同。长度不同的词请用“动态长度”实验。',
  'length-beyond-sequence':
    '{input}：长度 {length} 超出了序列的 {steps} 个时间步。最多写 {steps}。',
  'wrong-count': '{input}必须有 {expected} 个元素才能配合其他输入，现在有 {actual} 个。',
  'kernel-shape':
    '{input}必须有 {rows} 行（每个输入和单元一行：{inputs} + {units}）和 {columns} 列（每个门和单元一列：{gates} × {units}），不能是 {actual}。留空则由种子生成权重。',
  'shape-mismatch': '{input}的形状是 {actual}，而其他输入需要 {expected}。请改其中一个。',
};

export const refusals: Record<Language, Sentences> = { en: {}, ko, zh };
