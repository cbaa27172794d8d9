// What `state` tells about a lab: plain data, whole curves.
import type { Frame } from '../engine/types';
import type { Values } from '../state/values';
import type { LabInputs } from './inputs';
import { Results } from './results';
import type { LabRun } from './run';

export interface LabError {
  /** The input that was refused, and why, in a word; absent if the engine failed. */
  input?: string;
  code?: string;
  message: string;
}

export interface LabState extends Pick<Frame, 'matrices' | 'tables' | 'published' | 'fingerprint'> {
  lab: string;
  step: number;
  total: number;
  running: boolean;
  done: boolean;
  curves: Record<string, { x: number[]; y: number[] }>;
  texts: Record<string, string>;
  targets: Record<string, string>;
  inputs: Values;
  /** The preset whose inputs these are, or "". */
  preset: string;
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
  const { step, total, done, matrices, tables, published, fingerprint, preset } = results;
  return {
    lab,
    step,
    total,
    done,
    running: run?.running ?? false,
    curves: mapValues(results.curves, ({ x, y }) => ({ x: [...x], y: [...y] })),
    texts: mapValues(results.texts, ({ value }) => value),
    targets: mapValues(results.texts, ({ target }) => target),
    matrices,
    tables,
    published,
    fingerprint,
    preset,
    inputs: { ...inputs?.values },
    error,
  };
}
