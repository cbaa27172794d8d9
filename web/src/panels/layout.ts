// Layout: how a matrix of any rank lies on the page, the same way for all that belong together. Time
// runs from left to right, units downwards, the rest are blocks side by side. Where there is no time,
// sequences run from left to right, so that a state lies as the outputs do.
import type { Matrix } from '../engine/types';
import { glyph } from './glyph';

/** Where indices have no names they count from 0 on, or from `first`. */
export type Numbered = Matrix & { first?: number };

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

/** The axis of moments: time, else the sequences, else rows that have no names; -1 if there is none. */
export function momentAxis({ axes, ticks }: Matrix): number {
  const time = axes.indexOf('time');
  if (time >= 0) return time;
  const batch = axes.indexOf('batch');
  return batch >= 0 ? batch : axes.findIndex((name, i) => name === 'row' && !ticks[i]?.length);
}

function chooseAxes(matrix: Matrix): [row: number, column: number] {
  const rank = matrix.shape.length;
  if (rank < 2) return [-1, rank - 1];
  const moments = momentAxis(matrix);
  if (moments < 0) return [rank - 2, rank - 1];
  return [moments === rank - 1 ? rank - 2 : rank - 1, moments];
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

/** A cell with its number, and what a row may be called; in pixels. */
const CELL = 60;
const NAME = 32;
const GAP = 24;
/** What half and a third of a page have room for. */
const HALF = 400;
const THIRD = 250;

/** Sixths of the page's width that a matrix may take. By its shape alone: edits move no panels. */
export function spanOf(matrix: Matrix): 2 | 3 | 6 {
  const { columns, blocks } = layOut(matrix);
  const width = blocks.length * (NAME + columns * CELL + GAP) - GAP;
  if (width <= THIRD) return 2;
  return width <= HALF ? 3 : 6;
}

/** Name of an index along an axis. Ticks may depend on the axes before theirs, which the block must fix. */
export function tick(
  { shape, ticks, first = 0 }: Numbered,
  axis: number,
  index: number,
  lead: Block['lead'],
): string {
  const names = axis < 0 ? undefined : ticks[axis];
  if (!names || names.length === 0) return String(index + first);
  if (names.length === shape[axis]) return glyph(names[index]!);
  let position = 0;
  for (let before = 0; before < axis; ++before) {
    const fixed = lead.find((part) => part.axis === before);
    if (!fixed) return String(index);
    position = position * shape[before]! + fixed.index;
  }
  return glyph(names[position * shape[axis]! + index] ?? String(index));
}
