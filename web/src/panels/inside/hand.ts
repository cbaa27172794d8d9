// What a reader has changed by hand in the cell that is looked at, and what can be.
import { html, nothing } from 'lit';
import type { Trace } from '../../engine/types';
import type { SayWalk } from '../../i18n/walk';
import type { CellAt, VectorName } from './cell';
import type { Picked } from './drawing';
import { symbol } from './formulas';
import { heldAt, readHeld, turnedText, whereIs, whereWeight, type Held } from './held';
import { MOST_NUMBERS } from './layout';
import type { Place } from './places';
import { rangeOf, turnView, weightsView, type Turned } from './turn';
import { weightName, weightsOf, type Weight } from './weights';

/** Other numbers are held: the text that says which. */
export const handChange = (text: string) => new CustomEvent('unfold-hand', { detail: text });

interface Turnable extends Turned {
  where: string;
}

export class Hand {
  #text: string;
  #all: Held[];
  #trace: Trace;
  #place: Place;
  #cell: CellAt;

  constructor(text: string, trace: Trace, place: Place, cell: CellAt) {
    this.#text = text;
    this.#all = readHeld(text);
    this.#trace = trace;
    this.#place = place;
    this.#cell = cell;
  }

  get canTurn(): boolean {
    return this.#cell.units <= MOST_NUMBERS;
  }

  /** The text with this number at this value, or with what it is by itself (null). */
  with = (where: string, value: number | null): string => turnedText(this.#text, where, value);

  #where = (name: VectorName, unit: number): string =>
    whereIs(this.#place, this.#trace.example, this.#cell, name, unit);

  #turnable(where: string, name: string, value: number, of: VectorName | 'weight'): Turnable {
    const held = heldAt(this.#all, where);
    const now = held ?? value;
    return { where, name, value: now, isHeld: held !== null, range: rangeOf(of, now) };
  }

  /** Whether the cell reads symbols of the sequence itself, which the outputs say as well. */
  get readsSymbols(): boolean {
    const { network, layer } = this.#place;
    const { input } = this.#trace.networks[network]!;
    const isNamed = this.#trace.symbols.length === this.#cell.vector('x').length;
    return input.kind === 'onehot' && layer === 0 && !this.#cell.isFlipped && isNamed;
  }

  /** What each time step reads: others than the sequence's own where they are held. */
  reads(): string[] {
    const { reads, symbols, cell } = this.#trace;
    if (this.#all.length === 0 || !this.readsSymbols) return reads;
    const { shape, values } = cell!.x;
    const width = shape[1]!;
    return Array.from({ length: shape[0]! }, (_, step) => {
      const row = values.subarray(step * width, (step + 1) * width);
      return symbols[row.indexOf(Math.max(...row))]!;
    });
  }

  /** The text with this symbol read at the next time step; null where there is none. */
  forcing(): ((symbol: number) => string) | null {
    const { later } = this.#cell;
    if (!later || !this.readsSymbols) return null;
    return (symbol) =>
      [...later.vector('x')].reduce((text, value, i) => {
        const wanted = i === symbol ? 1 : 0;
        const where = whereIs(this.#place, this.#trace.example, later, 'x', i);
        return value === wanted ? text : turnedText(text, where, wanted);
      }, this.#text);
  }

  holds = (name: VectorName, unit: number): boolean =>
    heldAt(this.#all, this.#where(name, unit)) !== null;

  number({ name, unit }: Picked): Turnable {
    const letters = `${symbol(this.#cell, name)}[${unit + 1}]`;
    return this.#turnable(this.#where(name, unit), letters, this.#cell.at(name, unit), name);
  }

  #weight(weight: Weight): Turnable {
    const where = whereWeight(this.#place, weight.name, weight.at);
    return this.#turnable(where, weightName(weight), weight.value, 'weight');
  }

  /** The slider of the number that is picked, or of the weight that is chosen among its own. */
  panel(
    picked: Picked,
    chosen: string,
    say: SayWalk,
    choose: (weight: string) => void,
    change: (text: string) => void,
  ) {
    if (!this.canTurn) return nothing;
    const weights = weightsOf(this.#trace, this.#cell, picked.name, picked.unit);
    const weight = weights.find((each) => weightName(each) === chosen);
    const turned = weight ? this.#weight(weight) : this.number(picked);
    return html`${turnView(turned, say, (value) => change(this.with(turned.where, value)))}
      ${weightsView(
        weights,
        (each) => each === weight,
        (each) => this.#weight(each).isHeld,
        say,
        (each) => choose(each === weight ? '' : weightName(each)),
      )}
      <p class="soft">${say('turnHow')}</p>`;
  }
}
