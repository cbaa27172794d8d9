// The scale of a heat map: the same for all blocks, symmetric around zero, with ends one can say.

export interface Scale {
  /** What the strongest colour stands for. */
  end: number;
  signed: boolean;
  min: number;
  max: number;
}

/** The next of 1, 2, 5, 10 … */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((candidate) => candidate * power >= value * (1 - 1e-6)) ?? 10;
  return Number((step * power).toPrecision(1));
}

export function scaleOf(values: Float32Array): Scale {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max && value < Infinity) max = value;
  }
  if (!(min <= max)) return { end: 1, signed: false, min: 0, max: 0 };
  return { end: roundUp(Math.max(-min, max)), signed: min < 0, min, max };
}
