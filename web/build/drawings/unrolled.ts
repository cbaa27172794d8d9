// A network unfolded over three time steps: states go forward, gradients come back.
import { arrow, box, gradient, letter } from './svg.ts';

const line = 96;
const first = 92;
const pitch = 104;
const times = [1, 2, 3];
const middle = (t: number) => first + pitch * (t - 1);

const loss = middle(3) + pitch;

/** Between two places: the state above, its gradient below, on its way back. */
const between = (t: number, from: number, to: number) =>
  arrow('h', [from, line - 7], [to, line - 7]) +
  letter('h', [(from + to) / 2 - 10, line - 18], 'h', `${t}`) +
  (t > 0 ? arrow('back', [to, line + 7], [from, line + 7]) : '') +
  (t > 0 ? gradient([(from + to) / 2, line + 28], `${t}`) : '');

const cell = (t: number) =>
  arrow('', [middle(t), line + 74], [middle(t), line + 17]) +
  letter('', [middle(t) - 6, line + 94], 'x', `${t}`) +
  box('', [middle(t), line], 'tanh');

export const unrolled = {
  width: 440,
  height: 206,
  parts: [
    ...[0, 1, 2].map((t) => between(t, middle(t) + 24, middle(t + 1) - 24)),
    between(3, middle(3) + 24, loss - 18),
    ...times.map(cell),
    box('', [loss, line], 'L', 34),
  ],
};
