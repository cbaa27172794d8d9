// Pace: how fast runs go, and what stops them before their end. The speed is the reader's, for all
// labs; until there is one, the first run lasts long enough to be seen.
import type { Results } from '../engine/results';
import type { Pace, StopRule } from '../engine/types';

/** Steps a second; the last is all that the machine gives. */
export const SPEEDS = [1, 2, 5, 10, 25, 100, 500, 2500, Infinity];
/** Seconds of the first run at least. */
export const SEEN = 4;

const KEY = 'unfold:speed';

/** Null where none was chosen, or storage is not allowed. */
function rememberedSpeed(): number | null {
  try {
    const speed = Number(localStorage.getItem(KEY) ?? NaN);
    return SPEEDS.includes(speed) ? speed : null;
  } catch {
    return null;
  }
}

function remember(speed: number): void {
  try {
    localStorage.setItem(KEY, String(speed));
  } catch {
    // The choice lives as long as the page.
  }
}

/** The number that was typed; null for none, NaN for anything else. */
export function limitOf(below: string): number | null {
  const text = below.trim().replace(',', '.');
  if (text === '') return null;
  const limit = Number(text);
  return Number.isFinite(limit) ? limit : NaN;
}

/** The first curve is below the limit. */
function isMet({ below }: StopRule, results: Results): boolean {
  const [last] = Object.values(results.lastValues());
  return last !== undefined && last < below;
}

export class Pacing {
  /** As it was typed. */
  below = '';
  #chosen = rememberedSpeed();
  #isFirst = true;
  /** What may stop the run under way. */
  #rule: StopRule | null = null;

  get speed(): number {
    return this.#chosen ?? Infinity;
  }

  /** The reader has chosen no speed and has seen no run to its end. */
  get isFirst(): boolean {
    return this.#isFirst && this.#chosen === null;
  }

  choose(speed: number): void {
    this.#chosen = speed;
    remember(speed);
  }

  /** Milliseconds from one step to the next; what nobody watches is not slowed down. */
  interval({ total }: Results, isWatched: boolean): number {
    return isWatched && this.isFirst ? (1000 * SEEN) / total : 1000 / this.speed;
  }

  /** For a run that begins or goes on; a rule that holds already lets it go on. */
  start(results: Results, isWatched: boolean): Omit<Pace, 'steps'> {
    const limit = limitOf(this.below);
    const rule = limit === null || Number.isNaN(limit) ? null : { curve: '', below: limit };
    this.#rule = rule && !isMet(rule, results) ? rule : null;
    return { interval: this.interval(results, isWatched), stop: this.#rule };
  }

  /** Whether the run has come to rest since the rule holds. */
  isStopped(results: Results): boolean {
    if (results.done) this.#isFirst = false;
    return this.#rule !== null && isMet(this.#rule, results);
  }
}
