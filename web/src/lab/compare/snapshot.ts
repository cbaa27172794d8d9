// Snapshot: what is kept of a run to compare it with others. It no longer changes.
import type { Curve } from '../../engine/results';
import type { LabInfo, Spent } from '../../engine/types';
import type { LabRun } from '../run';
import { recordOf, type Values } from '../values';
import { valuesNow } from '../values-now';

export interface Snapshot {
  /** What the run is made of, and what live inputs became on the way. */
  values: Values;
  record: Values;
  step: number;
  total: number;
  done: boolean;
  /** A curve has left the finite numbers. */
  isDiverged: boolean;
  curves: Record<string, Curve>;
  fingerprint: string;
  spent: Spent;
}

/** Null of a run that is not open. What is to be kept is what it shows now, or what it showed. */
export function snapshotOf(
  lab: LabInfo,
  { opened, results }: Pick<LabRun, 'opened' | 'results'>,
): Snapshot | null {
  if (!opened) return null;
  const values = valuesNow(lab, opened, results);
  const { step, total, done, trouble, curves, fingerprint, spent } = results;
  return {
    values: Object.fromEntries(lab.inputs.map(({ name }) => [name, values[name] ?? ''])),
    record: recordOf(opened.inputs, values),
    step,
    total,
    done,
    isDiverged: trouble !== null,
    curves,
    fingerprint,
    spent,
  };
}
