// The future of a run that has gone back: what its curves were beyond the step that is shown, faint,
// behind a line at that step.
import type uPlot from 'uplot';
import type { Curve } from '../engine/results';
import type { Words } from '../i18n/words';
import type { Range } from './chart-axis';
import { curveLines, type ChartLine } from './chart-lines';
import { tokenColour } from './colours';

export interface Future {
  lines: ChartLine[];
  /** The x at which the present lines end; before all of them where there are none. */
  from: number;
}

const FAINT = 0.35;
/** Points of a line that are drawn, about: as many as a chart has pixels. */
const MOST_POINTS = 2000;

const endOf = ({ x }: Curve): number => x.at(-1) ?? -Infinity;

/** Null where the curves have no future. */
export function futureOf(
  words: Words,
  curves: Record<string, Curve>,
  future: Record<string, Curve>,
  names: string[],
): Future | null {
  const known = names.filter((name) => future[name]);
  if (known.length === 0) return null;
  const ends = names.flatMap((name) => (curves[name] ? endOf(curves[name]) : []));
  return { lines: curveLines(words, future, known), from: Math.max(-Infinity, ...ends) };
}

/** The ends of all values that an axis can show. */
function rangeOf(values: Float32Array, isShown: (value: number) => boolean): Range {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (!isShown(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return [min, max];
}

const around = (ranges: Range[]): Range => [
  Math.min(...ranges.map(([min]) => min)),
  Math.max(...ranges.map(([, max]) => max)),
];

/** The ends of the values, of the present lines and of the future. */
export function withFuture(
  future: Future | null,
  axis: 'x' | 'y',
  [min, max]: [number | null, number | null],
  isShown: (value: number) => boolean = Number.isFinite,
): [number | null, number | null] {
  const ranges = (future?.lines ?? []).map((line) => rangeOf(line[axis], isShown));
  if (min !== null && max !== null) ranges.push([min, max]);
  const range = around(ranges);
  return Number.isFinite(range[0]) ? range : [min, max];
}

/** The first point beyond the present, or the last before it, so that the line hangs together. */
function firstOf({ x }: Curve, from: number): number {
  const beyond = x.findIndex((value) => value > from);
  return beyond < 0 ? x.length : Math.max(0, beyond - 1);
}

function draw(plot: uPlot, { x, y }: Curve, from: number): void {
  const { ctx: context } = plot;
  const first = firstOf({ x, y }, from);
  const every = Math.max(1, Math.floor((x.length - first) / MOST_POINTS));
  context.beginPath();
  for (let i = first; i < x.length; i += every) {
    const value = y[i]!;
    const isThere = Number.isFinite(value) && (plot.scales.y!.distr !== 3 || value > 0);
    if (!isThere) continue;
    context.lineTo(plot.valToPos(x[i]!, 'x', true), plot.valToPos(value, 'y', true));
  }
  context.stroke();
}

function drawCut({ ctx: context, bbox }: uPlot, x: number): void {
  context.beginPath();
  context.moveTo(x, bbox.top);
  context.lineTo(x, bbox.top + bbox.height);
  context.stroke();
}

export function futurePlugin(host: HTMLElement, future: () => Future | null): uPlot.Plugin {
  const edge = tokenColour(host, 'edge');
  return {
    hooks: {
      drawAxes: (plot) => {
        const known = future();
        if (!known) return;
        const { ctx: context } = plot;
        context.save();
        context.globalAlpha = FAINT;
        for (const line of known.lines) {
          context.strokeStyle = tokenColour(host, line.token);
          context.lineWidth = line.width * devicePixelRatio;
          context.setLineDash(line.dash.map((length) => length * devicePixelRatio));
          draw(plot, line, known.from);
        }
        context.restore();
        if (!Number.isFinite(known.from)) return;
        context.save();
        context.strokeStyle = edge;
        context.lineWidth = devicePixelRatio;
        drawCut(plot, Math.round(plot.valToPos(known.from, 'x', true)));
        context.restore();
      },
    },
  };
}
