// Lines, each with its own ascending x, over the places of all of them.
export interface Points {
  x: Float32Array;
  y: Float32Array;
}

/** A value of a line: null is a gap, undefined lies between two of its points. */
export type Value = number | null | undefined;

export interface Aligned {
  x: ArrayLike<number>;
  ys: ArrayLike<Value>[];
}

const isSame = (a: Float32Array, b: Float32Array) =>
  a === b || (a.length === b.length && a.every((value, i) => value === b[i]));

/** NaN is a gap. */
const withGaps = (values: Float32Array): ArrayLike<Value> =>
  values.some(Number.isNaN)
    ? Array.from(values, (value) => (Number.isNaN(value) ? null : value))
    : values;

function union(a: ArrayLike<number>, b: ArrayLike<number>): number[] {
  const all: number[] = [];
  for (let i = 0, k = 0; i < a.length || k < b.length;) {
    const next = Math.min(a[i] ?? Infinity, b[k] ?? Infinity);
    all.push(next);
    if (a[i] === next) ++i;
    if (b[k] === next) ++k;
  }
  return all;
}

function spread({ x, y }: Points, places: ArrayLike<number>): Value[] {
  const values = withGaps(y);
  let i = 0;
  return Array.from(places, (place) => (place === x[i] ? values[i++] : undefined));
}

export function align(lines: Points[]): Aligned {
  const x = lines[0]?.x ?? new Float32Array();
  if (lines.every((line) => isSame(line.x, x))) return { x, ys: lines.map(({ y }) => withGaps(y)) };
  const places = lines.map((line) => line.x as ArrayLike<number>).reduce(union);
  return { x: places, ys: lines.map((line) => spread(line, places)) };
}
