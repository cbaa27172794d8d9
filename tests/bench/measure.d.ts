// Types of measure.js.

export interface Module {
  /** The factory of the module, or where it is. */
  createModule?: unknown;
  moduleUrl?: string;
  wasmBinary: ArrayBuffer;
  seconds: number;
}

/** Milliseconds a step. */
export interface Times {
  median: number;
  fastest: number;
}

/** Milliseconds a step, and the floating-point operations of one. */
export interface Row extends Times {
  name: string;
  flops: number;
  /** Of another engine, and the first losses of both. */
  other?: Times;
  losses?: [number, number][];
  allocated?: number;
  memory?: number;
}

/** What a workload computes, and on what. */
export interface Drawn {
  spec: Record<string, string | number>;
  floats: (name: string) => Float32Array;
  ints: (name: string) => Int32Array;
}

/** Multiply and add in registers. */
export function limit(module: Module): Promise<Row>;
/** One of W1 to W10. */
export function named(module: Module & { name: string }): Promise<Row>;
/** One of W1 to W10 beside another engine; refuses where their first losses differ. */
export function compared(
  module: Module & { name: string; openStep: (drawn: Drawn) => () => number },
): Promise<Row>;
