// Which curves share a chart: those whose largest values are within two orders of magnitude.
import type { Curve } from '../lab/results';

const LIKE = 100;

function size({ y }: Curve): number {
  let largest = 0;
  for (const value of y) largest = Math.max(largest, Math.abs(value) || 0);
  return largest;
}

export function groupCurves(curves: Record<string, Curve>): string[][] {
  const names = Object.keys(curves);
  if (names.length < 2) return names.map((name) => [name]);
  const groups: { names: string[]; size: number; points: number }[] = [];
  for (const name of names) {
    const curve = curves[name]!;
    const own = size(curve);
    const alike = groups.find(
      (group) =>
        group.points === curve.x.length &&
        Math.max(own, group.size) <= LIKE * Math.min(own, group.size),
    );
    if (alike) alike.names.push(name);
    else groups.push({ names: [name], size: own, points: curve.x.length });
  }
  return groups.map((group) => group.names);
}
