// Types of measure.js.

export interface Module {
  /** The factory of the module, or where it is. */
  createModule?: unknown;
  moduleUrl?: string;
  wasmBinary: ArrayBuffer;
  seconds: number;
}

/** Milliseconds a step, and the floating-point operations of one. */
export interface Row {
  name: string;
  flops: number;
  median: number;
  fastest: number;
  allocated?: number;
  memory?: number;
}

/** The limit of multiply and add in registers first, then matrix products. */
export function limits(module: Module): Promise<Row[]>;
/** One of W1 to W10. */
export function named(module: Module & { name: string }): Promise<Row>;
