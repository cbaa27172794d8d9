// Where the vectors of a cell stand, and the lines between them: the state runs from left to right,
// what is read comes from below.
import type { Recurrent, VectorName } from './cell';

export interface Box {
  name: VectorName;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Wire {
  carries: 'h' | 'c' | 'value';
  /** What it leaves, so that it lights up with that. */
  from: VectorName;
  points: [number, number][];
  hasHead: boolean;
}

/** A sign where two values become one, or a function. */
export interface Sign {
  x: number;
  y: number;
  text: string;
}

export interface CellDrawing {
  width: number;
  height: number;
  boxes: Box[];
  wires: Wire[];
  signs: Sign[];
}

/** Most units that have their numbers in the drawing. */
export const MOST_NUMBERS = 8;
const NUMBER = { width: 46, height: 22 };
const BARS = 132;
/** Of a vector's name above it. */
const NAME = 20;
const WIDEST = 880;
const BETWEEN = 44;
const INPUT = 30;
const ROUND = 10;

const columns: Record<Recurrent['kind'], VectorName[]> = {
  rnn: ['h_before', 'z', 'h'],
  gru: ['h_before', 'r', 'candidate', 'u', 'h'],
  lstm: ['h_before', 'f', 'i', 'g', 'o', 'h'],
};

class Layout {
  readonly wires: Wire[] = [];
  readonly signs: Sign[] = [];
  readonly boxes = new Map<VectorName, Box>();
  #layer: Recurrent;
  #gap: number;
  #bus: number;
  #height: number;

  constructor(layer: Recurrent, inputs: number, room: number) {
    const { kind, units } = layer;
    this.#layer = layer;
    const width = Math.min(room, WIDEST);
    const names = columns[kind];
    const box = NUMBER.width;
    const wide = Math.min(
      kind === 'rnn' ? 160 : 112,
      (width - names.length * box) / (names.length - 1),
    );
    this.#gap = Math.floor(wide);
    const high = units > MOST_NUMBERS ? BARS : Math.max(units, 2) * NUMBER.height;
    const size = { width: box, height: high };
    const top = kind === 'lstm' ? NAME + high + BETWEEN + NAME : BETWEEN + NAME;
    names.forEach((name, i) =>
      this.boxes.set(name, { name, x: i * (box + this.#gap), y: top, ...size }),
    );
    const right = this.boxes.get('h')!.x;
    if (kind === 'lstm') {
      this.boxes.set('c_before', { name: 'c_before', x: 0, y: NAME, ...size });
      this.boxes.set('c', { name: 'c', x: right, y: NAME, ...size });
    }
    this.#bus = top + high + 18;
    const below = this.#bus + 26;
    const input = Math.min(
      right + box,
      Math.max(120, Math.min(inputs, MOST_NUMBERS) * NUMBER.width),
    );
    const x = {
      name: 'x' as const,
      x: 0,
      y: below + NAME,
      width: input,
      height: inputs > MOST_NUMBERS ? INPUT + 14 : NUMBER.height,
    };
    this.boxes.set('x', x);
    this.#height = x.y + x.height;
  }

  draw(): CellDrawing {
    this.#read();
    if (this.#layer.kind === 'lstm') this.#lstm();
    else if (this.#layer.kind === 'gru') this.#gru();
    else this.#rnn();
    const { x, width } = this.#box('h');
    return {
      width: x + width,
      height: this.#height,
      boxes: [...this.boxes.values()],
      wires: this.wires,
      signs: this.signs,
    };
  }

  #box = (name: VectorName): Box => this.boxes.get(name)!;
  #middle = (name: VectorName): number => this.#box(name).x + this.#box(name).width / 2;
  #centre = (name: VectorName): number => this.#box(name).y + this.#box(name).height / 2;
  #right = (name: VectorName): number => this.#box(name).x + this.#box(name).width;
  /** Above its name. */
  #above = (name: VectorName): number => this.#box(name).y - NAME;

  #wire(
    from: VectorName,
    points: [number, number][],
    carries: Wire['carries'] = 'value',
    hasHead = true,
  ): void {
    this.wires.push({ from, points, carries, hasHead });
  }

  #sign(x: number, y: number, text: string): void {
    this.signs.push({ x, y, text });
  }

  /** The input and the state before go to all gates. */
  #read(): void {
    const gates = columns[this.#layer.kind].slice(1, -1);
    const last = this.#middle(gates.at(-1)!);
    const { y, height } = this.#box('h_before');
    const bottom = y + height;
    const start = this.#middle('h_before');
    this.#wire(
      'h_before',
      [
        [start, bottom],
        [start, this.#bus],
        [last, this.#bus],
      ],
      'h',
      false,
    );
    const from = Math.min(start + 24, this.#right('x') - 8);
    this.#wire(
      'x',
      [
        [from, this.#above('x')],
        [from, this.#bus],
      ],
      'value',
      false,
    );
    for (const gate of gates) {
      const x = this.#middle(gate);
      this.#wire('h_before', [
        [x, this.#bus],
        [x, bottom + 1],
      ]);
    }
  }

  #lstm(): void {
    const line = this.#centre('c');
    const [f, h] = [this.#middle('f'), this.#box('h')];
    const between = (this.#middle('i') + this.#middle('g')) / 2;
    const meets = this.#above('i') - 16;
    this.#wire(
      'c_before',
      [
        [this.#right('c_before'), line],
        [f - ROUND, line],
      ],
      'c',
      false,
    );
    this.#wire(
      'c_before',
      [
        [f + ROUND, line],
        [between - ROUND, line],
      ],
      'c',
      false,
    );
    this.#wire(
      'c',
      [
        [between + ROUND, line],
        [this.#box('c').x - 1, line],
      ],
      'c',
    );
    this.#wire('f', [
      [f, this.#above('f')],
      [f, line + ROUND],
    ]);
    this.#sign(f, line, '×');
    this.#sign(between, line, '+');
    this.#wire(
      'i',
      [
        [this.#middle('i'), this.#above('i')],
        [this.#middle('i'), meets],
        [between - ROUND, meets],
      ],
      'value',
      false,
    );
    this.#wire(
      'g',
      [
        [this.#middle('g'), this.#above('g')],
        [this.#middle('g'), meets],
        [between + ROUND, meets],
      ],
      'value',
      false,
    );
    this.#wire('i', [
      [between, meets - ROUND],
      [between, line + ROUND],
    ]);
    this.#sign(between, meets, '×');
    const gate = (this.#right('o') + h.x) / 2;
    const row = this.#centre('h');
    const { y, height } = this.#box('c');
    const end = Math.min(this.#middle('c'), h.x + 12);
    const turn = y + height + 12;
    this.#wire(
      'c',
      [
        [end, y + height],
        [end, turn],
        [gate, turn],
        [gate, row - ROUND],
      ],
      'c',
    );
    this.#sign(gate, turn + 26, 'tanh');
    this.#wire(
      'o',
      [
        [this.#right('o'), row],
        [gate - ROUND, row],
      ],
      'value',
      false,
    );
    this.#wire(
      'h',
      [
        [gate + ROUND, row],
        [h.x - 1, row],
      ],
      'h',
    );
    this.#sign(gate, row, '×');
  }

  #gru(): void {
    const line = 14;
    const [start, u, end] = [this.#middle('h_before'), this.#middle('u'), this.#middle('h')];
    const adds = (this.#right('u') + this.#box('h').x) / 2;
    const meets = line + 30;
    this.#wire(
      'h_before',
      [
        [start, this.#above('h_before')],
        [start, line],
        [u - ROUND, line],
      ],
      'h',
      false,
    );
    this.#wire(
      'h_before',
      [
        [u + ROUND, line],
        [adds - ROUND, line],
      ],
      'h',
      false,
    );
    this.#wire(
      'h',
      [
        [adds + ROUND, line],
        [end, line],
        [end, this.#above('h')],
      ],
      'h',
    );
    this.#wire('u', [
      [u, this.#above('u')],
      [u, line + ROUND],
    ]);
    this.#sign(u, line, '×');
    this.#sign(adds, line, '+');
    const candidate = this.#middle('candidate');
    const mixes = (candidate + u) / 2;
    this.#wire(
      'candidate',
      [
        [candidate, this.#above('candidate')],
        [candidate, meets],
        [mixes - ROUND, meets],
      ],
      'value',
      false,
    );
    this.#wire(
      'candidate',
      [
        [mixes + ROUND, meets],
        [u - 6, meets],
      ],
      'value',
      false,
    );
    this.#wire('candidate', [
      [u + 6, meets],
      [adds, meets],
      [adds, line + ROUND],
    ]);
    this.#sign(mixes, meets, '1−u');
    const resets = (this.#right('r') + this.#box('candidate').x) / 2;
    const row = this.#centre('r');
    this.#wire('r', [
      [this.#right('r'), row],
      [this.#box('candidate').x - 1, row],
    ]);
    this.#sign(resets, row, '×');
  }

  #rnn(): void {
    const row = this.#centre('z');
    const between = (this.#right('z') + this.#box('h').x) / 2;
    this.#wire(
      'z',
      [
        [this.#right('z'), row],
        [between - 16, row],
      ],
      'value',
      false,
    );
    this.#wire(
      'h',
      [
        [between + 16, row],
        [this.#box('h').x - 1, row],
      ],
      'h',
    );
    this.#sign(between, row, this.#layer.activation === 'relu' ? 'ReLU' : 'tanh');
  }
}

export const layOutCell = (layer: Recurrent, inputs: number, room: number): CellDrawing =>
  new Layout(layer, inputs, room).draw();
