// PointsTexts: what a map of points says of itself and of its points.
import { count, shortNumber } from '../base/numbers';
import type { NamedPoints } from '../engine/results';
import type { Values } from '../i18n/index';
import { say, type MapKey } from '../i18n/map';
import type { Words } from '../i18n/words';
import type { Grid } from '../base/csv';

/** Words of the map's name. */
const FREQUENT = 3;

export interface Told {
  readonly points: NamedPoints;
  readonly words: Words;
  readonly heading: string;
  /** The most frequent first. */
  readonly order: Uint32Array;
}

export class PointsTexts {
  #told: Told;

  constructor(told: Told) {
    this.#told = told;
  }

  say = (key: MapKey, values?: Values): string => say(this.#told.words.lang, key, values);

  /** The name of the map. */
  name(): string {
    const { points, heading, order } = this.#told;
    const known = { name: heading, n: count(points.at.length / 2) };
    if (points.words.length === 0) return this.say('unnamed', known);
    return this.say('name', { ...known, words: this.#listed([...order.subarray(0, FREQUENT)]) });
  }

  named(point: number): string {
    return this.#told.points.words[point] ?? `${this.say('point')} ${point}`;
  }

  near(point: number, neighbours: number[]): string {
    return this.say('near', { word: this.named(point), words: this.#listed(neighbours) });
  }

  /** Its word, how often it occurs, where it is. */
  facts(point: number): string[] {
    const { at, counts } = this.#told.points;
    const n = counts[point];
    const x = at[2 * point]!;
    const y = at[2 * point + 1]!;
    const place = { x: shortNumber(x, 3), y: shortNumber(y, 3) };
    return [
      this.named(point),
      ...(n === undefined ? [] : [n === 1 ? this.say('once') : this.say('times', { n: count(n) })]),
      Number.isFinite(x + y) ? this.say('place', place) : this.say('nowhere'),
    ];
  }

  /** What the table leaves out, if it shows so many rows. */
  leftOut(most: number): string {
    const total = this.#told.points.at.length / 2;
    return total > most ? this.say('firstRows', { n: count(most), total: count(total) }) : '';
  }

  grid(most: number): Grid {
    const { at, words, counts } = this.#told.points;
    const isCounted = counts.length > 0;
    const order = [...this.#told.order.subarray(0, most)];
    return {
      columns: [
        this.say(words.length > 0 ? 'word' : 'point'),
        ...(isCounted ? [this.say('count')] : []),
        'x',
        'y',
      ],
      rows: order.map((i) => [
        words[i] ?? String(i),
        ...(isCounted ? [counts[i]!] : []),
        at[2 * i]!,
        at[2 * i + 1]!,
      ]),
    };
  }

  #listed(points: number[]): string {
    return points.map((point) => this.named(point)).join(', ');
  }
}
