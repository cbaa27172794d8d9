// Types of tfjs.js.
import type { Drawn } from './measure.js';

/** `wasm` is where the backend's binary is. */
export function openTfjs(wasm: string): Promise<void>;
/** A step of this workload; gives the loss. */
export function openStep(drawn: Drawn): () => number;
/** Gives back all that `openStep` and its steps have made. */
export function closeSteps(): void;
