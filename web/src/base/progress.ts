// Progress: the goals of exercises that a reader has begun and reached, by lab, kept on this device
// where storage is allowed.
import { keep, kept } from './storage';

const KEY = 'goals';

/** By the ids of labs: the step at which the goal was reached, 0 while it is not. */
export type Progress = Record<string, number>;

/** Of all labs; a lab whose goal was never begun is absent. */
export function progress(): Progress {
  try {
    return Object(JSON.parse(kept(KEY) ?? '{}'));
  } catch {
    // Somebody else's words under this key.
    return {};
  }
}

export function note(lab: string, step: number): void {
  keep(KEY, JSON.stringify({ ...progress(), [lab]: step }));
}
