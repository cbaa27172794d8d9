// Where the words of two sentences stand, and the bands between them: one above the other where both have
// room in a line, else side by side.

export interface At {
  x: number;
  y: number;
}

/** Centres of the words, and how large all of it is. */
export interface Shape {
  read: At[];
  written: At[];
  width: number;
  height: number;
  isUpright: boolean;
  /** Where the sentences end and the bands begin: up and down, or from left to right. */
  edges: [read: number, written: number];
}

/** Of a word, so that a finger finds it. */
export const LINE = 28;
const GAP = 6;
/** Between the sentences. */
const BETWEEN = 96;
const NARROWEST = 48;
/** Of the band of all attention, and of the least that is drawn. */
const THICKEST = 16;
const LEAST = 0.02;

const lengthOf = (widths: number[]): number =>
  widths.reduce((sum, width) => sum + width + GAP, -GAP);

/** One after another, in the middle of that much room. */
function inLine(widths: number[], room: number, y: number): At[] {
  let next = (room - lengthOf(widths)) / 2;
  return widths.map((width) => {
    const x = next + width / 2;
    next += width + GAP;
    return { x, y };
  });
}

const inColumn = (widths: number[], x: (width: number) => number, start: number): At[] =>
  widths.map((width, i) => ({ x: x(width), y: start + (i + 0.5) * LINE }));

function upright(read: number[], written: number[], room: number): Shape {
  const left = Math.max(...read);
  const right = Math.max(...written);
  const between = Math.min(2 * BETWEEN, Math.max(NARROWEST, room - left - right));
  const lines = Math.max(read.length, written.length);
  const start = ({ length }: number[]) => ((lines - length) / 2) * LINE;
  return {
    read: inColumn(read, (width) => left - width / 2, start(read)),
    written: inColumn(written, (width) => left + between + width / 2, start(written)),
    width: left + between + right,
    height: lines * LINE,
    isUpright: true,
    edges: [left, left + between],
  };
}

/** By the widths of the words of each sentence. */
export function shapeOf(read: number[], written: number[], room: number): Shape {
  const width = Math.max(lengthOf(read), lengthOf(written));
  if (width > room) return upright(read, written, room);
  return {
    read: inLine(read, width, LINE / 2),
    written: inLine(written, width, BETWEEN + 1.5 * LINE),
    width,
    height: BETWEEN + 2 * LINE,
    isUpright: false,
    edges: [LINE, LINE + BETWEEN],
  };
}

/** From a word that was read to one that was written; null where it was hardly looked at. */
export function bandOf({ edges, ...shape }: Shape, read: number, written: number, weight: number) {
  if (!(weight >= LEAST)) return null;
  const [from, to] = [shape.read[read]!, shape.written[written]!];
  const [start, end] = edges;
  const middle = (start + end) / 2;
  const path = shape.isUpright
    ? `M${start} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${end} ${to.y}`
    : `M${from.x} ${start}C${from.x} ${middle} ${to.x} ${middle} ${to.x} ${end}`;
  return { path, width: THICKEST * weight };
}

/** The places that a list names, from 1 on. */
export const placesIn = (list: string): number[] =>
  list
    .split(/[\s,]+/)
    .filter((place) => place !== '')
    .map(Number);

/** With this place if it was not there, else without it. */
export function toggled(list: string, place: number): string {
  const places = placesIn(list);
  const others = places.filter((each) => each !== place);
  const all = others.length < places.length ? others : [...places, place];
  return all.sort((a, b) => a - b).join(',');
}
