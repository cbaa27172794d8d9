// How a number came about: its formula in letters, in numbers, and what stands in it.
import { fixedNumber, shortNumber } from '../../base/numbers';
import type { CellAt, VectorName } from './cell';

export interface Formula {
  /** "c₂ = f₂ ⊙ c₁ + i₂ ⊙ g₂ = 0.73 · 0.40 + 0.91 · 0.66 = 0.89" */
  text: string;
  /** Vectors that it is computed from, of the same unit or whole. */
  units: VectorName[];
  wholes: VectorName[];
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
export const subscript = (n: number): string =>
  String(n).replace(/\d/g, (digit) => SUBSCRIPTS[Number(digit)]!);

const LARGE = 100;
const SMALL = 0.01;

/** As a number stands in the drawing and in a formula. */
export function said(value: number): string {
  const size = Math.abs(value);
  return size >= LARGE ? shortNumber(value, 3) : fixedNumber(value, size < SMALL ? 3 : 2);
}

const letters: Partial<Record<VectorName, string>> = {
  candidate: 'h̃',
  h_before: 'h',
  c_before: 'c',
};

/** "f₅", "h₄". */
export const symbol = (cell: CellAt, name: VectorName): string =>
  (letters[name] ?? name) + subscript(cell.timeOf(name));

/** "0.31 − 0.12 + 0.05" */
const sum = (terms: number[]): string =>
  terms
    .map((term, i) => {
      const text = said(term);
      if (i === 0) return text;
      return text.startsWith('−') ? `− ${text.slice(1)}` : `+ ${text}`;
    })
    .join(' ');

/** In brackets where a sign would stand behind a dot. */
const factor = (value: number): string => {
  const text = said(value);
  return text.startsWith('−') ? `(${text})` : text;
};

const functions: Partial<Record<VectorName, string>> = { g: 'tanh', candidate: 'tanh' };

/** A gate is a function of a sum; z is the sum. */
function gate(cell: CellAt, name: VectorName, unit: number): Formula {
  const { input, state, bias, cell: seen } = cell.shares(name, unit);
  const at = (other: VectorName) => symbol(cell, other);
  const looksAt = name === 'o' ? 'c' : 'c_before';
  const isCandidate = name === 'candidate';
  const resetsAfter = isCandidate && cell.layer.resetAfter;
  const stateTerm = !isCandidate
    ? `${at('h_before')}Wₕ`
    : resetsAfter
      ? `${at('r')} ⊙ (${at('h_before')}Wₕ + bₕ)`
      : `(${at('r')} ⊙ ${at('h_before')})Wₕ`;
  const terms = [`${at('x')}Wₓ`, stateTerm, 'b', ...(seen === null ? [] : [`p ⊙ ${at(looksAt)}`])];
  const numbers = sum([input, state, bias, ...(seen === null ? [] : [seen])]);
  const wrap = (text: string) => (name === 'z' ? text : `${functions[name] ?? 'σ'}(${text})`);
  return {
    text: `${at(name)} = ${wrap(terms.join(' + '))} = ${wrap(numbers)} = ${said(cell.at(name, unit))}`,
    units: [
      ...(seen === null ? [] : [looksAt as VectorName]),
      ...(resetsAfter ? ['r' as const] : []),
    ],
    wholes: ['x', 'h_before', ...(isCandidate && !resetsAfter ? ['r' as const] : [])],
  };
}

function cellState(cell: CellAt, unit: number): Formula {
  const at = (name: VectorName) => symbol(cell, name);
  const value = (name: VectorName) => cell.at(name, unit);
  const letters = `${at('f')} ⊙ ${at('c_before')} + ${at('i')} ⊙ ${at('g')}`;
  const numbers = `${said(value('f'))} · ${factor(value('c_before'))} + ${said(value('i'))} · ${factor(value('g'))}`;
  return {
    text: `${at('c')} = ${letters} = ${numbers} = ${said(value('c'))}`,
    units: ['f', 'c_before', 'i', 'g'],
    wholes: [],
  };
}

function lstmOutput(cell: CellAt, unit: number): Formula {
  const at = (name: VectorName) => symbol(cell, name);
  const [o, c] = [cell.at('o', unit), cell.at('c', unit)];
  const numbers = `${said(o)} · tanh(${said(c)}) = ${said(o)} · ${factor(Math.tanh(c))}`;
  return {
    text: `${at('h')} = ${at('o')} ⊙ tanh(${at('c')}) = ${numbers} = ${said(cell.at('h', unit))}`,
    units: ['o', 'c'],
    wholes: [],
  };
}

function gruOutput(cell: CellAt, unit: number): Formula {
  const at = (name: VectorName) => symbol(cell, name);
  const [u, before, candidate] = (['u', 'h_before', 'candidate'] as const).map((name) =>
    cell.at(name, unit),
  ) as [number, number, number];
  const letters = `${at('u')} ⊙ ${at('h_before')} + (1 − ${at('u')}) ⊙ ${at('candidate')}`;
  const numbers = `${said(u)} · ${factor(before)} + ${said(1 - u)} · ${factor(candidate)}`;
  return {
    text: `${at('h')} = ${letters} = ${numbers} = ${said(cell.at('h', unit))}`,
    units: ['u', 'h_before', 'candidate'],
    wholes: [],
  };
}

function rnnOutput(cell: CellAt, unit: number): Formula {
  const [z, h] = [symbol(cell, 'z'), symbol(cell, 'h')];
  const name = cell.layer.activation === 'relu' ? 'ReLU' : 'tanh';
  const value = said(cell.at('z', unit));
  return {
    text: `${h} = ${name}(${z}) = ${name}(${value}) = ${said(cell.at('h', unit))}`,
    units: ['z'],
    wholes: [],
  };
}

/** What only comes in is its own number. */
const given = (cell: CellAt, name: VectorName, unit: number): Formula => ({
  text: `${symbol(cell, name)} = ${said(cell.at(name, unit))}`,
  units: [],
  wholes: [],
});

const outputs = { lstm: lstmOutput, gru: gruOutput, rnn: rnnOutput };

/** `isHeld`: somebody has given it its value. */
export function formulaOf(cell: CellAt, name: VectorName, unit: number, isHeld = false): Formula {
  if (isHeld) return given(cell, name, unit);
  if (name === 'x' || name.endsWith('_before')) return given(cell, name, unit);
  if (name === 'c') return cellState(cell, unit);
  if (name === 'h') return outputs[cell.layer.kind](cell, unit);
  return gate(cell, name, unit);
}
