// What `state` tells about a lab: plain data, whole curves.
import { Results } from '../engine/results';
import type { Frame, NetworkInfo } from '../engine/types';
import type { LabInputs } from './inputs';
import type { LabRun } from './run';
import type { Values } from './values';

export interface LabError {
  /** The input that was refused, and why, in a word; absent if the engine failed. */
  input?: string;
  code?: string;
  message: string;
}

export interface LabState extends Omit<Frame, 'curves' | 'texts'> {
  lab: string;
  running: boolean;
  /** The newest step that the run has been at; `step` is less where one has gone back. */
  newest: number;
  /** A hash of all weights, curves and what is shown of a run at rest, without levels, targets,
   *  marks and counts; "" while it goes on. */
  fingerprint: string;
  curves: Record<string, { x: number[]; y: number[] }>;
  texts: Record<string, string>;
  targets: Record<string, string>;
  inputs: Values;
  /** Where the lab gives it as data. */
  network: NetworkInfo | null;
  error: LabError | null;
}

const mapValues = <A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

export function labState(
  lab: string,
  inputs: LabInputs | null,
  run: LabRun | null,
  error: LabError | null,
): LabState {
  const results = run?.results ?? new Results();
  const { curves, texts, future: _, ...rest } = results;
  return {
    ...rest,
    newest: run?.newest.step ?? 0,
    lab,
    running: run?.running ?? false,
    curves: mapValues(curves, ({ x, y }) => ({ x: [...x], y: [...y] })),
    texts: mapValues(texts, ({ value }) => value),
    targets: mapValues(texts, ({ target }) => target),
    inputs: { ...inputs?.values },
    error,
  };
}
