// The weights that a gate's number is made with: those of what is not zero, the largest shares first.
import type { Numbers, Trace } from '../../engine/types';
import type { CellAt, VectorName } from './cell';
import { said, symbol } from './formulas';
import { MOST_NUMBERS } from './layout';

export interface Weight {
  /** As the engine calls its matrix, and where it stands in that. */
  name: 'kernel' | 'recurrent' | 'bias';
  at: number[];
  value: number;
  /** "x₂[3] · W = 1 · 0.52" */
  text: string;
}

const at = ({ shape, values }: Numbers, row: number, column: number): number =>
  values[row * shape.at(-1)! + column]!;

function factors(cell: CellAt, from: 'x' | 'h_before', matrix: Numbers, column: number): Weight[] {
  const name = from === 'x' ? 'kernel' : 'recurrent';
  const values = cell.vector(from);
  const size = (row: number) => Math.abs(values[row]! * at(matrix, row, column));
  const rows = [...values.keys()].filter((row) => values[row] !== 0);
  const most = rows.sort((a, b) => size(b) - size(a)).slice(0, MOST_NUMBERS);
  return most
    .sort((a, b) => a - b)
    .map((row) => ({
      name,
      at: [row, column],
      value: at(matrix, row, column),
      text: `${symbol(cell, from)}[${row + 1}] = ${said(values[row]!)}`,
    }));
}

/** None of a number that no weights make. */
export function weightsOf(trace: Trace, cell: CellAt, name: VectorName, unit: number): Weight[] {
  const { kernel, recurrent, bias } = trace;
  const gate = Object.keys(trace.cell!.gates).indexOf(name);
  if (gate < 0 || !kernel || !recurrent || !bias) return [];
  const column = gate * cell.units + unit;
  const b: Weight = { name: 'bias', at: [column], value: bias.values[column]!, text: 'b' };
  return [
    ...factors(cell, 'x', kernel, column),
    ...factors(cell, 'h_before', recurrent, column),
    b,
  ];
}

/** "Wₓ[2,3]": row and column, from 1 on. */
export const weightName = ({ name, at: place }: Weight): string => {
  const letter = { kernel: 'Wₓ', recurrent: 'Wₕ', bias: 'b' }[name];
  return `${letter}[${place.map((number) => number + 1).join()}]`;
};
