// What a gradient is made of, as an equation of vectors: a sum of products, with a row for each unit.
import { shortNumber } from '../../base/numbers';
import type { FlowingCell, Numbers } from '../../engine/types';
import type { CellAt, VectorName } from './cell';
import { subscript, symbol } from './formulas';

export type Gradient = 'dh' | 'dc';

/** A vector of an equation: its letters, its numbers, and what it belongs to. */
export interface Term {
  letters: string;
  values: Float32Array;
  of: VectorName;
  /** What it is, in words, where letters alone do not say it. */
  means?: 'outside' | 'later' | 'gates' | 'peepholes';
}

export interface Equation {
  result: Term;
  sum: Term[][];
}

const DIGITS = 3;

/** As a gradient stands in an equation. */
export const saidGradient = (value: number): string => shortNumber(value, DIGITS);

const map = (values: Float32Array, by: (value: number, unit: number) => number): Float32Array =>
  values.map(by);

const row = ({ shape, values }: Numbers, index: number): Float32Array => {
  const width = shape.at(-1)!;
  return values.subarray(index * width, (index + 1) * width);
};

/** What flows back into the states after one time step. */
export class FlowAt {
  readonly at: CellAt;
  #flow: FlowingCell;

  constructor(at: CellAt, flow: FlowingCell) {
    this.at = at;
    this.#flow = flow;
  }

  get gradients(): Gradient[] {
    return this.#flow.dc ? ['dc', 'dh'] : ['dh'];
  }

  equation = (of: Gradient): Equation => (of === 'dc' ? this.#cellState() : this.#hidden());

  /** Of all steps, with the state before the first, from left to right: rows of units. */
  overTime(of: Gradient): Float32Array {
    const { units, steps, isFlipped } = this.at;
    const columns = steps + 1;
    const values = new Float32Array(units * columns);
    for (let column = 0; column < columns; ++column) {
      const here = row(this.#flow[of]!, isFlipped ? steps - column : column);
      here.forEach((value, unit) => (values[unit * columns + column] = value));
    }
    return values;
  }

  #gradient(of: Gradient, at = this.at): Term {
    const state = of === 'dc' ? 'c' : 'h';
    return {
      letters: `∂L/∂${symbol(at, state)}`,
      values: row(this.#flow[of]!, at.read),
      of: state,
    };
  }

  #value = (name: VectorName, at = this.at): Term => ({
    letters: symbol(at, name),
    values: at.vector(name),
    of: name,
  });

  /** What is left of the result, which comes by many weights at once. */
  #rest(result: Term, sum: Term[][], letters: string, of: VectorName, means: Term['means']): Term {
    const product = (factors: Term[], unit: number) =>
      factors.reduce((value, { values }) => value * values[unit]!, 1);
    const values = map(result.values, (value, unit) =>
      sum.reduce((rest, factors) => rest - product(factors, unit), value),
    );
    return { letters, values, of, means };
  }

  #cellState(): Equation {
    const { later } = this.at;
    const result = this.#gradient('dc');
    const c = this.#value('c');
    const slope = map(c.values, (value) => 1 - Math.tanh(value) ** 2);
    const sum: Term[][] = [
      [
        this.#gradient('dh'),
        this.#value('o'),
        { letters: `(1 − tanh²${c.letters})`, values: slope, of: 'c' },
      ],
    ];
    if (later) sum.push([this.#gradient('dc', later), this.#value('f', later)]);
    if (this.at.layer.peepholes) sum.push([this.#rest(result, sum, 'p', 'c', 'peepholes')]);
    return { result, sum };
  }

  #hidden(): Equation {
    const { later, layer } = this.at;
    const result = this.#gradient('dh');
    const outside = row(this.#flow.outside, this.at.read - 1);
    const sum: Term[][] = [
      [{ letters: `a${subscript(this.at.time)}`, values: outside, of: 'h', means: 'outside' }],
    ];
    if (!later) return { result, sum };
    if (layer.kind === 'gru') sum.push([this.#gradient('dh', later), this.#value('u', later)]);
    const letters = this.#byWeights(later);
    const means = layer.kind === 'gru' ? 'gates' : 'later';
    sum.push([this.#rest(result, sum, letters, 'h_before', means)]);
    return { result, sum };
  }

  /** What comes through the sums of the next time step. */
  #byWeights(later: CellAt): string {
    if (this.at.layer.kind !== 'rnn') return `δ${subscript(later.time)}Wₕᵀ`;
    const h = symbol(later, 'h');
    const slope = this.at.layer.activation === 'relu' ? `[${h} > 0]` : `(1 − ${h}²)`;
    return `(∂L/∂${h} ⊙ ${slope})Wₕᵀ`;
  }
}

const factor = (text: string, isFirst: boolean): string =>
  text.startsWith('−') && !isFirst ? `(${text})` : text;

/** "∂L/∂c₂ = ∂L/∂h₂ ⊙ o₂ ⊙ (1 − tanh²c₂) + ∂L/∂c₃ ⊙ f₃ = 0.12 · 0.9 · 0.4 + 0.2 · 0.7 = 0.183" */
export function written({ result, sum }: Equation, unit: number): string {
  const letters = sum.map((factors) => factors.map((term) => term.letters).join(' ⊙ '));
  const numbers = sum.map((factors, i) =>
    factors
      .map(({ values }, j) => factor(saidGradient(values[unit]!), i === 0 && j === 0))
      .join(' · '),
  );
  const value = saidGradient(result.values[unit]!);
  const middle = sum.flat().length > 1 ? `${numbers.join(' + ')} = ` : '';
  return `${result.letters} = ${letters.join(' + ')} = ${middle}${value}`;
}
