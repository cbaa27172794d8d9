// The text of a matrix: "," between numbers, ";" after a row, "|" between blocks. A grid edits cells;
// the engine alone judges what is in them.

/** Blocks of rows of cells, as typed. */
export type Blocks = string[][][];

const cells = (row: string): string[] =>
  row.includes(',') ? row.split(',').map((cell) => cell.trim()) : row.trim().split(/\s+/);

/** Blank cells and rows are kept: someone is typing there. */
function rows(block: string): string[][] {
  const lines = block.split(/[;\n]/);
  if (lines.length > 1 && lines.at(-1)!.trim() === '') lines.pop();
  return lines.map(cells);
}

export const parseBlocks = (text: string): Blocks =>
  text.trim() === ''
    ? []
    : text
        .trim()
        .split(/\||\n[ \t]*\n/)
        .map(rows);

export const printBlocks = (blocks: Blocks): string =>
  blocks.map((block) => block.map((row) => row.join(',')).join(';')).join('|');

/** Rows and columns change places; what a shorter row lacks is blank. */
export function turned(block: string[][]): string[][] {
  const columns = Math.max(...block.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) => block.map((row) => row[column] ?? ''));
}

/** Cells as a spreadsheet copies them: tabs between cells, lines between rows. */
export const parsePaste = (text: string): string[][] =>
  text
    .replace(/\r/g, '')
    .replace(/\n+$/, '')
    .split(/[\n;]/)
    .map((row) => row.trim().split(/[\t,]\s*|\s+/));

/** The block with pasted cells laid over it from one corner; it grows as far as the limits let it. */
export function pasteOver(
  block: string[][],
  pasted: string[][],
  [top, left]: [number, number],
  [maxRows, maxColumns]: [number, number],
): string[][] {
  const width = Math.max(...pasted.map((row) => row.length)) + left;
  const rows = Math.min(Math.max(block.length, top + pasted.length), maxRows);
  const columns = Math.min(Math.max(block[0]?.length ?? 0, width), maxColumns);
  return Array.from({ length: rows }, (_, row) =>
    Array.from(
      { length: columns },
      (_, column) => pasted[row - top]?.[column - left] ?? block[row]?.[column] ?? '0',
    ),
  );
}

/** The same number of rows and columns, cut or filled with zeros. */
export const resize = (block: string[][], rows: number, columns: number): string[][] =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => block[row]?.[column] ?? '0'),
  );
