// Two ways to remember: a state that goes along, and positions that are all looked at again.
import { arrow, box, wire } from './svg.ts';

const count = 6;
const x = (i: number) => 40 + 72 * i;
const places = Array.from({ length: count }, (_, i) => i);
const state = 40;
const read = 196;
const asking = 124;

export const memories = {
  width: 440,
  height: 220,
  parts: [
    ...places.map((i) => box(i === count - 1 ? 'h' : '', [x(i), state], 'h', 34)),
    ...places.slice(1).map((i) => arrow('h', [x(i) - 54, state], [x(i) - 18, state])),
    ...places.map((i) => wire('h', [x(count - 1), asking + 16], [x(i), read - 16])),
    ...places.map((i) => box('', [x(i), read], 'h', 34)),
    box('h', [x(count - 1), asking], 'h', 34),
  ],
};
