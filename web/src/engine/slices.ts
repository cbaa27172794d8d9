// Slices: training in pieces of about ten milliseconds, so that a pause is heard between them.
import { joinFrames } from './frames';
import type { Frame, Session, StopRule } from './types';

const SLICE = 10;
/** At most twice as many steps as the last call: one slow step must not become a hundred. */
const GROWTH = 2;

export interface Limits {
  /** Steps at most. */
  steps: number;
  stop: StopRule | null;
}

export interface Slice {
  frame: Frame;
  /** Steps asked of the session. */
  steps: number;
  /** The run is at its end, or the stop rule is met. */
  ended: boolean;
}

/** Steps that fit into `left` milliseconds, when the last call did `steps` in `took`. */
export function fittingSteps(steps: number, took: number, left: number): number {
  const fitting = took > 0 ? Math.floor((steps * left) / took) : steps * GROWTH;
  return Math.max(1, Math.min(fitting, steps * GROWTH));
}

export function meets(frame: Frame, stop: StopRule | null): boolean {
  if (!stop) return false;
  const curve = stop.curve ? frame.curves[stop.curve] : Object.values(frame.curves)[0];
  const last = curve?.y.at(-1);
  return last !== undefined && last < stop.below;
}

/** Trains for about ten milliseconds. With a stop rule it looks after every step, so that the run
 *  ends at the same step on every machine. */
export function runSlice(session: Session, limits: Limits, now = () => performance.now()): Slice {
  const end = now() + SLICE;
  let frame: Frame | null = null;
  let done = 0;
  let steps = 1;
  for (;;) {
    const start = now();
    const part = session.advance(steps);
    done += steps;
    frame = joinFrames(frame, part);
    const ended = part.done || meets(part, limits.stop);
    const left = end - now();
    if (ended || left <= 0 || done >= limits.steps) {
      return { frame, steps: done, ended };
    }
    const fitting = limits.stop ? 1 : fittingSteps(steps, now() - start, left);
    steps = Math.min(fitting, limits.steps - done);
  }
}
