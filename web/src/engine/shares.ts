// Shares: how many parts of a step each of a crew computes, so that all are done at once though cores
// are not equally fast, and the first has more to do than the others.

/** Milliseconds a part, of each member, in units of those of the first; and what the first is kept by
 *  beforehand, in the same. */
export interface Loads {
  paces: number[];
  busy: number;
}

/** No member is taken to be slower, so that whoever was held up is soon tried again. */
const SLOWEST = 3;
const NEWS = 0.2;

/** All members come to the same: it is computed from numbers that the first has sent to each. */
export function split(parts: number, { paces, busy }: Loads): number[] {
  const counts = paces.map(() => 0);
  const ends = paces.map((_, i) => (i === 0 ? busy : 0));
  for (let part = 0; part < parts; ++part) {
    let next = 0;
    for (let i = 1; i < ends.length; ++i) {
      if (ends[i]! + paces[i]! <= ends[next]! + paces[next]!) next = i;
    }
    ends[next]! += paces[next]!;
    ++counts[next]!;
  }
  return counts;
}

/** The loads for the next step, from what the last took: milliseconds a part, or 0 of who had none. */
export function learnt({ paces }: Loads, took: number[], milliseconds: number): Loads {
  const [own] = took;
  const seen = (i: number) => (own && took[i] ? Math.min(took[i] / own, SLOWEST) : 1);
  const next = paces.map((pace, i) => pace + NEWS * (seen(i) - pace));
  return { paces: next, busy: own ? milliseconds / own : 0 };
}
