// A drawing: numbers from 0 to 1, row by row, and the soft brush that makes them. As text it is a
// matrix: "," between numbers, ";" after a row.

export interface Drawing {
  rows: number;
  columns: number;
  values: Float32Array;
}

/** In pixels: the brush is full up to its core, and ends at its edge. */
const CORE = 0.7;
const EDGE = 1.7;
/** Distance between two dabs of a stroke. */
const PITCH = 0.25;

export const blank = (rows: number, columns: number): Drawing => ({
  rows,
  columns,
  values: new Float32Array(rows * columns),
});

export const isBlank = ({ values }: Drawing): boolean => values.every((value) => value === 0);

export function parseDrawing(text: string, rows: number, columns: number): Drawing {
  const drawing = blank(rows, columns);
  text.split(/[;\n]/).forEach((line, row) =>
    line.split(',').forEach((cell, column) => {
      if (row < rows && column < columns)
        drawing.values[row * columns + column] = Number(cell) || 0;
    }),
  );
  return drawing;
}

const hundredths = (value: number) => String(Math.round(value * 100) / 100);

export function printDrawing({ rows, columns, values }: Drawing): string {
  const row = (i: number) =>
    Array.from(values.subarray(i * columns, (i + 1) * columns), hundredths).join(',');
  return Array.from({ length: rows }, (_, i) => row(i)).join(';');
}

/** One touch of the brush; (0.5, 0.5) is the middle of the first pixel. */
export function dab({ rows, columns, values }: Drawing, x: number, y: number): void {
  const within = (value: number, size: number) => Math.min(size, Math.max(0, value));
  const last = {
    row: within(Math.ceil(y + EDGE), rows),
    column: within(Math.ceil(x + EDGE), columns),
  };
  for (let row = within(Math.floor(y - EDGE), rows); row < last.row; ++row) {
    for (let column = within(Math.floor(x - EDGE), columns); column < last.column; ++column) {
      const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const ink = Math.min(1, (EDGE - distance) / (EDGE - CORE));
      const at = row * columns + column;
      values[at] = Math.max(values[at]!, ink);
    }
  }
}

export function stroke(
  drawing: Drawing,
  [fromX, fromY]: readonly [number, number],
  [x, y]: readonly [number, number],
): void {
  const dabs = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / PITCH));
  for (let i = 1; i <= dabs; ++i) {
    const share = i / dabs;
    dab(drawing, fromX + (x - fromX) * share, fromY + (y - fromY) * share);
  }
}
