// The y axis of a chart: its range, and a bounded number of places on it that have names, whatever
// the values are.

export type Range = [min: number, max: number];

/** `10 ** -24` is not 1e-24. */
const powerOfTen = (power: number): number => Number(`1e${power}`);

/** Names on an axis at most. */
const MOST = 7;
/** Pixels of a chart that its axis does not have, and from one name to the next at least. */
const AROUND = 44;
const APART = 17;

/** Names at most on the y axis of a chart of so many pixels. */
export const mostIn = (height: number): number =>
  Math.min(MOST, Math.floor((height - AROUND) / APART));

export function linearRange(min: number, max: number, fromZero: boolean): Range {
  if (fromZero && min >= 0 && min < max / 2) return [0, max === 0 ? 1 : max * 1.05];
  const margin = (max - min || Math.abs(max) || 1) * 0.08;
  return [min - margin, max + margin];
}

/** Whole powers of ten around positive values. */
export function logRange(min: number, max: number): Range {
  const least = Math.floor(Math.log10(min));
  const most = Math.ceil(Math.log10(max));
  const room = least === most ? 1 : 0;
  return [powerOfTen(least - room), powerOfTen(most + room)];
}

/** So many multiples of a step at most, without those that are one number in the end. */
function multiples(step: number, [min, max]: Range, most: number): number[] {
  const first = Math.ceil(min / step);
  const places = Array.from({ length: most + 2 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
  return [...new Set(places)].filter((place) => place >= min && place <= max);
}

/** 1, 2 or 5 times a power of ten, so that a length has `most` of it at most. */
function stepOf(length: number, most: number): number {
  const power = 10 ** Math.floor(Math.log10(length / most));
  return power * ([1, 2, 5].find((times) => times * power * most >= length) ?? 10);
}

export function linearTicks(min: number, max: number, most = MOST): number[] {
  const step = stepOf(max - min, most);
  return Number.isFinite(step) && step > 0 ? multiples(step, [min, max], most) : [];
}

/** Powers of ten; where there are few, also twice and five times each. */
export function logTicks(min: number, max: number, most = MOST): number[] {
  const first = Math.round(Math.log10(min));
  const last = Math.round(Math.log10(max));
  const every = Math.max(1, Math.ceil((last - first) / most));
  const powers: number[] = [];
  for (let power = Math.ceil(first / every) * every; power <= last; power += every) {
    powers.push(powerOfTen(power));
  }
  if (3 * (last - first) > most - 1) return powers;
  return powers.flatMap((power) => [power, 2 * power, 5 * power]).filter((place) => place <= max);
}

/** Pixels at the left of a chart for these names. */
export const roomForNames = (names: readonly (string | null)[]): number =>
  Math.max(56, 7.5 * Math.max(0, ...names.map((name) => name?.length ?? 0)) + 8);
