// The inside of an LSTM at one time step: the memory runs above, the gates stand below it.
import { arrow, box, dot, letter, part, sign, wire } from './svg.ts';

const memory = 46;
const gates = 196;
const bus = 262;
const column = { f: 96, i: 166, g: 226, o: 304, out: 372 };

/** Into a gate, from the input and the state before. */
const into = (x: number) => arrow('', [x, bus], [x, gates + 17]);

export const lstm = {
  width: 440,
  height: 304,
  parts: [
    part(
      'rest',
      arrow('c', [14, memory], [column.f - 13, memory]),
      arrow('c', [column.f + 12, memory], [column.g - 13, memory]),
      arrow('c', [column.g + 12, memory], [430, memory]),
      letter('c', [20, memory - 12], 'c', 't−1'),
      letter('c', [402, memory - 12], 'c', 't'),
      wire('h', [14, bus], [44, bus]),
      wire('', [44, bus], [column.o, bus]),
      wire('', [44, 294], [44, bus]),
      dot('', [44, bus]),
      letter('h', [4, bus - 10], 'h', 't−1'),
      letter('', [52, 298], 'x', 't'),
    ),
    part(
      'f',
      into(column.f),
      box('f', [column.f, gates], 'σ'),
      arrow('f', [column.f, gates - 16], [column.f, memory + 13]),
      sign([column.f, memory], '×'),
      letter('f', [column.f + 9, 132], 'f', 't'),
    ),
    part(
      'i',
      into(column.i),
      box('i', [column.i, gates], 'σ'),
      arrow('i', [column.i, gates - 16], [column.i, 112], [column.g - 13, 112]),
      letter('i', [column.i + 9, 154], 'i', 't'),
    ),
    part(
      'g',
      into(column.g),
      box('g', [column.g, gates], 'tanh'),
      arrow('g', [column.g, gates - 16], [column.g, 125]),
      letter('g', [column.g + 9, 154], 'g', 't'),
    ),
    part(
      'write',
      sign([column.g, 112], '×'),
      arrow('', [column.g, 100], [column.g, memory + 13]),
      sign([column.g, memory], '+'),
    ),
    part(
      'o',
      into(column.o),
      box('o', [column.o, gates], 'σ'),
      arrow('o', [column.o, gates - 16], [column.o, 150], [column.out - 13, 150]),
      letter('o', [column.o + 9, 142], 'o', 't'),
      dot('c', [column.out, memory]),
      arrow('c', [column.out, memory], [column.out, 79]),
      box('', [column.out, 96], 'tanh'),
      arrow('c', [column.out, 112], [column.out, 137]),
      sign([column.out, 150], '×'),
      arrow('h', [column.out, 162], [column.out, bus], [430, bus]),
      letter('h', [402, bus - 10], 'h', 't'),
    ),
  ],
};
