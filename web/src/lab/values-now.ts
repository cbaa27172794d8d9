// The inputs that a run is made of while it goes on.
import type { Frame, LabInfo, Setup } from '../engine/types';
import { presetValues, type Values } from './values';

/** What a run is made of now: what did not fit has given way, and live inputs may have changed. */
export function valuesNow(
  lab: LabInfo,
  { preset, inputs }: Pick<Setup, 'preset' | 'inputs'>,
  { notes, changed }: Pick<Frame, 'notes' | 'changed'>,
): Values {
  const fitted = Object.fromEntries(notes.map(({ input, value }) => [input, value]));
  return { ...presetValues(lab, preset), ...inputs, ...fitted, ...changed };
}
