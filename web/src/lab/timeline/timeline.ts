// Timeline: the way back through a run. It keeps files of the run as it is saved anyhow, fewer the
// farther they are from where the reader is, and what the run has shown up to its newest step.
import type { Curve, Results } from '../../engine/results';
import type { Setup } from '../../engine/types';
import { missingIn, readSaved, changesOf, type Change } from './record';
import { thinned, type Bounds } from './thinning';

export const bounds: Bounds = { count: 64, bytes: 64_000_000 };

interface Checkpoint {
  step: number;
  bytes: number;
  file: Uint8Array;
}

/** Where to go on from: a file, with what it lacks of the run's record, or the start. */
export interface Origin {
  step: number;
  file: Uint8Array | null;
  missing: Change[];
}

/** A run as it was left. */
export interface Left {
  step: number;
  file: Uint8Array;
}

const START: Origin = { step: 0, file: null, missing: [] };

export class Timeline {
  /** What was seen at the newest step that the run has been at. */
  newest: Results;
  /** The step that is on its way, and where its computation is. */
  trip: { from: number; to: number; at: number } | null = null;
  /** The step could not be computed to the same bits. */
  isBroken = false;
  #checkpoints: Checkpoint[] = [];
  /** Up to this step curves are known that the run has not been at again. */
  #faintUntil = 0;
  /** The run began in a file whose weights no inputs give. */
  #first: number;

  constructor(results: Results, file: Uint8Array | null) {
    this.newest = results;
    const saved = file && readSaved(file);
    this.#first = saved?.hasOwnWeights ? saved.step : 0;
    if (file) this.keep(file, results.step);
  }

  /** The first step that can be gone back to. */
  get first(): number {
    return this.#first;
  }

  get count(): number {
    return this.#checkpoints.length;
  }

  get bytes(): number {
    return this.#checkpoints.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  isPast({ step }: Results): boolean {
    return step < this.newest.step;
  }

  /** The step nearest to this one that the run can be at. */
  within(step: number): number {
    const whole = Math.round(step);
    return Math.min(Math.max(Number.isNaN(whole) ? 0 : whole, this.#first), this.newest.step);
  }

  /** A file of the run, while the reader is at that step. */
  keep(file: Uint8Array, now: number): void {
    const { step } = readSaved(file);
    const others = this.#checkpoints.filter((checkpoint) => checkpoint.step !== step);
    const all = [...others, { step, bytes: file.byteLength, file }];
    all.sort((a, b) => a.step - b.step);
    this.#checkpoints = thinned(all, now, bounds);
  }

  /** The run is at these results, new or known. */
  arrive(results: Results): void {
    if (results.step >= this.newest.step) this.newest = results;
    if (results.step >= this.#faintUntil) results.future = {};
  }

  /** The newest of the run as a file, if there is one. */
  left(): Left | null {
    return this.#checkpoints.at(-1) ?? null;
  }

  /** The run goes another way from here: what was after it is of another run. */
  branch(results: Results): void {
    this.newest = results;
    this.#checkpoints = this.#checkpoints.filter(({ step }) => step <= results.step);
  }

  /** The last place up to a step from which the run of this setup comes to it. */
  origin(step: number, { inputs }: Setup): Origin {
    const record = changesOf(inputs);
    for (const checkpoint of this.#checkpoints.filter((each) => each.step <= step).reverse()) {
      const missing = missingIn(readSaved(checkpoint.file).record, record, checkpoint.step);
      if (missing) return { step: checkpoint.step, file: checkpoint.file, missing };
    }
    return START;
  }

  /** Whether these are results of the same run: its curves have the same bits. What comes after them
   *  is theirs to show then. */
  recognizes(results: Results): boolean {
    const { curves } = this.newest;
    const isSame = Object.entries(results.curves).every(([name, curve]) =>
      isBeginning(curve, curves[name]),
    );
    if (isSame && this.isPast(results)) {
      results.future = curves;
      this.#faintUntil = this.newest.step;
    }
    return isSame;
  }
}

const isEqual = (a: number, b: number | undefined) => Object.is(a, b);

const isBeginning = ({ x, y }: Curve, whole: Curve | undefined): boolean =>
  whole !== undefined &&
  x.every((value, i) => isEqual(value, whole.x[i])) &&
  y.every((value, i) => isEqual(value, whole.y[i]));
