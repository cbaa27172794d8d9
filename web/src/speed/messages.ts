// What the page and the worker of Speed tell each other.
import type { Row } from '../../../tests/bench/measure.js';

/** To the worker: the module's binary, and what to time. */
export interface Request {
  wasmBinary: ArrayBuffer;
  names: string[];
  seconds: number;
}

/** From the worker, in this order: a name when it begins, its row when it is timed; at the end one of the others. */
export type Answer =
  | { kind: 'begins'; name: string }
  | { kind: 'row'; row: Row }
  | { kind: 'done' }
  | { kind: 'failed'; message: string };
