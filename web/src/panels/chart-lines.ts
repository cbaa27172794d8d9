// What a chart draws: lines with their words and looks, made of curves or of a plot.
import type { Curve } from '../engine/results';
import type { Plot } from '../engine/types';
import type { Words } from '../i18n/words';
import { behindLook, looksOf, type Look } from './line-looks';

export interface ChartLine extends Look {
  name: string;
  title: string;
  x: Float32Array;
  y: Float32Array;
  /** It is painted under the others. */
  isBehind?: boolean;
}

/** A run whose curves stay behind those of the present one. */
export interface Behind {
  title: string;
  curves: Record<string, Curve>;
  /** Which of the looks is its own. */
  place: number;
}

/** A value that the lines are to be seen against. */
export interface ChartLevel {
  title: string;
  value: number;
}

/** Without the last point where that is no number: there a run has ended. */
function finite({ x, y }: Curve): Curve {
  const size = y.length - (y.length > 0 && !Number.isFinite(y.at(-1)) ? 1 : 0);
  return { x: x.subarray(0, size), y: y.subarray(0, size) };
}

const countUp = (size: number) => Float32Array.from({ length: size }, (_, i) => i);

export function curveLines(
  words: Words,
  curves: Record<string, Curve>,
  names: string[],
): ChartLine[] {
  const looks = looksOf(names);
  return names.map((name, i) => ({
    name,
    title: words.report(name),
    ...finite(curves[name]!),
    ...looks[i]!,
  }));
}

/** Those of a run behind; where a chart has several curves they say which they are. */
export const behindLines = (words: Words, behind: Behind[], names: string[]): ChartLine[] =>
  behind.flatMap(({ title, curves, place }) =>
    names.flatMap((name, i) => {
      const curve = curves[name];
      if (!curve) return [];
      return {
        name,
        title: names.length > 1 ? `${words.report(name)}, ${title}` : title,
        ...finite(curve),
        ...behindLook(place, i),
        isBehind: true,
      };
    }),
  );

export function plotLines(words: Words, { lines }: Plot): ChartLine[] {
  const looks = looksOf(lines.map(({ name }) => name));
  return lines.map(({ name, x, y }, i) => ({
    name,
    title: words.report(name),
    x: x.length > 0 ? x : countUp(y.length),
    y,
    ...looks[i]!,
  }));
}
