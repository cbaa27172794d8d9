// Pace: how fast runs go, and what stops them before their end. The speed is the reader's, for all
// labs; until there is one, the first run lasts long enough to be seen.
import type { Results } from '../engine/results';
import type { Pace } from '../engine/types';
import type { Words } from '../i18n/words';

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

/** What stops a run before its end; what makes one comes with the bar that offers it. */
export interface Rule {
  /** How the run is kept from going on once it holds. */
  pace: Partial<Pace>;
  holds(results: Results): boolean;
  /** That it stopped the run at this step. */
  said(words: Words, results: Results, step: number): string;
}

export class Pacing {
  rule: Rule | null = null;
  #chosen = rememberedSpeed();
  #isFirst = true;
  /** What may stop the run under way. */
  #underWay: Rule | null = null;

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
    this.#underWay = this.rule?.holds(results) ? null : this.rule;
    const interval = this.interval(results, isWatched);
    return { interval, stop: null, ...this.#underWay?.pace };
  }

  isToRest(results: Results): boolean {
    return this.#underWay?.holds(results) ?? false;
  }

  /** The rule that has brought the run to rest, if one has. */
  endedBy(results: Results): Rule | null {
    if (results.done) this.#isFirst = false;
    return this.isToRest(results) ? this.#underWay : null;
  }
}
