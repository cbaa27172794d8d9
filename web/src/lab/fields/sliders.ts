// Sliders: the values that a thumb stops at; by order of magnitude where the range is wide.

export interface Range {
  min: number;
  max: number;
  whole: boolean;
}

const WIDE = 1000;
const STEPS_PER_DECADE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];
const EVEN_STEPS = 200;

/** Ten stops for each order of magnitude: 0.01, 0.012, 0.015 … */
function decades({ min, max, whole }: Range): number[] {
  const first = Math.floor(Math.log10(min));
  const last = Math.ceil(Math.log10(max));
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const all = powers.flatMap((power) => STEPS_PER_DECADE.map((step) => Number(`${step}e${power}`)));
  return all.filter((value) => value > min && value < max && (!whole || Number.isInteger(value)));
}

function even({ min, max, whole }: Range): number[] {
  const steps = whole ? Math.min(max - min, WIDE) : EVEN_STEPS;
  const inner = Array.from(
    { length: Math.max(0, steps - 1) },
    (_, i) => min + ((max - min) * (i + 1)) / steps,
  );
  return inner.map((value) => (whole ? Math.round(value) : Number(value.toPrecision(6))));
}

export function stops(range: Range): number[] {
  const { min, max } = range;
  const inner = min > 0 && max / min > WIDE ? decades(range) : even(range);
  return [min, ...inner, max];
}

/** Position of the stop nearest to a value. */
export function nearestStop(all: number[], value: number): number {
  if (!(value > all[0]!)) return 0;
  const next = all.findIndex((stop) => stop >= value);
  if (next < 0) return all.length - 1;
  return next > 0 && value - all[next - 1]! < all[next]! - value ? next - 1 : next;
}
