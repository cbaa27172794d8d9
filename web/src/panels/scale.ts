// Scales of heat maps: symmetric around zero, with ends one can say, and one for all matrices of a lab
// whose numbers can be compared.
import type { Matrix } from '../engine/types';
import { layOut, type Layout } from './layout';

export interface Extent {
  min: number;
  max: number;
}

export interface Scale {
  /** What the strongest colour stands for. */
  end: number;
  signed: boolean;
}

/** The next of 1, 2, 5, 10 … */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-6)) ?? 10;
  return Number((step * power).toPrecision(1));
}

const nothingSeen: Extent = { min: Infinity, max: -Infinity };

/** Of the values that are finite. */
export function extentOf(values: Float32Array): Extent {
  let { min, max } = nothingSeen;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : { min: 0, max: 0 };
}

export const scaleOf = (extents: Extent[]): Scale => {
  const min = Math.min(...extents.map((each) => each.min));
  const max = Math.max(...extents.map((each) => each.max));
  return { end: roundUp(Math.max(-min, max)), signed: min < 0 };
};

/** Axes along which the same numbers are seen again and again. */
const repeating = new Set(['time', 'batch', 'layer']);

/** Each column is shares of a whole: probabilities, one-hot symbols. */
function isShares({ values }: Matrix, { rows, columns, blocks }: Layout): boolean {
  return (
    values.every((value) => value >= 0) &&
    blocks.every(({ at }) =>
      Array.from({ length: columns }, (_, column) =>
        Array.from({ length: rows }, (_, row) => values[at(row, column)]!),
      ).every((shares) => Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-3),
    )
  );
}

/** Cell states may grow without bounds, beside outputs between -1 and 1. */
const isCellState = (name: string) => /(^|_)c$/.test(name);

/** What the numbers of a matrix are of: units, classes; alike where they can be compared. */
function kindOf(name: string, matrix: Matrix): string {
  const axes = matrix.axes.filter((axis) => axis && !repeating.has(axis));
  if (axes.length === 0) return name;
  if (isCellState(name)) return `cell state of ${axes}`;
  return isShares(matrix, layOut(matrix)) ? `shares of ${axes}` : String(axes);
}

/** For each matrix its scale; matrices whose numbers are of the same kind share one. */
export function scalesOf(matrices: Record<string, Matrix>): Record<string, Scale> {
  const kinds = new Map<string, Extent[]>();
  const kindByName = Object.entries(matrices).map(([name, matrix]) => {
    const kind = kindOf(name, matrix);
    kinds.set(kind, [...(kinds.get(kind) ?? []), extentOf(matrix.values)]);
    return [name, kind] as const;
  });
  return Object.fromEntries(kindByName.map(([name, kind]) => [name, scaleOf(kinds.get(kind)!)]));
}
