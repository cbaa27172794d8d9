// Text in lines that a width has room for, by what its symbols take on the average.

/** Of the size of the font. */
const LATIN = 0.62;
const WIDE = 1;

const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, symbol) => sum + (symbol >= '\u1100' ? WIDE : LATIN) * size, 0);

/** Where a line may end: at spaces, and after each symbol of a script without them. */
const pieces = (text: string): string[] =>
  text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^ \u2e80-\u9fff\uff00-\uffef]+| +/g) ?? [];

export function linesOf(text: string, size: number, width: number): string[] {
  const lines = [''];
  for (const piece of pieces(text)) {
    const line = lines.at(-1)! + piece;
    if (line.trim() !== piece.trim() && widthOf(line.trimEnd(), size) > width) lines.push(piece);
    else lines[lines.length - 1] = line;
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}
