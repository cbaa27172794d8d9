// Levels that the lines of a chart are to be seen against. They lie under the lines, and their names
// stand where the fewest points of the lines are.
import type uPlot from 'uplot';
import type { ChartLevel } from './chart-lines';
import { isOn } from './chart-plugins';
import { tokenColour } from './colours';

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

const isWithin = ({ x, y }: Point, { left, top, width, height }: Box): boolean =>
  x >= left && x <= left + width && y >= top && y <= top + height;

/** The box that the fewest points are in; the first of several. */
export function freest(boxes: Box[], points: Point[]): Box {
  const crowds = boxes.map((box) => points.filter((point) => isWithin(point, box)).length);
  return boxes[crowds.indexOf(Math.min(...crowds))]!;
}

/** Points of all lines, as far as they are seen; so many of each at most. */
const MOST_POINTS = 1000;

function pointsOf(plot: uPlot): Point[] {
  const [x, ...lines] = plot.data as unknown as ArrayLike<number | null | undefined>[];
  const every = Math.ceil(x!.length / MOST_POINTS) || 1;
  return lines.flatMap((line) => {
    const points: Point[] = [];
    for (let i = 0; i < line.length; i += every) {
      const y = line[i];
      if (typeof y === 'number') {
        points.push({ x: plot.valToPos(x![i]!, 'x', true), y: plot.valToPos(y, 'y', true) });
      }
    }
    return points;
  });
}

/** Over and under the level, from its beginning and to its end; inside of the chart. */
function places({ left, top, width, height }: uPlot.BBox, y: number, text: Point): Box[] {
  const ratio = devicePixelRatio;
  const size = { width: text.x, height: text.y };
  const inset = 6 * ratio;
  return [left + inset, left + width - inset - text.x]
    .flatMap((x) => [
      { left: x, top: y - 3 * ratio - text.y, ...size },
      { left: x, top: y + 3 * ratio, ...size },
    ])
    .filter((box) => box.top >= top && box.top + box.height <= top + height);
}

export function levelsPlugin(host: HTMLElement, levels: () => ChartLevel[]): uPlot.Plugin {
  const edge = tokenColour(host, 'target');
  const { fontFamily } = getComputedStyle(host);

  function draw(plot: uPlot): void {
    const { ctx: context, bbox } = plot;
    const ratio = devicePixelRatio;
    const shown = levels();
    const points = shown.length > 0 ? pointsOf(plot) : [];
    context.save();
    context.font = `${12 * ratio}px ${fontFamily}`;
    context.textAlign = 'left';
    context.textBaseline = 'top';
    context.strokeStyle = context.fillStyle = edge;
    context.lineWidth = 1.5 * ratio;
    context.setLineDash([5 * ratio, 4 * ratio]);
    for (const { title, value } of shown) {
      if (!isOn(plot, 'y', value)) continue;
      const y = Math.round(plot.valToPos(value, 'y', true));
      context.beginPath();
      context.moveTo(bbox.left, y);
      context.lineTo(bbox.left + bbox.width, y);
      context.stroke();
      const size = { x: context.measureText(title).width, y: 13 * ratio };
      const free = places(bbox, y, size);
      if (free.length === 0) continue;
      const { left, top } = freest(free, points);
      context.fillText(title, left, top);
    }
    context.restore();
  }

  return { hooks: { drawAxes: draw } };
}
