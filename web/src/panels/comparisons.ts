// Comparisons in groups: "Y0[1, 2]" belongs to Y0, "loss, step 3" to loss.
import type { Comparison } from '../engine/types';

export interface Group {
  name: string;
  rows: Comparison[];
}

export interface Place {
  name: string;
  index: string;
  step: number | null;
}

export function placeOf(comparison: string): Place {
  const [, whole = comparison, step] = /^(.*?)(?:, step (\d+))?$/s.exec(comparison) ?? [];
  const [, name = whole, index = ''] = /^(.+?)(\[.*\])$/s.exec(whole) ?? [];
  return { name, index, step: step === undefined ? null : Number(step) };
}

export const isPending = ({ here }: Comparison): boolean => here === '' || Number.isNaN(here);

export function groupsOf(comparisons: Comparison[]): Group[] {
  const groups = new Map<string, Comparison[]>();
  for (const comparison of comparisons) {
    const { name } = placeOf(comparison.name);
    groups.set(name, [...(groups.get(name) ?? []), comparison]);
  }
  return [...groups].map(([name, rows]) => ({ name, rows }));
}

/** Points printed of a curve. */
export const printedPoints = (
  comparisons: Comparison[],
  curve: string,
): { x: number; y: number }[] =>
  comparisons.flatMap(({ name, printed, invariant }) => {
    const place = placeOf(name);
    const isPoint = !invariant && place.name === curve && place.step !== null;
    return isPoint && typeof printed === 'number' ? [{ x: place.step!, y: printed }] : [];
  });
