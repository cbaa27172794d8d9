// The networks that Speed times, in each language.
import { titles } from '../../../tests/bench/titles.js';
import type { Lang } from '../i18n/languages.ts';

/** Lines break after commas alone, so that "T 6" stays together. */
function unbroken<Names extends Record<string, string>>(names: Names): Names {
  const entries = Object.entries(names);
  return Object.fromEntries(
    entries.map(([name, title]) => [name, title.replaceAll(/(?<!,) /g, '\u00a0')]),
  ) as Names;
}

export const workloads: Record<Lang, typeof titles> = {
  en: unbroken(titles),
  ko: unbroken({
    W1: 'hihello, LSTM 5, 배치 1, T 6',
    W2: '문장, 2 × LSTM 25, 배치 170, T 10',
    W3: '주가, LSTM 10, 배치 500, T 7',
    W4: 'MNIST, RNN 150, 배치 150, T 28',
    W5: 'MNIST, 3 × ReLU RNN 100, 배치 150, T 28',
    W6: 'MNIST, 3 × LSTM 150, 배치 150, T 28',
    W7: '시계열, ReLU RNN 100, 배치 50, T 20',
    W8: 'word2vec, V 50000, E 150, 배치 128, 틀린 단어 64개',
    W9: 'char-rnn, 3 × LSTM 512, 배치 50, T 50',
    W10: '글자 하나 뽑기, 2 × LSTM 256',
  }),
  zh: unbroken({
    W1: 'hihello，LSTM 5，批次 1，T 6',
    W2: '句子，2 × LSTM 25，批次 170，T 10',
    W3: '股价，LSTM 10，批次 500，T 7',
    W4: 'MNIST，RNN 150，批次 150，T 28',
    W5: 'MNIST，3 × ReLU RNN 100，批次 150，T 28',
    W6: 'MNIST，3 × LSTM 150，批次 150，T 28',
    W7: '时间序列，ReLU RNN 100，批次 50，T 20',
    W8: 'word2vec，V 50000，E 150，批次 128，抽 64 个词比较',
    W9: 'char-rnn，3 × LSTM 512，批次 50，T 50',
    W10: '抽一个字符，2 × LSTM 256',
  }),
};
