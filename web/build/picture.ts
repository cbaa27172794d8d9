// A lab's result in small: an SVG of what its default run reports, coloured by the page's theme.
import type { Matrix } from '../../bindings/engine.d.ts';
import type { Result } from './course.ts';
import { escape } from './pages/html.ts';

const width = 240;
const height = 120;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const round = (value: number) => Number(value.toFixed(2));

function svg(content: string): string {
  return `<svg viewBox="0 0 ${width} ${height}" aria-hidden="true">${content}</svg>`;
}

/** Time from left to right, one block for each sequence, a row for each unit. */
interface Blocks {
  blocks: number;
  rows: number;
  columns: number;
  at(block: number, row: number, column: number): number;
}

function blocksOf({ shape, values, axes }: Matrix): Blocks {
  const [rows = 1, columns = 1] = shape.slice(-2);
  const leading = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  const index = (b: number, r: number, c: number) => values[(b * rows + r) * columns + c] ?? 0;
  const timeDown = axes.at(-2) === 'time' || shape.length === 3;
  if (!timeDown) return { blocks: leading, rows, columns, at: index };
  return { blocks: leading, rows: columns, columns: rows, at: (b, r, c) => index(b, c, r) };
}

function heatMap(matrix: Matrix, box: Box): string {
  const { blocks, rows, columns, at } = blocksOf(matrix);
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
  const largest = Math.max(...matrix.values.map(Math.abs)) || 1;
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

function curve(values: number[], box: Box): string {
  const most = Math.max(...values);
  const points = values.map((value, i) => {
    const x = box.x + (box.width * i) / (values.length - 1);
    const y = box.y + box.height * (1 - value / (most || 1));
    return `${round(x)},${round(y)}`;
  });
  const base = round(box.y + box.height);
  return `<path class="axis" d="M${box.x} ${base}H${box.x + box.width}"/>
    <polyline class="curve" points="${points.join(' ')}"/>`;
}

function letters({ value, target }: { value: string; target: string }, box: Box): string {
  const shown = [...value].slice(0, 12);
  const wanted = [...target];
  const pitch = Math.min(24, box.width / shown.length);
  const left = box.x + (box.width - pitch * (shown.length - 1)) / 2;
  return shown
    .map((letter, i) => {
      const right = !target || letter === wanted[i];
      return `<text class="${right ? 'right' : 'wrong'}" x="${round(left + pitch * i)}" y="${box.y + box.height}">${escape(letter)}</text>`;
    })
    .join('');
}

const givens = /^(input|kernel|weights|initial_.*)$/;

/** What the lab computes, not what it was given; `outputs` where there are some. */
function telling(matrices: Record<string, Matrix>): Matrix | undefined {
  const own = Object.entries(matrices).filter(([name]) => !givens.test(name));
  const size = (matrix: Matrix) => matrix.values.length;
  const largest = own.map(([, matrix]) => matrix).sort((a, b) => size(b) - size(a))[0];
  return matrices.outputs ?? largest;
}

export function picture({ frame, curves }: Result): string {
  const all = { x: 24, y: 14, width: width - 48, height: height - 28 };
  const trained = Object.values(curves).find((values) => values.length > 1);
  const text = Object.values(frame.texts)[0];
  if (trained && text) {
    return svg(
      curve(trained, { ...all, height: 56 }) + letters(text, { ...all, y: 86, height: 18 }),
    );
  }
  if (trained) return svg(curve(trained, all));
  const matrix = telling(frame.matrices);
  if (matrix) return svg(heatMap(matrix, all));
  return svg(text ? letters(text, { ...all, height: 52 }) : '');
}
