// Sliders: where a value stands between its limits; by order of magnitude where the range is wide.

export interface Range {
  min: number;
  max: number;
  whole: boolean;
}

export const TICKS = 1000;

const isWide = ({ min, max }: Range): boolean => min > 0 && max / min > 1000;

/** 0 … TICKS */
export function toTick(value: number, range: Range): number {
  const { min, max } = range;
  const share = isWide(range)
    ? Math.log(value / min) / Math.log(max / min)
    : (value - min) / (max - min);
  return Math.round(Math.min(1, Math.max(0, share)) * TICKS);
}

/** Two digits are all that a thumb can aim at. */
const rounded = (value: number): number => Number(value.toPrecision(2));

export function fromTick(tick: number, range: Range): string {
  const { min, max, whole } = range;
  const share = tick / TICKS;
  const value = isWide(range) ? min * (max / min) ** share : min + (max - min) * share;
  if (share === 0 || share === 1) return String(share === 0 ? min : max);
  if (whole && !isWide(range)) return String(Math.round(value));
  return String(Math.min(max, Math.max(min, whole ? Math.round(rounded(value)) : rounded(value))));
}
