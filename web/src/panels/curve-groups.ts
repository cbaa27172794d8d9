// Which curves share a chart: those of one quantity ("loss", "test_loss", "loss_gru") whose largest
// values are within two orders of magnitude.
import { quantityOf } from '../base/quantities.ts';
import type { Curve } from '../engine/results';

const LIKE = 100;

/** The last word of the name, if no other tells. */
const measured = (name: string): string => quantityOf(name) ?? name.split('_').at(-1)!;

function size({ y }: Curve): number {
  let largest = 0;
  for (const value of y) largest = Math.max(largest, Math.abs(value) || 0);
  return largest;
}

export function groupCurves(curves: Record<string, Curve>): string[][] {
  const names = Object.keys(curves);
  if (names.length < 2) return names.map((name) => [name]);
  const groups: { names: string[]; size: number }[] = [];
  for (const name of names) {
    const own = size(curves[name]!);
    const alike = groups.find(
      (group) =>
        measured(group.names[0]!) === measured(name) &&
        Math.max(own, group.size) <= LIKE * Math.min(own, group.size),
    );
    if (alike) alike.names.push(name);
    else groups.push({ names: [name], size: own });
  }
  return groups.map((group) => group.names);
}
