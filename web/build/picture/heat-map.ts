// A matrix in small.
import type { Matrix } from '../../../bindings/wasm/engine.d.ts';
import { round, type Box } from './canvas.ts';

/** Time from left to right, one block for each sequence, a row for each unit. */
interface Blocks {
  blocks: number;
  rows: number;
  columns: number;
  at(block: number, row: number, column: number): number;
}

/** Rows of a small picture: of more units a few stand for all. */
const MOST_ROWS = 14;

function thinned({ rows, at, ...blocks }: Blocks): Blocks {
  const every = Math.ceil(rows / MOST_ROWS);
  return { ...blocks, rows: Math.floor(rows / every), at: (b, r, c) => at(b, r * every, c) };
}

function blocksOf({ shape, values, axes }: Matrix): Blocks {
  const [rows = 1, columns = 1] = shape.slice(-2);
  const leading = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const index = (b: number, r: number, c: number) => values[(b * rows + r) * columns + c] ?? 0;
  const timeDown = axes.at(-2) === 'time' || shape.length === 3;
  if (!timeDown) return { blocks: leading, rows, columns, at: index };
  return { blocks: leading, rows: columns, columns: rows, at: (b, r, c) => index(b, c, r) };
}

export const largestOf = ({ values }: Matrix): number => Math.max(...values.map(Math.abs)) || 1;

/** `largest` is what is darkest. */
export function heatMap(matrix: Matrix, box: Box, largest = largestOf(matrix)): string {
  const { blocks, rows, columns, at } = thinned(blocksOf(matrix));
  const space = blocks > 1 ? 8 : 0;
  const across = blocks > 1 && rows * blocks > columns;
  const wide = across ? blocks * columns : columns;
  const high = across ? rows : blocks * rows;
  const cell = Math.min(
    26,
    (box.width - (across ? space * (blocks - 1) : 0)) / wide,
    (box.height - (across ? 0 : space * (blocks - 1))) / high,
  );
  const left = box.x + (box.width - cell * wide - (across ? space * (blocks - 1) : 0)) / 2;
  const top = box.y + (box.height - cell * high - (across ? 0 : space * (blocks - 1))) / 2;
  const gap = Math.min(2, cell / 6);
  const cells: string[] = [];
  for (let b = 0; b < blocks; ++b) {
    for (let r = 0; r < rows; ++r) {
      for (let c = 0; c < columns; ++c) {
        const value = at(b, r, c) / largest;
        const x = left + cell * c + (across ? b * (cell * columns + space) : 0);
        const y = top + cell * r + (across ? 0 : b * (cell * rows + space));
        cells.push(
          `<rect x="${round(x + gap / 2)}" y="${round(y + gap / 2)}" width="${round(cell - gap)}" height="${round(cell - gap)}" rx="${round(cell / 8)}" class="${value < 0 ? 'low' : 'high'}" opacity="${round(0.06 + 0.94 * Math.abs(value))}"/>`,
        );
      }
    }
  }
  return cells.join('');
}
