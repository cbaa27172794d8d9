// What the page and the workers of Speed tell each other.
import type { Row } from '../../../../tests/bench/measure.js';

/** To a worker: the module's binary, and what to time. */
export interface Request {
  wasmBinary: ArrayBuffer;
  names: string[];
  seconds: number;
  /** Where the binary of TensorFlow.js is, for the worker that compares. */
  tfjsWasm?: string;
}

/** From it, in this order: a name when it begins, its row when it is timed; at the end one of the others. */
export type Answer =
  | { kind: 'begins'; name: string }
  | { kind: 'row'; row: Row }
  | { kind: 'done' }
  | { kind: 'failed'; message: string };
