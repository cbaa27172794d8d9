// Observer: who hears of a run.
import type { Results } from '../engine/results';
import type { Setup } from '../engine/types';

export interface Observer {
  /** Anything has changed that is to be seen. */
  changed(): void;
  /** There are new steps. */
  stepped(): void;
  ended(): void;
  /** The engine was started again and is where it was. */
  caughtUp(step: number): void;
  /** A run that was left goes on where it was. */
  resumed(): void;
  /** The run goes another way from here than it did: what it was made of, and its newest results. */
  branched(setup: Setup, newest: Results): void;
}

/** For a run that nobody hears of any more. */
export const NOBODY: Observer = {
  changed() {},
  stepped() {},
  ended() {},
  caughtUp() {},
  resumed() {},
  branched() {},
};
