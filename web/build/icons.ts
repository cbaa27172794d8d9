// The project's drawings as PNG, which phones and other sites want: paths and rounded rectangles,
// each pixel by its distance to them.
import { crc32, deflateSync } from 'node:zlib';

type Point = [x: number, y: number];
type Colour = [red: number, green: number, blue: number];

interface Shape {
  colour: Colour;
  /** To the shape's edge, below 0 inside, in units of the drawing. */
  distance(x: number, y: number): number;
}

export interface Drawing {
  width: number;
  height: number;
  shapes: Shape[];
}

/** Pieces that stand for a curve. */
const PIECES = 48;

function onCubic(t: number, [a, b, c, d]: [Point, Point, Point, Point]): Point {
  const s = 1 - t;
  const at = (i: 0 | 1) =>
    s ** 3 * a[i] + 3 * s * s * t * b[i] + 3 * s * t * t * c[i] + t ** 3 * d[i];
  return [at(0), at(1)];
}

/** The corners of a path of M, H, C and S, which is all that the drawings have. */
export function outline(path: string): Point[] {
  const points: Point[] = [];
  let control: Point | null = null;
  for (const [, command, given] of path.matchAll(/([A-Z])([^A-Z]*)/g)) {
    const n = given!
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const from = points.at(-1) ?? [0, 0];
    if (command === 'M') points.push([n[0]!, n[1]!]);
    else if (command === 'H') points.push([n[0]!, from[1]]);
    else if (command === 'C' || command === 'S') {
      const first: Point =
        command === 'C' ? [n.shift()!, n.shift()!] : mirrored(from, control ?? from);
      control = [n[0]!, n[1]!];
      const curve: [Point, Point, Point, Point] = [from, first, control, [n[2]!, n[3]!]];
      for (let i = 1; i <= PIECES; ++i) points.push(onCubic(i / PIECES, curve));
    } else throw new Error(`A drawing has the command "${command}", which no icon can show.`);
  }
  return points;
}

const mirrored = ([x, y]: Point, [cx, cy]: Point): Point => [2 * x - cx, 2 * y - cy];

function toSegment(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function stroke(points: Point[], width: number, colour: Colour): Shape {
  const pieces = points.slice(1).map((end, i) => [points[i]!, end] as const);
  const distance = (x: number, y: number) =>
    Math.min(...pieces.map(([a, b]) => toSegment(x, y, a, b))) - width / 2;
  return { colour, distance };
}

function rectangle([x, y, w, h, r]: number[], colour: Colour): Shape {
  const distance = (px: number, py: number) => {
    const dx = Math.abs(px - x! - w! / 2) - w! / 2 + r!;
    const dy = Math.abs(py - y! - h! / 2) - h! / 2 + r!;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - r!;
  };
  return { colour, distance };
}

const attribute = (tag: string, name: string): string => {
  const [, value] = new RegExp(`\\s${name}="([^"]*)"`).exec(tag) ?? [];
  if (value === undefined) throw new Error(`A drawing lacks ${name}: ${tag}`);
  return value;
};

/** Its paths in ink, its rectangles in the accent. */
export function drawingOf(svg: string, ink: Colour, accent: Colour): Drawing {
  const [, , width, height] = attribute(svg, 'viewBox').split(' ').map(Number);
  const paths = [...svg.matchAll(/<path[^>]*>/g)].map(([tag]) =>
    stroke(outline(attribute(tag, 'd')), Number(attribute(tag, 'stroke-width')), ink),
  );
  const rectangles = [...svg.matchAll(/<rect[^>]*>/g)].map(([tag]) =>
    rectangle(
      ['x', 'y', 'width', 'height', 'rx'].map((name) => Number(attribute(tag, name))),
      accent,
    ),
  );
  return { width: width!, height: height!, shapes: [...paths, ...rectangles] };
}

/** A drawing in the middle of a picture, over so much of its width, on paper. */
export function pixels(
  { width, height, shapes }: Drawing,
  size: { width: number; height: number },
  share: number,
  paper: Colour,
): Uint8Array {
  const scale = (size.width * share) / width;
  const left = (size.width - width * scale) / 2;
  const top = (size.height - height * scale) / 2;
  const out = new Uint8Array(size.width * size.height * 3);
  for (let at = 0; at < size.width * size.height; ++at) {
    const x = ((at % size.width) + 0.5 - left) / scale;
    const y = (Math.floor(at / size.width) + 0.5 - top) / scale;
    out.set(colourAt(x, y, scale, shapes, paper), at * 3);
  }
  return out;
}

function colourAt(x: number, y: number, scale: number, shapes: Shape[], paper: Colour): number[] {
  let colour: number[] = paper;
  for (const shape of shapes) {
    const cover = Math.min(1, Math.max(0, 0.5 - shape.distance(x, y) * scale));
    colour = colour.map((under, i) => under + (shape.colour[i]! - under) * cover);
  }
  return colour.map(Math.round);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

export function png(rgb: Uint8Array, width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let row = 0; row < height; ++row) {
    rows.set(rgb.subarray(row * width * 3, (row + 1) * width * 3), row * (width * 3 + 1) + 1);
  }
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const body = deflateSync(rows, { level: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', body),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
