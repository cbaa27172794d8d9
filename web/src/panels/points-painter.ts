// Paints a map of points: circles, larger and stronger the more frequent their word is, and names.
import { mix, css, parseRgb, tokenColour } from './colours';
import { placeLabels, type Label } from './points-labels';
import { toScreen, type Size, type View } from './points-view';

/** Steps of the scale from rarely to often. */
const STEPS = 12;
/** Radii of the rarest and of the most frequent word where there is room. */
const SMALLEST = 2;
const LARGEST = 5;
/** Square pixels of a point that make room for such. */
const ROOMY = 200;
/** Pixels beyond the edge from where a point can be seen. */
const BESIDE = 10;
/** Around the found point. */
const RING = 4;
const FONT = 12;
const FADED = 0.22;
/** Milliseconds that the choice of names lasts while points move. */
const LASTING = 250;

export interface Marks {
  /** The found point, or -1. */
  found: number;
  neighbours: readonly number[];
  /** The point under the cursor, or -1. */
  cursor: number;
}

interface Look {
  steps: string[];
  ink: string;
  paper: string;
  accent: string;
  family: string;
}

export function lookOf(host: HTMLElement): Look {
  const rarely = parseRgb(tokenColour(host, 'edge'));
  const middle = parseRgb(tokenColour(host, 'positive'));
  const ink = tokenColour(host, 'ink');
  const often = mix(middle, parseRgb(ink), 0.5);
  const at = (share: number) =>
    share < 0.5 ? mix(rarely, middle, 2 * share) : mix(middle, often, 2 * share - 1);
  return {
    steps: Array.from({ length: STEPS }, (_, i) => css(at(i / (STEPS - 1)))),
    ink,
    paper: tokenColour(host, 'paper'),
    accent: tokenColour(host, 'forget-gate'),
    family: getComputedStyle(host).fontFamily,
  };
}

/** From 0, the rarest, to 1, each by its count's logarithm; 0.5 without counts. */
function shares(counts: Float32Array, points: number): Float32Array {
  if (counts.length !== points) return new Float32Array(points).fill(0.5);
  const logarithms = counts.map((count) => Math.log(Math.max(count, 1e-9)));
  const least = logarithms.reduce((a, b) => Math.min(a, b), Infinity);
  const most = logarithms.reduce((a, b) => Math.max(a, b), -Infinity);
  return logarithms.map((value) => (most > least ? (value - least) / (most - least) : 0.5));
}

/** Points are smaller where many share little room, and grow a little when looked at closely. */
function unitOf({ width, height }: Size, points: number, closeness: number): number {
  const room = Math.sqrt((width * height) / Math.max(1, points) / ROOMY);
  return Math.min(1.6, Math.min(1, Math.max(0.55, room)) * Math.max(1, closeness) ** 0.3);
}

export class PointsPainter {
  readonly #words: string[];
  readonly #shares: Float32Array;
  /** The most frequent first. */
  readonly #order: Uint32Array;
  readonly #widths: Float32Array;
  readonly #host: HTMLElement;
  #look: Look;
  #unit = 1;
  #labels: Label[] = [];
  #labelled = { at: -Infinity, as: '' };

  constructor(host: HTMLElement, words: string[], counts: Float32Array, points: number) {
    this.#host = host;
    this.#words = words;
    this.#shares = shares(counts, points);
    this.#order = Uint32Array.from({ length: points }, (_, i) => i).sort(
      (a, b) => this.#shares[b]! - this.#shares[a]! || a - b,
    );
    this.#widths = new Float32Array(points);
    this.#look = lookOf(host);
  }

  get order(): Uint32Array {
    return this.#order;
  }

  /** After a change of theme. */
  relook(): void {
    this.#look = lookOf(this.#host);
  }

  /** `closeness` is 1 for the whole map; `movement` names one in which points move by themselves; '' where they rest. */
  paint(
    context: CanvasRenderingContext2D,
    at: Float32Array,
    view: View,
    size: Size,
    closeness: number,
    marks: Marks,
    movement: string,
  ): void {
    context.clearRect(0, 0, size.width, size.height);
    this.#unit = unitOf(size, this.#order.length, closeness);
    const isMarked = new Set(marks.found < 0 ? [] : [marks.found, ...marks.neighbours]);
    this.#circles(context, at, view, size, isMarked);
    this.#rings(context, at, view, size, marks);
    this.#names(context, at, view, size, marks, isMarked, movement);
  }

  #radius(point: number): number {
    return this.#unit * (SMALLEST + (LARGEST - SMALLEST) * this.#shares[point]!);
  }

  #circles(
    context: CanvasRenderingContext2D,
    at: Float32Array,
    view: View,
    { width, height }: Size,
    isMarked: ReadonlySet<number>,
  ): void {
    const order = this.#order;
    let step = -1;
    const draw = (point: number) => {
      const x = width / 2 + (at[2 * point]! - view.x) * view.scale;
      const y = height / 2 - (at[2 * point + 1]! - view.y) * view.scale;
      if (!(x > -BESIDE && y > -BESIDE && x < width + BESIDE && y < height + BESIDE)) return;
      const share = this.#shares[point]!;
      const needed = Math.round(share * (STEPS - 1));
      if (needed !== step) context.fillStyle = this.#look.steps[(step = needed)]!;
      context.beginPath();
      context.arc(x, y, this.#radius(point), 0, 2 * Math.PI);
      context.fill();
    };
    context.globalAlpha = isMarked.size > 0 ? FADED : 0.85;
    for (let i = order.length - 1; i >= 0; --i) draw(order[i]!);
    context.globalAlpha = 1;
    for (const point of isMarked) draw(point);
  }

  #rings(
    context: CanvasRenderingContext2D,
    at: Float32Array,
    view: View,
    size: Size,
    { found, cursor }: Marks,
  ): void {
    const ring = (point: number, colour: string, gap: number) => {
      const { x, y } = toScreen(view, size, at[2 * point]!, at[2 * point + 1]!);
      context.strokeStyle = colour;
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x, y, this.#radius(point) + gap, 0, 2 * Math.PI);
      context.stroke();
    };
    if (found >= 0) ring(found, this.#look.accent, RING);
    if (cursor >= 0) ring(cursor, this.#look.ink, RING - 1);
  }

  #names(
    context: CanvasRenderingContext2D,
    at: Float32Array,
    view: View,
    size: Size,
    { found, neighbours, cursor }: Marks,
    isMarked: ReadonlySet<number>,
    movement: string,
  ): void {
    if (this.#words.length === 0) return;
    context.font = `${FONT}px ${this.#look.family}`;
    context.textBaseline = 'middle';
    const asked = [found, ...neighbours, cursor].filter((point) => point >= 0);
    this.#choose(context, at, view, size, found, asked, movement);
    context.lineJoin = 'round';
    context.lineWidth = 3;
    context.strokeStyle = this.#look.paper;
    context.fillStyle = this.#look.ink;
    for (let i = this.#labels.length - 1; i >= 0; --i) {
      const { point, dx, dy } = this.#labels[i]!;
      const { x, y } = toScreen(view, size, at[2 * point]!, at[2 * point + 1]!);
      const isFaded = isMarked.size > 0 && !isMarked.has(point) && point !== cursor;
      context.globalAlpha = isFaded ? 2 * FADED : 1;
      context.font = `${point === found ? 700 : 400} ${FONT}px ${this.#look.family}`;
      context.strokeText(this.#words[point]!, x + dx, y + dy);
      context.fillText(this.#words[point]!, x + dx, y + dy);
    }
    context.globalAlpha = 1;
  }

  /** While points move the names stay with them for a while, so that they can be read. */
  #choose(
    context: CanvasRenderingContext2D,
    at: Float32Array,
    view: View,
    size: Size,
    found: number,
    asked: number[],
    movement: string,
  ): void {
    const now = performance.now();
    const as = `${movement} ${asked.join()}`;
    const isFresh = this.#labelled.as === as && now - this.#labelled.at < LASTING;
    if (movement !== '' && isFresh) return;
    this.#labelled = { at: now, as };
    const place = (point: number) => ({
      ...toScreen(view, size, at[2 * point]!, at[2 * point + 1]!),
      radius: this.#radius(point) + (point === found ? RING : 0),
    });
    const widthOf = (point: number) =>
      (this.#widths[point] ||= Math.ceil(context.measureText(this.#words[point]!).width));
    this.#labels = placeLabels(size, this.#order, place, widthOf, asked);
  }
}
