// Chart: uPlot in the design's colours. Lines differ by dash or width as well as by colour.
import { css, unsafeCSS } from 'lit';
import uPlot, { type AlignedData, type Axis, type Options, type Scale, type Series } from 'uplot';
import plotStyles from 'uplot/dist/uPlot.min.css?inline';
import { evenNumbers } from '../base/numbers';
import type { Aligned, Value } from './align';
import {
  linearRange,
  linearTicks,
  logRange,
  logTicks,
  mostIn,
  roomForNames,
  type Range,
} from './chart-axis';
import type { ChartLevel, ChartLine } from './chart-lines';
import { levelsPlugin } from './chart-levels';
import { marksPlugin, type Mark } from './chart-plugins';
import { tokenColour } from './colours';
import { futurePlugin, withFuture, type Future } from './future';

/** A line of so few points shows them. */
const FEW = 24;
/** Distances between the names of steps. */
const WHOLE = [1, 10, 100, 1e3, 1e4, 1e5, 1e6].flatMap((power) => [power, 2 * power, 5 * power]);

export const chartStyles = css`
  ${unsafeCSS(plotStyles)}
  .uplot {
    font: inherit;
  }
  .u-cursor-x {
    border-right: 1px solid var(--edge) !important;
  }
`;

export interface ChartOptions {
  width: number;
  height: number;
  logarithmic: boolean;
  /** The y axis begins at zero if that is not far from the values. */
  fromZero: boolean;
  marks: () => Mark[];
  levels: () => ChartLevel[];
  future: () => Future | null;
  onCursor: (index: number | null) => void;
}

export const isSparse = ({ x }: ChartLine): boolean => x.length <= FEW;

/** What has no place on the axis is a gap. */
function placed(values: ArrayLike<Value>, logarithmic: boolean): ArrayLike<Value> {
  const isNowhere = (value: Value) =>
    typeof value === 'number' && !(Number.isFinite(value) && (value > 0 || !logarithmic));
  return Array.prototype.some.call(values, isNowhere)
    ? Array.from(values, (value) => (isNowhere(value) ? null : value))
    : values;
}

/** What belongs to the lines, in the order in which they are painted. */
function painted<T>(lines: ChartLine[], parts: T[]): T[] {
  const those = (isBehind: boolean) =>
    parts.filter((_, i) => (lines[i]!.isBehind ?? false) === isBehind);
  return [...those(true), ...those(false)];
}

export const chartData = (
  lines: ChartLine[],
  { x, ys }: Aligned,
  logarithmic: boolean,
): AlignedData =>
  [x, ...painted(lines, ys).map((values) => placed(values, logarithmic))] as unknown as AlignedData;

/** Of a log scale only the powers of ten have lines; any other scale has a line for each name. */
const named: Axis.Filter = ({ scales }, splits) =>
  scales.y!.distr === 3 ? splits.map((y) => (isPower(y) ? y : null)) : splits;

const isPower = (y: number) => y.toExponential().startsWith('1e');

/** The names of the y axis have places of their own, since those of uPlot may be without end. */
const yPlaces = (logarithmic: boolean): Axis => ({
  incrs: () => [Number.MAX_VALUE],
  splits: ({ height }, _, min, max) =>
    (logarithmic ? logTicks : linearTicks)(min, max, mostIn(height)),
  filter: (_, splits) => splits,
});

function axis(host: HTMLElement, grid: boolean, places: Axis): Axis {
  return {
    stroke: tokenColour(host, 'ink-soft'),
    font: `12px ${getComputedStyle(host).fontFamily}`,
    size: grid ? (_, names) => roomForNames(names ?? []) : 32,
    gap: 6,
    ...places,
    ticks: { show: false },
    grid: grid ? { stroke: tokenColour(host, 'line'), width: 1, filter: named } : { show: false },
    values: (_, splits) => evenNumbers(splits).map((text) => text.replace(/^1×/, '')),
  };
}

function series(host: HTMLElement, lines: ChartLine[]): Series[] {
  const paper = tokenColour(host, 'paper');
  return painted(lines, lines).map((line) => ({
    label: line.title,
    stroke: tokenColour(host, line.token),
    width: line.width,
    dash: line.dash,
    points: { show: isSparse(line), size: 4 + line.width, width: 2, fill: paper },
  }));
}

/** The range of the values and of what stands beside them. */
function yScale({ logarithmic, fromZero, levels, future }: ChartOptions): Scale {
  const isShown = (value: number) => Number.isFinite(value) && (value > 0 || !logarithmic);
  const ends = (ofLines: [number | null, number | null], none: Range): Range => {
    const values = levels()
      .map(({ value }) => value)
      .filter(isShown);
    const [min, max] = withFuture(future(), 'y', ofLines, isShown);
    return [Math.min(min ?? none[0], ...values), Math.max(max ?? none[1], ...values)];
  };
  if (logarithmic) {
    return { distr: 3, range: (_, min, max) => logRange(...ends([min, max], [1, 10])) };
  }
  return { range: (_, min, max) => linearRange(...ends([min, max], [0, 1]), fromZero) };
}

const xScale = ({ future }: ChartOptions): Scale => ({
  time: false,
  range: (_, min, max) => withFuture(future(), 'x', [min, max]) as Range,
});

/** Room at the right end of the x axis for half of its last name. */
const endOf: uPlot.PaddingSide = ({ scales }) =>
  Math.max(12, 3.5 * (evenNumbers([scales.x!.max ?? 0])[0] ?? '').length + 4);

export function makeChart(
  host: HTMLElement,
  parent: HTMLElement,
  lines: ChartLine[],
  data: Aligned,
  options: ChartOptions,
): uPlot {
  const isWhole = lines.every(({ x }) => x.every(Number.isInteger));
  const settings: Options = {
    width: options.width,
    height: options.height,
    padding: [12, endOf, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 8 },
    },
    scales: { x: xScale(options), y: yScale(options) },
    axes: [
      axis(host, false, isWhole ? { incrs: WHOLE } : {}),
      axis(host, true, yPlaces(options.logarithmic)),
    ],
    series: [{}, ...series(host, lines)],
    plugins: [
      futurePlugin(host, options.future),
      levelsPlugin(host, options.levels),
      marksPlugin(host, options.marks),
    ],
    hooks: { setCursor: [(plot) => options.onCursor(plot.cursor.idx ?? null)] },
  };
  return new uPlot(settings, chartData(lines, data, options.logarithmic), parent);
}
