// What a lab itself names for its picture: matrices side by side, or something above a text.
import type { Frame, Matrix } from '../../../bindings/wasm/engine.d.ts';
import type { Box } from './canvas.ts';
import { graphPicture } from './graph.ts';
import { heatMap, largestOf } from './heat-map.ts';
import { imageGrid } from './images.ts';
import { letters, line, SHORT, small, table } from './letters.ts';
import { curves, plot } from './lines.ts';

const SPACE = 20;
const TEXT = 30;

type Draw = (box: Box) => string;

/** The first of the sequences: a small picture of several matrices has room for one. */
function firstOf(matrix: Matrix): Matrix {
  const { shape, axes, values } = matrix;
  if (shape.length < 3) return matrix;
  const size = shape.slice(-2).reduce((product, side) => product * side, 1);
  return {
    ...matrix,
    shape: shape.slice(-2),
    axes: axes.slice(-2),
    values: values.subarray(0, size),
  };
}

function sideBySide(matrices: Matrix[]): Draw {
  const shown = matrices.map(firstOf);
  const largest = Math.max(...shown.map(largestOf));
  return (box) => {
    const width = (box.width - SPACE * (shown.length - 1)) / shown.length;
    return shown
      .map((matrix, i) =>
        heatMap(matrix, { ...box, x: box.x + i * (width + SPACE), width }, largest),
      )
      .join('');
  };
}

function oneOf(frame: Frame, name: string): Draw | undefined {
  const { curves: drawn, plots, matrices, images, tables, graphs } = frame;
  if (matrices[name]) return (box) => heatMap(matrices[name]!, box);
  if (graphs[name]) return (box) => graphPicture(graphs[name]!, box);
  if (images[name]) return (box) => imageGrid(images[name]!, box);
  if (plots[name]) return (box) => plot(plots[name]!, box);
  if (drawn[name]) return (box) => curves(frame, [name], box);
  if (tables[name]) return (box) => table(tables[name]!, box);
  return undefined;
}

function textUnder({ texts }: Frame, name: string, draw: Draw): Draw {
  const text = texts[name]!;
  const first = line(text);
  return (box) => {
    const under = { ...box, y: box.y + box.height - TEXT + 8, height: TEXT - 8 };
    const isShort = [...first.value].length <= SHORT;
    return draw({ ...box, height: box.height - TEXT }) + (isShort ? letters : small)(first, under);
  };
}

export function named(frame: Frame, names: string[]): Draw {
  const lost = names.find(
    (name) => !(name in frame.texts) && !(name in frame.matrices) && !oneOf(frame, name),
  );
  if (lost !== undefined) throw new Error(`A picture is to show "${lost}", which is not reported.`);
  const [first = '', second] = names;
  if (second !== undefined && names.every((name) => name in frame.matrices)) {
    return sideBySide(names.map((name) => frame.matrices[name]!));
  }
  const draw = oneOf(frame, first)!;
  return second !== undefined && second in frame.texts ? textUnder(frame, second, draw) : draw;
}
