// The worked example of the page /backpropagation-through-time/: three steps of a basic RNN with a
// single unit, its gradients by the chain rule and by finite differences.
import { long, share, short } from './numbers.ts';

export interface Weights {
  x: number;
  h: number;
}

/** A signal at the first step, then nothing. */
const inputs = [1, 0, 0];
const target = 1;
const weights: Weights = { x: 1, h: 0.9 };

/** h_0, h_1, …, the last. */
function states({ x, h }: Weights): number[] {
  const all = [0];
  for (const input of inputs) all.push(Math.tanh(input * x + all.at(-1)! * h));
  return all;
}

export function loss(weights: Weights): number {
  return (states(weights).at(-1)! - target) ** 2 / 2;
}

interface Back {
  t: number;
  /** Of tanh. */
  slope: number;
  /** The gradient of the state, and of what went into its tanh. */
  toState: number;
  toSum: number;
  /** What this step adds to the gradients of the weights. */
  x: number;
  h: number;
}

/** What the chain rule gives at each step, the last step first. */
export function backward(weights: Weights) {
  const h = states(weights);
  let toState = h.at(-1)! - target;
  const steps: Back[] = [];
  for (let t = inputs.length; t > 0; --t) {
    const slope = 1 - h[t]! ** 2;
    const toSum = toState * slope;
    steps.push({ t, slope, toState, toSum, x: toSum * inputs[t - 1]!, h: toSum * h[t - 1]! });
    toState = toSum * weights.h;
  }
  const sum = (name: 'x' | 'h') => steps.reduce((total, step) => total + step[name], 0);
  return { states: h, steps, gradients: { x: sum('x'), h: sum('h') } };
}

const STEP = 1e-4;

function difference(name: keyof Weights): number {
  const at = (shift: number) => loss({ ...weights, [name]: weights[name] + shift });
  return (at(STEP) - at(-STEP)) / (2 * STEP);
}

const { states: h, steps, gradients } = backward(weights);
const norm = Math.hypot(gradients.x, gradients.h);
const limit = 0.2;
const factors = steps.slice(0, -1).map(({ slope }) => slope * weights.h);

const row = ({ t, slope, toState, toSum, x, h }: Back) => ({
  [`slope${t}`]: short(slope),
  [`d${t}`]: short(toState),
  [`s${t}`]: short(toSum),
  [`x${t}`]: short(x),
  [`w${t}`]: short(h),
});

export const bptt: Record<string, string> = {
  wx: `${weights.x}`,
  wh: `${weights.h}`,
  target: `${target}`,
  h1: short(h[1]!),
  h2: short(h[2]!),
  h3: short(h[3]!),
  loss: short(loss(weights)),
  ...Object.assign({}, ...steps.map(row)),
  dwx: long(gradients.x),
  dwh: long(gradients.h),
  dwx_numeric: long(difference('x')),
  dwh_numeric: long(difference('h')),
  factor3: short(factors[0]!),
  factor2: short(factors[1]!),
  product: short(factors[0]! * factors[1]!),
  below: short(0.9 ** 30),
  above: (1.1 ** 30).toFixed(1),
  cut: short(steps[0]!.h),
  cut_share: share(steps[0]!.h / gradients.h),
  norm: short(norm),
  limit: `${limit}`,
  scale: short(limit / norm),
  clipped_x: short((gradients.x * limit) / norm),
  clipped_h: short((gradients.h * limit) / norm),
  forward: new URLSearchParams({
    source: 'numbers',
    data: inputs.join(';'),
    cell: 'rnn',
    hidden: '1',
    kernel: `${weights.x};${weights.h}`,
    initial_h: '0',
  }).toString(),
};
