// What a chart shows beside its lines: points that a notebook printed.
import type uPlot from 'uplot';
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

export const isOn = ({ scales }: uPlot, axis: 'x' | 'y', value: number): boolean =>
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
