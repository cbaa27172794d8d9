// Chart: uPlot in the design's colours. Curves differ by dash as well as by colour.
import { css, unsafeCSS } from 'lit';
import uPlot, { type AlignedData, type Axis, type Options, type Series } from 'uplot';
import plotStyles from 'uplot/dist/uPlot.min.css?inline';
import { evenNumbers } from '../state/numbers';
import { curveToken, tokenColour } from './colours';

export interface ChartCurve {
  name: string;
  title: string;
  x: Float32Array;
  y: Float32Array;
}

/** What a notebook printed of a curve. */
export interface Mark {
  curve: string;
  x: number;
  y: number;
}

const HEIGHT = 260;
/** Distances between the names of steps. */
const WHOLE = [1, 10, 100, 1e3, 1e4, 1e5, 1e6].flatMap((power) => [power, 2 * power, 5 * power]);
const dashes = [[], [6, 4], [2, 3], [10, 4, 2, 4], [12, 4], [1, 4]];

export const chartStyles = css`
  ${unsafeCSS(plotStyles)}
  .uplot {
    font: inherit;
  }
  .u-cursor-x {
    border-right: 1px solid var(--edge) !important;
  }
`;

function axis(host: HTMLElement, grid: boolean): Axis {
  return {
    stroke: tokenColour(host, 'ink-soft'),
    font: `12px ${getComputedStyle(host).fontFamily}`,
    size: grid ? 56 : 32,
    gap: 6,
    ...(grid ? {} : { incrs: WHOLE }),
    ticks: { show: false },
    grid: grid ? { stroke: tokenColour(host, 'line'), width: 1 } : { show: false },
    values: (_, splits) => evenNumbers(splits),
  };
}

function series(host: HTMLElement, curves: ChartCurve[]): Series[] {
  const paper = tokenColour(host, 'paper');
  return curves.map(({ title, x }, i) => ({
    label: title,
    stroke: tokenColour(host, curveToken(i)),
    width: 2,
    dash: dashes[i % dashes.length],
    points: { show: x.length < 2, size: 6, fill: paper },
  }));
}

function marksPlugin(host: HTMLElement, marks: () => Mark[]): uPlot.Plugin {
  const edge = tokenColour(host, 'target');
  const paper = tokenColour(host, 'paper');
  const draw = (plot: uPlot) => {
    const { ctx } = plot;
    const size = 4 * devicePixelRatio;
    ctx.save();
    ctx.strokeStyle = edge;
    ctx.fillStyle = paper;
    ctx.lineWidth = 1.5 * devicePixelRatio;
    for (const { x, y } of marks()) {
      if (x < (plot.scales.x!.min ?? 0) || x > (plot.scales.x!.max ?? 0)) continue;
      ctx.beginPath();
      ctx.arc(plot.valToPos(x, 'x', true), plot.valToPos(y, 'y', true), size, 0, 2 * Math.PI);
      ctx.fill();
      ctx.stroke();
    }
    ctx.restore();
  };
  return { hooks: { draw } };
}

export const alignedData = (curves: ChartCurve[]): AlignedData => [
  curves[0]?.x ?? [],
  ...curves.map(({ y }) => y),
];

export interface ChartOptions {
  width: number;
  logarithmic: boolean;
  marks: () => Mark[];
  onCursor: (index: number | null) => void;
}

export function makeChart(
  host: HTMLElement,
  parent: HTMLElement,
  curves: ChartCurve[],
  { width, logarithmic, marks, onCursor }: ChartOptions,
): uPlot {
  const options: Options = {
    width,
    height: HEIGHT,
    padding: [12, 12, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 8 },
    },
    scales: {
      x: { time: false },
      y: logarithmic ? { distr: 3 } : { range: (_, min, max) => niceRange(min ?? 0, max ?? 1) },
    },
    axes: [axis(host, false), axis(host, true)],
    series: [{}, ...series(host, curves)],
    plugins: [marksPlugin(host, marks)],
    hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)] },
  };
  return new uPlot(options, alignedData(curves), parent);
}

/** From zero, unless the values are far from it. */
function niceRange(min: number, max: number): [number, number] {
  if (min >= 0 && min < max / 2) return [0, max === 0 ? 1 : max * 1.05];
  const margin = (max - min || Math.abs(max) || 1) * 0.08;
  return [min - margin, max + margin];
}
