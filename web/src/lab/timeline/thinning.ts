// Thinning: which checkpoints of a run are kept. They lie close together around the step that is looked
// at and farther apart the farther they are from it, and are bounded in number and bytes.

export interface Bounds {
  count: number;
  bytes: number;
}

export interface Place {
  step: number;
  bytes: number;
}

/** The distance between its neighbours, which is what is computed at most where it is missing, against
 *  the root of how far away it is: the widest gaps are then about twice as wide as equal ones. */
const worth = (before: number, here: number, after: number, now: number): number =>
  (after - before) / Math.sqrt(1 + Math.abs(here - now));

/** The one of these steps, in order, that is missed least; never the last one, to which one returns. */
function leastMissed(steps: number[], now: number): number {
  const worths = steps
    .slice(0, -1)
    .map((step, i) => worth(steps[i - 1] ?? 0, step, steps[i + 1]!, now));
  return worths.indexOf(Math.min(...worths));
}

const sum = (places: Place[]): number => places.reduce((bytes, place) => bytes + place.bytes, 0);

/** Those of these places, in order of their steps, that are kept; `now` is the step looked at. */
export function thinned<P extends Place>(places: P[], now: number, bounds: Bounds): P[] {
  const kept = [...places];
  let bytes = sum(kept);
  while (kept.length > 1 && (kept.length > bounds.count || bytes > bounds.bytes)) {
    const at = leastMissed(
      kept.map(({ step }) => step),
      now,
    );
    const [dropped] = kept.splice(at, 1);
    bytes -= dropped!.bytes;
  }
  return kept;
}
