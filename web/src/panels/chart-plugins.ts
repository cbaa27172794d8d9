// What a chart shows beside its lines: points that a notebook printed, and levels to compare with.
import type uPlot from 'uplot';
import type { ChartLevel } from './chart-lines';
import { tokenColour } from './colours';

/** What a notebook printed of a curve. */
export interface Mark {
  x: number;
  y: number;
}

function drawn(draw: (plot: uPlot, context: CanvasRenderingContext2D) => void): uPlot.Plugin {
  return {
    hooks: {
      draw: (plot) => {
        plot.ctx.save();
        draw(plot, plot.ctx);
        plot.ctx.restore();
      },
    },
  };
}

const isOn = ({ scales }: uPlot, axis: 'x' | 'y', value: number): boolean =>
  value >= (scales[axis]!.min ?? 0) && value <= (scales[axis]!.max ?? 0);

export function marksPlugin(host: HTMLElement, marks: () => Mark[]): uPlot.Plugin {
  const edge = tokenColour(host, 'target');
  const paper = tokenColour(host, 'paper');
  return drawn((plot, context) => {
    context.strokeStyle = edge;
    context.fillStyle = paper;
    context.lineWidth = 1.5 * devicePixelRatio;
    for (const { x, y } of marks()) {
      if (!isOn(plot, 'x', x) || !isOn(plot, 'y', y)) continue;
      const size = 4 * devicePixelRatio;
      context.beginPath();
      context.arc(plot.valToPos(x, 'x', true), plot.valToPos(y, 'y', true), size, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
  });
}

/** A dashed line across the chart with its name at the left end. */
export function levelsPlugin(host: HTMLElement, levels: () => ChartLevel[]): uPlot.Plugin {
  const edge = tokenColour(host, 'target');
  const paper = tokenColour(host, 'paper');
  const { fontFamily } = getComputedStyle(host);
  return drawn((plot, context) => {
    const { left, width, top } = plot.bbox;
    const ratio = devicePixelRatio;
    context.font = `${12 * ratio}px ${fontFamily}`;
    context.textAlign = 'left';
    context.lineJoin = 'round';
    for (const { title, value } of levels()) {
      if (!isOn(plot, 'y', value)) continue;
      const y = Math.round(plot.valToPos(value, 'y', true));
      context.strokeStyle = context.fillStyle = edge;
      context.lineWidth = 1.5 * ratio;
      context.setLineDash([5 * ratio, 4 * ratio]);
      context.beginPath();
      context.moveTo(left, y);
      context.lineTo(left + width, y);
      context.stroke();
      context.setLineDash([]);
      context.strokeStyle = paper;
      context.lineWidth = 4 * ratio;
      const isAbove = y - 18 * ratio > top;
      const baseline = isAbove ? y - 5 * ratio : y + 14 * ratio;
      context.strokeText(title, left + 6 * ratio, baseline);
      context.fillText(title, left + 6 * ratio, baseline);
    }
  });
}
