// Layout: how a matrix of any rank lies on the page. Time runs from left to right, units downwards,
// the rest are blocks side by side.
import type { Matrix } from '../engine/types';
import { glyph } from './glyph';

export interface Block {
  /** Index along each leading axis: what this block is. */
  lead: { axis: number; index: number }[];
  /** Position in `values` of row r, column c. */
  at(row: number, column: number): number;
}

export interface Layout {
  rows: number;
  columns: number;
  /** The axes that they run along; -1 where there is none. */
  rowAxis: number;
  columnAxis: number;
  blocks: Block[];
}

const strides = (shape: number[]): number[] =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));

function chooseAxes({ shape, axes }: Matrix): [row: number, column: number] {
  const rank = shape.length;
  if (rank < 2) return [-1, rank - 1];
  const time = axes.indexOf('time');
  if (time < 0) return [rank - 2, rank - 1];
  return [time === rank - 1 ? rank - 2 : rank - 1, time];
}

export function layOut(matrix: Matrix): Layout {
  const { shape } = matrix;
  const [rowAxis, columnAxis] = chooseAxes(matrix);
  const stride = strides(shape);
  const leading = shape
    .map((_, axis) => axis)
    .filter((axis) => axis !== rowAxis && axis !== columnAxis);
  const step = (axis: number) => (axis < 0 ? 0 : stride[axis]!);
  let leads: Block['lead'][] = [[]];
  for (const axis of leading) {
    leads = leads.flatMap((lead) =>
      Array.from({ length: shape[axis]! }, (_, index) => [...lead, { axis, index }]),
    );
  }
  const blocks = leads.map((lead) => {
    const start = lead.reduce((sum, { axis, index }) => sum + index * stride[axis]!, 0);
    return {
      lead,
      at: (row: number, column: number) => start + row * step(rowAxis) + column * step(columnAxis),
    };
  });
  const size = (axis: number) => (axis < 0 ? 1 : shape[axis]!);
  return { rows: size(rowAxis), columns: size(columnAxis), rowAxis, columnAxis, blocks };
}

/** Name of an index along an axis. Ticks may depend on the axes before theirs, which the block must fix. */
export function tick(
  { shape, ticks }: Matrix,
  axis: number,
  index: number,
  lead: Block['lead'],
): string {
  const names = axis < 0 ? undefined : ticks[axis];
  if (!names || names.length === 0) return String(index);
  if (names.length === shape[axis]) return glyph(names[index]!);
  let position = 0;
  for (let before = 0; before < axis; ++before) {
    const fixed = lead.find((part) => part.axis === before);
    if (!fixed) return String(index);
    position = position * shape[before]! + fixed.index;
  }
  return glyph(names[position * shape[axis]! + index] ?? String(index));
}
