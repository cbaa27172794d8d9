// Timeline: the way back through a run. It keeps files of the run as it is saved anyhow, fewer the
// farther they are from where the reader is, and what the run has shown up to its newest step.
import type { Curve, Results } from '../../engine/results';
import { readSaved } from './saved';
import { thinned, type Bounds } from './thinning';

export const bounds: Bounds = { count: 64, bytes: 64_000_000 };

interface Checkpoint {
  step: number;
  bytes: number;
  record: string;
  file: Uint8Array;
}

/** Where to go on from: a file, or the start. */
export interface Origin {
  step: number;
  file: Uint8Array | null;
}

/** A run as it was left. */
export interface LeftRun {
  step: number;
  file: Uint8Array;
}

const START: Origin = { step: 0, file: null };

export class Timeline {
  /** What was seen at the newest step that the run has been at. */
  newest: Results;
  /** The step that is on its way, and where its computation is. */
  trip: { from: number; to: number; at: number } | null = null;
  /** The step could not be computed to the same bits. */
  isBroken = false;
  #checkpoints: Checkpoint[] = [];
  /** What the run's newest file tells of changes of its inputs. */
  #record = '';
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
    const { step, record } = readSaved(file);
    this.#record = record;
    const others = this.#checkpoints.filter((checkpoint) => checkpoint.step !== step);
    const all = [...others, { step, bytes: file.byteLength, record, file }];
    all.sort((a, b) => a.step - b.step);
    this.#checkpoints = thinned(all, now, bounds);
  }

  /** The run is at these results, new or known. */
  arrive(results: Results): void {
    if (results.step >= this.newest.step) this.newest = results;
    if (results.step >= this.#faintUntil) results.future = {};
  }

  /** The newest of the run as a file, if there is one. */
  left(): LeftRun | null {
    return this.#checkpoints.at(-1) ?? null;
  }

  /** The run goes another way from here: what was after it is of another run. */
  branch(results: Results): void {
    this.newest = results;
    this.#checkpoints = this.#checkpoints.filter(({ step }) => step <= results.step);
  }

  /** The last place up to a step from which the run comes to it. A file from before an input was
   *  changed knows nothing of the change: then it is the start, which does. */
  origin(step: number): Origin {
    const isBefore = (each: Checkpoint) => each.step <= step && each.record === this.#record;
    return this.#checkpoints.findLast(isBefore) ?? START;
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
