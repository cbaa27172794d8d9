// Pictures in small: runs of dark pixels, in two tones.
import type { Images } from '../../../bindings/wasm/engine.d.ts';
import { round, type Box } from './canvas.ts';

const COLUMNS = 5;
const ROWS = 2;
const SPACE = 8;
const HALF = 0.25;
const FULL = 0.6;

function runs(values: Float32Array, columns: number, isInk: (value: number) => boolean): string {
  let path = '';
  for (let i = 0; i < values.length;) {
    let end = i;
    const lineEnd = (Math.floor(i / columns) + 1) * columns;
    while (end < lineEnd && isInk(values[end]!)) ++end;
    if (end > i) path += `M${i % columns} ${Math.floor(i / columns)}h${end - i}v1h-${end - i}z`;
    i = Math.max(end, i + 1);
  }
  return path;
}

export function imageGrid({ shape, values, wrong }: Images, box: Box): string {
  const [count = 0, rows = 1, columns = 1] = shape;
  const shown = Math.min(count, COLUMNS * ROWS);
  const high = Math.ceil(shown / COLUMNS);
  const wide = Math.min(shown, COLUMNS);
  const size = Math.min(
    (box.width - SPACE * (wide - 1)) / wide,
    (box.height - SPACE * (high - 1)) / high,
  );
  const left = box.x + (box.width - wide * size - (wide - 1) * SPACE) / 2;
  const top = box.y + (box.height - high * size - (high - 1) * SPACE) / 2;
  return Array.from({ length: shown }, (_, i) => {
    const pixels = values.subarray(i * rows * columns, (i + 1) * rows * columns);
    const x = left + (i % COLUMNS) * (size + SPACE);
    const y = top + Math.floor(i / COLUMNS) * (size + SPACE);
    const full = runs(pixels, columns, (value) => value >= FULL);
    const half = runs(pixels, columns, (value) => value >= HALF && value < FULL);
    return `<g class="${wrong[i] ? 'wrong' : 'pixels'}" transform="translate(${round(x)} ${round(y)}) scale(${round(size / columns)} ${round(size / rows)})"><path d="${full}"/><path opacity="0.5" d="${half}"/></g>`;
  }).join('');
}
