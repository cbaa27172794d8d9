// The inside of a GRU at one time step: the state runs above, and comes to the gates from it.
import { arrow, box, dot, letter, note, part, sign, wire } from './svg.ts';

const state = 46;
const gates = 196;
const before = 244;
const input = 272;
const column = { copy: 36, r: 92, reset: 156, g: 222, u: 312, mix: 382 };

/** Into a gate, from the state before and from the input. */
const into = (x: number) =>
  arrow('h', [x - 8, before], [x - 8, gates + 17]) + arrow('', [x + 8, input], [x + 8, gates + 17]);

export const gru = {
  width: 440,
  height: 304,
  parts: [
    part(
      'rest',
      arrow('h', [14, state], [column.u - 13, state]),
      arrow('h', [column.u + 12, state], [column.mix - 13, state]),
      arrow('h', [column.mix + 12, state], [432, state]),
      letter('h', [10, state - 12], 'h', 't−1'),
      letter('h', [406, state - 12], 'h', 't'),
      dot('h', [column.copy, state]),
      wire('h', [column.copy, state], [column.copy, before], [column.u - 8, before]),
      wire('', [14, input], [column.u + 8, input]),
      letter('', [14, input + 24], 'x', 't'),
    ),
    part(
      'r',
      into(column.r),
      box('', [column.r, gates], 'σ'),
      arrow('', [column.r, gates - 16], [column.r, 130], [column.reset - 13, 130]),
      letter('', [column.r + 9, 122], 'r', 't'),
      dot('h', [column.reset, state]),
      arrow('h', [column.reset, state], [column.reset, 117]),
      sign([column.reset, 130], '×'),
    ),
    part(
      'g',
      arrow(
        'h',
        [column.reset, 142],
        [column.reset, 230],
        [column.g - 8, 230],
        [column.g - 8, 213],
      ),
      arrow('', [column.g + 8, input], [column.g + 8, 213]),
      box('g', [column.g, gates], 'tanh'),
      arrow('g', [column.g, gates - 16], [column.g, 150], [column.mix, 150], [column.mix, 123]),
      letter('g', [column.g + 9, 142], 'g', 't'),
    ),
    part(
      'u',
      into(column.u),
      box('', [column.u, gates], 'σ'),
      arrow('', [column.u, gates - 16], [column.u, state + 13]),
      letter('', [column.u - 22, 84], 'u', 't'),
      dot('', [column.u, 110]),
      arrow('', [column.u, 110], [column.mix - 13, 110]),
      note([column.u + 12, 104], '1 − u'),
      sign([column.u, state], '×'),
    ),
    part(
      'write',
      sign([column.mix, 110], '×'),
      arrow('', [column.mix, 98], [column.mix, state + 13]),
      sign([column.mix, state], '+'),
    ),
  ],
};
