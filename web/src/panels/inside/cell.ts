// The numbers of a cell at one time step, by the names of its vectors.
import type { FlowingCell, NetworkInfo, Numbers, TracedCell } from '../../engine/types';

export type Recurrent = Extract<NetworkInfo['layers'][number], { kind: 'rnn' | 'lstm' | 'gru' }>;

/** What it reads, its state before and after, gates and candidates. */
export type VectorName =
  'x' | 'c_before' | 'h_before' | 'i' | 'f' | 'g' | 'o' | 'r' | 'u' | 'candidate' | 'z' | 'c' | 'h';

/** The sum that a gate is a function of, by who has which share in it. */
export interface Shares {
  input: number;
  state: number;
  bias: number;
  /** With peepholes. */
  cell: number | null;
}

/** From bottom to top: what else a vector is computed from. */
const names: Record<Recurrent['kind'], VectorName[]> = {
  rnn: ['x', 'h_before', 'z', 'h'],
  gru: ['x', 'h_before', 'r', 'candidate', 'u', 'h'],
  lstm: ['x', 'c_before', 'h_before', 'f', 'i', 'g', 'o', 'c', 'h'],
};

export const vectorsOf = ({ kind }: Recurrent): VectorName[] => names[kind];

/** Forwards, or in a training step. */
type Computed = TracedCell & Partial<Pick<FlowingCell, 'x_mask' | 'h_mask'>>;

const row = ({ shape, values }: Numbers, index: number): Float32Array => {
  const width = shape.at(-1)!;
  return values.subarray(index * width, (index + 1) * width);
};

export class CellAt {
  readonly layer: Recurrent;
  readonly steps: number;
  readonly units: number;
  /** The column of the time step, from 0 on. */
  readonly column: number;
  #cell: Computed;
  readonly isFlipped: boolean;

  /** `flips`: the cell reads the steps from the last to the first. */
  constructor(layer: Recurrent, cell: Computed, column: number, flips: boolean) {
    this.layer = layer;
    this.#cell = cell;
    this.isFlipped = flips;
    this.steps = cell.x.shape[0]!;
    this.units = layer.units;
    this.column = column;
  }

  /** How many steps it has read before. */
  get #read(): number {
    return this.isFlipped ? this.steps - 1 - this.column : this.column;
  }

  /** Time steps count from 1 on; the state before the first has the number that comes before. */
  get time(): number {
    return this.column + 1;
  }
  get timeBefore(): number {
    return this.isFlipped ? this.time + 1 : this.time - 1;
  }
  get isFirst(): boolean {
    return this.#read === 0;
  }

  /** The one that reads next; null at the end. */
  get later(): CellAt | null {
    if (this.#read + 1 === this.steps) return null;
    const column = this.isFlipped ? this.column - 1 : this.column + 1;
    return new CellAt(this.layer, this.#cell, column, this.isFlipped);
  }
  /** How many steps it has read with this one. */
  get read(): number {
    return this.#read + 1;
  }

  timeOf = (name: VectorName): number => (name.endsWith('_before') ? this.timeBefore : this.time);

  vector(name: VectorName): Float32Array {
    const { x, c, h, gates } = this.#cell;
    const read = this.#read;
    if (name === 'x') return row(x, read);
    if (name === 'h_before') return row(h, read);
    if (name === 'h') return row(h, read + 1);
    if (name === 'c_before') return row(c!, read);
    if (name === 'c') return row(c!, read + 1);
    return row(gates[name]!, read);
  }

  /** What dropout multiplied by, of what came in or of what went up; null where it did nothing. */
  mask(name: 'x' | 'h'): Float32Array | null {
    const mask = name === 'x' ? this.#cell.x_mask : this.#cell.h_mask;
    return mask ? row(mask, this.#read) : null;
  }

  /** Of all time steps, from left to right: rows of numbers. */
  maskOverTime(name: 'x' | 'h'): Float32Array {
    const { steps } = this;
    const n = this.mask(name)!.length;
    const values = new Float32Array(n * steps);
    for (let column = 0; column < steps; ++column) {
      const here = new CellAt(this.layer, this.#cell, column, this.isFlipped).mask(name)!;
      here.forEach((value, unit) => (values[unit * steps + column] = value));
    }
    return values;
  }

  at = (name: VectorName, unit: number): number => this.vector(name)[unit]!;

  shares(gate: VectorName, unit: number): Shares {
    const parts = this.#cell.gates[gate]!;
    const part = (index: number) => row(parts, index * this.steps + this.#read)[unit]!;
    const [input, state, bias] = [part(1), part(2), part(3)];
    const looks = parts.shape[0] === 5 && gate !== 'g';
    return { input, state, bias, cell: looks ? part(4) : null };
  }

  /** Of all time steps, from left to right: rows of units. */
  overTime(name: VectorName): Float32Array {
    const { steps, units } = this;
    const values = new Float32Array(units * steps);
    for (let column = 0; column < steps; ++column) {
      const here = new CellAt(this.layer, this.#cell, column, this.isFlipped).vector(name);
      here.forEach((value, unit) => (values[unit * steps + column] = value));
    }
    return values;
  }
}
