// The best value of a curve, and where it was; the last where none is better than another.
import { bestIs } from '../../base/quantities.ts';
import type { Curve } from '../../engine/results';

export interface Best {
  step: number;
  value: number;
}

/** Null of a curve without numbers. */
export function bestOf(name: string, { x, y }: Curve): Best | null {
  const wanted = bestIs(name);
  let best = -1;
  for (let i = 0; i < y.length; ++i) {
    if (Number.isFinite(y[i]) && (best < 0 || isBetter(wanted, y[i]!, y[best]!))) best = i;
  }
  return best < 0 ? null : { step: x[best]!, value: y[best]! };
}

function isBetter(wanted: ReturnType<typeof bestIs>, value: number, than: number): boolean {
  if (wanted === null) return true;
  return wanted === 'most' ? value > than : value < than;
}

/** The best of several, where one is better than the others: whose they are, by index. */
export function winners(name: string, all: (Best | null)[]): Set<number> {
  const wanted = bestIs(name);
  const values = all.flatMap((best) => best?.value ?? []);
  if (wanted === null || values.length < 2) return new Set();
  const most = wanted === 'most' ? Math.max(...values) : Math.min(...values);
  const first = all.flatMap((best, i) => (best?.value === most ? i : []));
  return new Set(first.length < values.length ? first : []);
}
