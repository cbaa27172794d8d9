// Pace: how fast the next run goes, and what stops it before its end.
import type { Results } from '../engine/results';
import type { Pace } from '../engine/types';

/** Milliseconds between steps. */
const SLOW = 600;

/** `below` is what the reader typed: the first curve stops the run there, if it is a number. */
export function paceOf(slow: boolean, below: string): Omit<Pace, 'steps'> {
  const limit = Number(below);
  const isRule = below.trim() !== '' && Number.isFinite(limit);
  return { interval: slow ? SLOW : 0, stop: isRule ? { curve: '', below: limit } : null };
}

export function isBelow({ stop }: Pick<Pace, 'stop'>, results: Results): boolean {
  const [last] = Object.values(results.lastValues());
  return stop !== null && last !== undefined && last < stop.below;
}
