// Paints one block of a heat map: cells, numbers where there is room, names of rows and columns.
import { fixedNumber } from '../base/numbers';
import type { Matrix } from '../engine/types';
import { Diverging, css, inkOn, tokenColour } from './colours';
import { tick, type Block, type Layout } from './layout';
import type { Scale } from './scale';

export interface Measures {
  cell: { width: number; height: number };
  left: number;
  top: number;
  /** Names of columns stand upright, where they are wider than a column. */
  upright: boolean;
  /** Of the numbers in the cells; -1 where there is no room for them. */
  decimals: number;
}

export interface Look {
  colours: Diverging;
  soft: string;
  font: string;
}

/** The design as it is in force around an element; finding out takes a while. */
export const lookOf = (host: HTMLElement): Look => ({
  colours: new Diverging(host),
  soft: tokenColour(host, 'ink-soft'),
  font: getComputedStyle(host).fontFamily,
});

const LABEL = 11;
const NUMBER = 12;
/** Widths of cells with numbers, and their height. */
const CELLS = [60, 54, 48, 42, 36];
const HEIGHT = 32;
/** Cells without numbers. */
const EVEN = 24;
const FLATTEST = 3;
const WIDEST_FLAT = 60;
const TOP = 20;
/** Room for names that stand upright. */
const HIGHEST = 112;
/** From one line of names to the next. */
const LINE = 13;
/** Between blocks. */
const GAP = 24;
const NARROWEST = 10;
const TALLEST = 480;
const MOST_NUMBERS = 1000;

const ruler = document.createElement('canvas').getContext('2d');

function widest(texts: Iterable<string>, font: string): number {
  if (!ruler) return 0;
  ruler.font = font;
  let width = 0;
  for (const text of texts) width = Math.max(width, ruler.measureText(text).width);
  return Math.ceil(width);
}

const digitWidths = new Map<string, number>();

function digitWidth(font: string): number {
  const known = digitWidths.get(font) ?? widest(['0000000000'], `${NUMBER}px ${font}`) / 10;
  digitWidths.set(font, known);
  return known;
}

/** Decimals that leave this many significant digits to the largest value. */
const decimalsFor = (largest: number, digits: number): number =>
  Math.min(6, Math.max(0, digits - 1 - Math.floor(Math.log10(largest || 1))));

/** Decimals that the cells may show, best first; all numbers of a panel have the same. */
function decimalChoices({ values }: Matrix): number[] {
  if (values.length > MOST_NUMBERS) return [];
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.every((value) => Number.isInteger(value))) return [0];
  const largest = finite.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return [4, 3, 2].map((digits) => decimalsFor(largest, digits));
}

/** Room for the longest number: digits are all as wide as one another. */
function textWidth({ values }: Matrix, decimals: number, font: string): number {
  let longest = 0;
  for (const value of values) longest = Math.max(longest, fixedNumber(value, decimals).length);
  return longest * digitWidth(font) + 8;
}

/** The widest cells that let the most blocks stand side by side and have room for their numbers. */
function withNumbers(matrix: Matrix, layout: Layout, width: number, left: number, font: string) {
  const { columns, blocks } = layout;
  const across = (cell: number) =>
    Math.min(blocks.length, Math.floor((width + GAP) / (left + columns * cell + GAP)));
  let best: { width: number; decimals: number; across: number } | null = null;
  for (const decimals of decimalChoices(matrix)) {
    const needed = textWidth(matrix, decimals, font);
    for (const cell of CELLS.filter((each) => each >= needed && across(each) > 0)) {
      if (!best || across(cell) > best.across)
        best = { width: cell, decimals, across: across(cell) };
    }
  }
  return best;
}

/** Cells that are seen by their colour alone: even, or flat where there are many rows. */
function withoutNumbers({ rows, columns, blocks }: Layout, width: number, left: number) {
  const room = Math.floor((width - left) / columns);
  const height = Math.min(EVEN, Math.max(FLATTEST, Math.floor(TALLEST / rows)));
  if (height === EVEN) return { width: Math.max(NARROWEST, Math.min(EVEN, room)), height };
  const shared = Math.floor(((width + GAP) / blocks.length - GAP - left) / columns);
  return {
    width: Math.max(NARROWEST, Math.min(WIDEST_FLAT, room, Math.max(EVEN, shared))),
    height,
  };
}

/** Names along an axis, of every block. */
function namesOf(matrix: Matrix, axis: number, { blocks }: Layout): string[] {
  const size = matrix.shape[axis] ?? 0;
  return blocks.flatMap(({ lead }) =>
    Array.from({ length: size }, (_, index) => tick(matrix, axis, index, lead)),
  );
}

/** Every name is read: those that are words stand upright where they are wider than their column. */
function heading(matrix: Matrix, layout: Layout, cell: number, font: string) {
  const { columnAxis } = layout;
  const needed = widest(namesOf(matrix, columnAxis, layout), `${LABEL}px ${font}`);
  const upright = Boolean(matrix.ticks[columnAxis]?.length) && needed + 4 > cell;
  return { upright, top: upright ? Math.min(HIGHEST, needed + 8) : TOP };
}

/** Sizes that make the blocks fit this width, as far as they can. */
export function measure(matrix: Matrix, layout: Layout, width: number, font: string): Measures {
  const { rows, rowAxis, blocks } = layout;
  const lead = blocks[0]?.lead ?? [];
  const names = Array.from({ length: rows }, (_, row) => tick(matrix, rowAxis, row, lead));
  const left = rowAxis < 0 ? 0 : widest(names, `${LABEL}px ${font}`) + 8;
  const isTall = rows * HEIGHT > TALLEST;
  const numbers = isTall ? null : withNumbers(matrix, layout, width, left, font);
  const cell = numbers
    ? { width: numbers.width, height: HEIGHT }
    : withoutNumbers(layout, width, left);
  return {
    cell,
    left,
    ...heading(matrix, layout, cell.width, font),
    decimals: numbers?.decimals ?? -1,
  };
}

export const sizeOf = ({ rows, columns }: Layout, { cell, left, top }: Measures) => ({
  width: left + columns * cell.width,
  height: top + rows * cell.height,
});

/** Every so many names, so that they do not touch. */
const stride = (needed: number, room: number) => Math.max(1, Math.ceil(needed / room));

function prepare(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D {
  const density = window.devicePixelRatio;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d')!;
  context.scale(density, density);
  return context;
}

export class BlockPainter {
  constructor(
    readonly matrix: Matrix,
    readonly layout: Layout,
    readonly scale: Scale,
    readonly measures: Measures,
    readonly look: Look,
  ) {}

  paint(canvas: HTMLCanvasElement, block: Block): void {
    const { width, height } = sizeOf(this.layout, this.measures);
    this.paintOn(prepare(canvas, width, height), block);
  }

  paintOn(context: CanvasRenderingContext2D, block: Block): void {
    if (this.measures.decimals >= 0) this.#cells(context, block);
    else this.#pixels(context, block);
    this.#names(context, block);
  }

  #colour(value: number) {
    return this.look.colours.at(value / this.scale.end);
  }

  #cells(context: CanvasRenderingContext2D, block: Block): void {
    const { cell, left, top, decimals } = this.measures;
    context.font = `${NUMBER}px ${this.look.font}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    this.#each((row, column) => {
      const value = this.matrix.values[block.at(row, column)]!;
      const colour = this.#colour(value);
      const x = left + column * cell.width;
      const y = top + row * cell.height;
      context.fillStyle = css(colour);
      context.fillRect(x, y, cell.width - 1, cell.height - 1);
      context.fillStyle = inkOn(colour);
      context.fillText(fixedNumber(value, decimals), x + (cell.width - 1) / 2, y + cell.height / 2);
    });
  }

  /** Without numbers: a picture of one pixel a cell, enlarged. */
  #pixels(context: CanvasRenderingContext2D, block: Block): void {
    const { rows, columns } = this.layout;
    const { cell, left, top } = this.measures;
    const picture = new ImageData(columns, rows);
    this.#each((row, column) => {
      const colour = this.#colour(this.matrix.values[block.at(row, column)]!);
      picture.data.set([...colour, 255], 4 * (row * columns + column));
    });
    const small = document.createElement('canvas');
    small.width = columns;
    small.height = rows;
    small.getContext('2d')!.putImageData(picture, 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(small, left, top, columns * cell.width, rows * cell.height);
  }

  #names(context: CanvasRenderingContext2D, { lead }: Block): void {
    const { rows, columns, rowAxis, columnAxis } = this.layout;
    const { cell, left, top, upright } = this.measures;
    const font = `${LABEL}px ${this.look.font}`;
    const over = Array.from({ length: columns }, (_, i) => tick(this.matrix, columnAxis, i, lead));
    context.font = font;
    context.fillStyle = this.look.soft;
    context.textBaseline = 'middle';
    context.textAlign = upright ? 'left' : 'center';
    const every = stride(upright ? LINE : widest(over, font) + 4, cell.width);
    for (let i = 0; i < columns; i += every) {
      const x = left + (i + 0.5) * cell.width;
      if (upright) this.#upright(context, over[i]!, x);
      else context.fillText(over[i]!, x, top / 2);
    }
    if (rowAxis < 0) return;
    context.textAlign = 'right';
    for (let i = 0; i < rows; i += stride(LINE, cell.height)) {
      const name = tick(this.matrix, rowAxis, i, lead);
      context.fillText(name, left - 8, top + (i + 0.5) * cell.height);
    }
  }

  /** From the column's head upwards. */
  #upright(context: CanvasRenderingContext2D, name: string, x: number): void {
    context.save();
    context.translate(x, this.measures.top - 4);
    context.rotate(-Math.PI / 2);
    context.fillText(name, 0, 0, HIGHEST - 8);
    context.restore();
  }

  #each(visit: (row: number, column: number) => void): void {
    for (let row = 0; row < this.layout.rows; ++row) {
      for (let column = 0; column < this.layout.columns; ++column) visit(row, column);
    }
  }
}
