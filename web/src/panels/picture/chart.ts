// A chart as a picture: the lines and axes of one that is on the page, on another context, in the
// colours in force.
import type uPlot from 'uplot';
import { evenNumbers } from '../../base/numbers';
import { linearTicks, logTicks } from '../chart-axis';
import { levelsPlugin } from '../chart-levels';
import type { ChartLine } from '../chart-lines';
import { marksPlugin } from '../chart-plugins';
import { tokenColour } from '../colours';
import type { Chart } from '../line-chart';
import type { Recorder } from './recorder';

/** As on the page. */
const FONT = 12;
const GAP = 6;
const FEW = 24;

type Point = [x: number, y: number];

/** Of all points above one pixel the first and the last, the lowest and the highest. */
function thinned(points: Point[]): Point[] {
  const kept: Point[] = [];
  for (let start = 0; start < points.length;) {
    let end = start + 1;
    while (end < points.length && Math.round(points[end]![0]) === Math.round(points[start]![0]))
      ++end;
    const here = points.slice(start, end).map((_, i) => start + i);
    const byHeight = [...here].sort((a, b) => points[a]![1] - points[b]![1]);
    const chosen = new Set([here[0]!, byHeight[0]!, byHeight.at(-1)!, here.at(-1)!]);
    kept.push(...[...chosen].sort((a, b) => a - b).map((i) => points[i]!));
    start = end;
  }
  return kept;
}

/** The pieces of a line: null ends one, and what is not known is passed over. */
function pieces(plot: uPlot, values: ArrayLike<number | null | undefined>): Point[][] {
  const found: Point[][] = [[]];
  const x = plot.data[0];
  for (let i = 0; i < values.length; ++i) {
    const y = values[i];
    if (y === null) found.push([]);
    else if (y !== undefined)
      found.at(-1)!.push([plot.valToPos(x[i]!, 'x', true), plot.valToPos(y, 'y', true)]);
  }
  return found.filter((piece) => piece.length > 0);
}

function follow(context: Recorder, points: Point[]): void {
  context.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
}

function paintLine(host: Chart, context: Recorder, plot: uPlot, line: ChartLine, at: number): void {
  const ratio = devicePixelRatio;
  context.strokeStyle = tokenColour(host, line.token);
  context.lineJoin = 'round';
  for (const piece of pieces(plot, plot.data[at]! as ArrayLike<number | null>)) {
    context.lineWidth = line.width * ratio;
    context.setLineDash(line.dash.map((length) => length * ratio));
    follow(context, thinned(piece));
    context.stroke();
    if (line.x.length > FEW) continue;
    context.setLineDash([]);
    context.fillStyle = tokenColour(host, 'paper');
    context.lineWidth = 2 * ratio;
    for (const [x, y] of piece) {
      context.beginPath();
      context.arc(x, y, ((4 + line.width) / 2) * ratio);
      context.fill();
      context.stroke();
    }
  }
}

const isPower = (value: number) => value.toExponential().startsWith('1e');

function paintAxes(host: Chart, context: Recorder, plot: uPlot): void {
  const ratio = devicePixelRatio;
  const { left, top, width, height } = plot.bbox;
  const [x, y] = [plot.scales.x!, plot.scales.y!];
  const isLog = y.distr === 3;
  const isWhole = host.lines.every((line) => line.x.every(Number.isInteger));
  const across = linearTicks(x.min!, x.max!).filter((place) => !isWhole || Number.isInteger(place));
  const upwards = (isLog ? logTicks : linearTicks)(y.min!, y.max!);
  context.font = `${FONT * ratio}px ${getComputedStyle(host).fontFamily}`;
  context.fillStyle = tokenColour(host, 'ink-soft');
  context.strokeStyle = tokenColour(host, 'line');
  context.lineWidth = ratio;
  const named = (places: number[]) => evenNumbers(places).map((text) => text.replace(/^1×/, ''));
  context.textAlign = 'center';
  context.textBaseline = 'top';
  named(across).forEach((text, i) => {
    context.fillText(text, plot.valToPos(across[i]!, 'x', true), top + height + GAP * ratio);
  });
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  named(upwards).forEach((text, i) => {
    const at = plot.valToPos(upwards[i]!, 'y', true);
    context.fillText(text, left - GAP * ratio, at);
    if (isLog && !isPower(upwards[i]!)) return;
    follow(context, [
      [left, at],
      [left + width, at],
    ]);
    context.stroke();
  });
}

/** The plot as its plugins see it, with another context. */
const seenBy = (plot: uPlot, context: Recorder): uPlot =>
  Object.create(plot, { ctx: { value: context } }) as uPlot;

function runHook(plugin: uPlot.Plugin, name: 'draw' | 'drawAxes', plot: uPlot): void {
  (plugin.hooks[name] as (plot: uPlot) => void)(plot);
}

export function paintChart(host: Chart, context: Recorder): void {
  const { plot } = host;
  if (!plot) return;
  const seen = seenBy(plot, context);
  paintAxes(host, context, plot);
  runHook(
    levelsPlugin(host, () => host.levels),
    'drawAxes',
    seen,
  );
  host.lines.forEach((line, i) => paintLine(host, context, plot, line, i + 1));
  context.setLineDash([]);
  runHook(
    marksPlugin(host, () => host.marks),
    'draw',
    seen,
  );
}
