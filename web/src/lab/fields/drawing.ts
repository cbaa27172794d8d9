// A drawing: numbers from 0 to 1, row by row, and the soft brush that makes and takes them. As text it is
// a matrix: "," between numbers, ";" after a row.

export interface Drawing {
  rows: number;
  columns: number;
  values: Float32Array;
}

export const tools = ['pen', 'eraser', 'rows'] as const;
/** What is drawn with: the last one empties whole rows. */
export type Tool = (typeof tools)[number];

/** In pixels: the brush is full up to its core, and ends at its edge. */
const brushes = { pen: { core: 0.7, edge: 1.7 }, eraser: { core: 1.5, edge: 2.5 } };
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

const within = (value: number, size: number) => Math.min(size, Math.max(0, value));

function emptyRow({ rows, columns, values }: Drawing, y: number): void {
  const row = Math.floor(within(y, rows - 1));
  values.fill(0, row * columns, (row + 1) * columns);
}

/** One touch of the tool; (0.5, 0.5) is the middle of the first pixel. */
export function dab(drawing: Drawing, x: number, y: number, tool: Tool = 'pen'): void {
  if (tool === 'rows') return emptyRow(drawing, y);
  const { rows, columns, values } = drawing;
  const { core, edge } = brushes[tool];
  const last = {
    row: within(Math.ceil(y + edge), rows),
    column: within(Math.ceil(x + edge), columns),
  };
  for (let row = within(Math.floor(y - edge), rows); row < last.row; ++row) {
    for (let column = within(Math.floor(x - edge), columns); column < last.column; ++column) {
      const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const touch = Math.min(1, Math.max(0, (edge - distance) / (edge - core)));
      const at = row * columns + column;
      values[at] = tool === 'pen' ? Math.max(values[at]!, touch) : Math.min(values[at]!, 1 - touch);
    }
  }
}

export function stroke(
  drawing: Drawing,
  [fromX, fromY]: readonly [number, number],
  [x, y]: readonly [number, number],
  tool: Tool = 'pen',
): void {
  const dabs = Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / PITCH));
  for (let i = 1; i <= dabs; ++i) {
    const share = i / dabs;
    dab(drawing, fromX + (x - fromX) * share, fromY + (y - fromY) * share, tool);
  }
}
