// The worked example of the page /gates/: one step of an LSTM and of a GRU with a single unit, and
// the inputs of the lab initial-state that compute the same.
import { brief, short } from './numbers.ts';

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

interface Weight {
  /** Of the input. */
  x: number;
  /** Of the state before. */
  h: number;
}

/** What TensorFlow adds to what goes into the forget gate, and into both gates of a GRU. */
const START = 1;

/** Shuts a gate or opens it wide, whatever else comes in. */
const FAR = 40;

type Lstm = Record<'i' | 'g' | 'f' | 'o', Weight>;
type Gru = Record<'r' | 'u' | 'g', Weight>;

export const x = 1;

const lstmWeights: Lstm = {
  i: { x: 1, h: 2 },
  g: { x: -1, h: 1 },
  f: { x: 1, h: -1 },
  o: { x: 0, h: 1 },
};
const lstmStart = { c: 1, h: 0.5 };

const gruWeights: Gru = {
  r: { x: -2.5, h: 1 },
  u: { x: -1.5, h: 1 },
  g: { x: -1.5, h: 1 },
};
const gruStart = { h: 1 };

export function lstmStep(weights: Lstm, start: { c: number; h: number }) {
  const into = ({ x: w, h: v }: Weight) => x * w + start.h * v;
  const z = {
    i: into(weights.i),
    f: into(weights.f) + START,
    o: into(weights.o),
    g: into(weights.g),
  };
  const [i, f, o, g] = [sigmoid(z.i), sigmoid(z.f), sigmoid(z.o), Math.tanh(z.g)];
  const c = f * start.c + i * g;
  return { z, i, f, o, g, c, h: o * Math.tanh(c) };
}

export function gruStep(weights: Gru, start: { h: number }) {
  const z = {
    r: x * weights.r.x + start.h * weights.r.h + START,
    u: x * weights.u.x + start.h * weights.u.h + START,
  };
  const [r, u] = [sigmoid(z.r), sigmoid(z.u)];
  const into = x * weights.g.x + r * start.h * weights.g.h;
  const g = Math.tanh(into);
  return { z: { ...z, g: into }, r, u, g, h: u * start.h + (1 - u) * g };
}

/** The inputs of the lab as a link's fragment. */
function link(cell: string, weights: Weight[], start: { c?: number; h: number }): string {
  const kernel = (['x', 'h'] as const).map((row) => weights.map((each) => each[row]).join(','));
  return new URLSearchParams({
    source: 'numbers',
    data: `${x}`,
    cell,
    hidden: '1',
    kernel: kernel.join(';'),
    ...(start.c !== undefined && { initial_c: `${start.c}` }),
    initial_h: `${start.h}`,
  }).toString();
}

/** Columns stand as in the lab. */
function lstmLink(changed: Partial<Lstm> = {}, start = lstmStart): string {
  const { i, g, f, o } = { ...lstmWeights, ...changed };
  return link('lstm', [i, g, f, o], start);
}

function gruLink(changed: Partial<Gru> = {}): string {
  const { r, u, g } = { ...gruWeights, ...changed };
  return link('gru', [r, u, g], gruStart);
}

const shut = { x: -FAR, h: 0 };
const open = { x: FAR, h: 0 };

const lstm = lstmStep(lstmWeights, lstmStart);
const gru = gruStep(gruWeights, gruStart);

/** What the text names. Links that show one gate alone leave its own weights as they are. */
export const gates: Record<string, string> = {
  c0: `${lstmStart.c}`,
  h0: `${lstmStart.h}`,
  zi: brief(lstm.z.i),
  zf: brief(lstm.z.f),
  zo: brief(lstm.z.o),
  zg: brief(lstm.z.g),
  i: short(lstm.i),
  f: short(lstm.f),
  o: short(lstm.o),
  g: short(lstm.g),
  c: short(lstm.c),
  h: short(lstm.h),
  lstm: lstmLink(),
  only_f: lstmLink({ i: shut }),
  only_i: lstmLink({ g: open }, { ...lstmStart, c: 0 }),
  only_g: lstmLink({ i: open }, { ...lstmStart, c: 0 }),
  only_o: lstmLink({}, { ...lstmStart, c: FAR }),
  gru_h0: `${gruStart.h}`,
  zr: brief(gru.z.r),
  zu: brief(gru.z.u),
  zgru: brief(gru.z.g),
  r: short(gru.r),
  u: short(gru.u),
  gru_g: short(gru.g),
  gru_h: short(gru.h),
  tanh_r: short(Math.tanh(gru.r)),
  gru: gruLink(),
  only_u: gruLink({ g: { x: 0, h: 0 } }),
  only_r: gruLink({ u: shut, g: { x: 0, h: 1 } }),
  only_gru_g: gruLink({ u: shut }),
};
