// Which curves share a chart: those of one quantity ("loss", "test_loss", "loss_gru") whose largest
// values are within two orders of magnitude.
import type { Curve } from '../lab/results';

const LIKE = 100;

const quantities = ['loss', 'accuracy', 'error', 'mse', 'rmse', 'perplexity', 'norm'];

/** A word of the name that says what is measured; the last one if none is known. */
function quantity(name: string): string {
  const words = name.split('_');
  return words.find((word) => quantities.includes(word)) ?? words.at(-1)!;
}

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
        quantity(group.names[0]!) === quantity(name) &&
        Math.max(own, group.size) <= LIKE * Math.min(own, group.size),
    );
    if (alike) alike.names.push(name);
    else groups.push({ names: [name], size: own });
  }
  return groups.map((group) => group.names);
}
