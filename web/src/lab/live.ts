// Live inputs: those that change in the middle of a run, which goes on where it is.
import type { Host, Outcome } from '../engine/types';
import type { LabInputs } from './inputs';
import type { Beginning, LabRun } from './run';
import type { Values } from './values';

/** What changes a run where it is. */
export type Alteration = (host: Host, id: number) => Promise<Outcome>;

/** What the run can take where it is of what was edited since these values; null if it must begin
 *  anew. */
export function liveEdits(inputs: LabInputs, before: Values, run: LabRun): Values | null {
  const isUnderWay = run.results.step > 0 && !run.results.isOneStep && !run.stale && !run.lacks;
  return isUnderWay ? inputs.liveEdits(before) : null;
}

export const alterations = (edits: Values): Alteration[] =>
  Object.entries(edits).map(
    ([input, value]) =>
      (host, id) =>
        host.set(id, input, value),
  );

/** Whether the next run begins with what live inputs have become. The record of a link holds until
 *  something is edited, or the run is reset after it has changed. */
export const forgetsRecord = (
  inputs: LabInputs,
  before: Values | null,
  { newest }: LabRun,
  beginning?: Beginning,
): boolean =>
  beginning === 'start'
    ? Object.keys(newest.changed).length > 0
    : beginning === undefined && before !== null && inputs.isOther(before);
