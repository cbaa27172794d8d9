// Curves and plots in small.
import type { Frame, Plot } from '../../../bindings/wasm/engine.d.ts';
import { looksOf, type Look } from '../../src/panels/line-looks.ts';
import { round, type Box } from './canvas.ts';

interface Line extends Look {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/** A picture of so many pixels shows no more. */
const POINTS = 120;

type Place = (value: number) => number;

function ends(values: number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  return [Math.min(...finite), Math.max(...finite)];
}

function scale([least, most]: [number, number], from: number, to: number): Place {
  return (value) => from + ((to - from) * (value - least)) / (most - least || 1);
}

function points({ x, y }: Line, placeX: Place, placeY: Place): string {
  const every = Math.max(1, Math.ceil(y.length / POINTS));
  const last = y.length - 1;
  return Array.from({ length: y.length }, (_, i) => i)
    .filter((i) => (i % every === 0 || i === last) && Number.isFinite(placeY(y[i]!)))
    .map((i) => `${round(placeX(x[i] ?? i))},${round(placeY(y[i]!))}`)
    .join(' ');
}

interface Scaling {
  fromZero: boolean;
  logarithmic: boolean;
}

function drawn(
  lines: Line[],
  levels: number[],
  { fromZero, logarithmic }: Scaling,
  box: Box,
): string {
  const height = logarithmic ? Math.log10 : (value: number) => value;
  const heights = [...lines.flatMap(({ y }) => [...Array.from(y)]), ...levels].map(height);
  const [least, most] = ends(heights);
  const base = round(box.y + box.height);
  const placeX = scale(
    ends(lines.flatMap(({ x, y }) => Array.from(y, (_, i) => x[i] ?? i))),
    box.x,
    box.x + box.width,
  );
  const onHeight = scale([fromZero ? Math.min(0, least) : least, most], base, box.y);
  const placeY = (value: number) => onHeight(height(value));
  const rules = levels.map(
    (value) =>
      `<path class="level" d="M${box.x} ${round(placeY(value))}H${box.x + box.width}" stroke-dasharray="5 4"/>`,
  );
  const paths = lines.map(
    (line) =>
      `<polyline class="line ${line.token}" stroke-width="${0.85 * line.width}" ${line.dash.length > 0 ? `stroke-dasharray="${line.dash.join(' ')}" ` : ''}points="${points(line, placeX, placeY)}"/>`,
  );
  return [
    `<path class="axis" d="M${box.x} ${base}H${box.x + box.width}"/>`,
    ...rules,
    ...paths,
  ].join('');
}

export function curves(frame: Frame, names: string[], box: Box): string {
  const looks = looksOf(names);
  const lines = names.map((name, i) => ({ ...looks[i]!, ...frame.curves[name]! }));
  const levels = frame.levels.filter(({ curve }) => names.includes(curve));
  return drawn(
    lines,
    levels.map(({ value }) => value),
    { fromZero: levels.length === 0, logarithmic: false },
    box,
  );
}

export function plot({ lines, logarithmic }: Plot, box: Box): string {
  const looks = looksOf(lines.map(({ name }) => name));
  return drawn(
    lines.map((line, i) => ({ ...looks[i]!, ...line })),
    [],
    { fromZero: false, logarithmic },
    box,
  );
}
