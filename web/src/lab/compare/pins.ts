// Pins: the runs that a lab's reader keeps beside the present one.
import type { LabInfo, Setup } from '../../engine/types';
import type { Saying } from '../../i18n/words';
import { LabInputs } from '../inputs';
import type { LabRun } from '../run';
import { recordOf, type Values } from '../values';
import type { Described } from './described';
import { snapshotOf, type Snapshot } from './snapshot';

export const MOST = 4;

export interface Pin {
  /** Of the places that pins may have: it gives the curves their look. */
  readonly place: number;
  readonly setup: Setup;
  /** What the reader calls it; "" for what differs. */
  name: string;
  /** The input that it was raced for; "" for none. */
  raced: string;
  /** The step that it is at, or is to be computed to. */
  step: number;
  /** Null until it is computed. */
  seen: Snapshot | null;
  isRunning: boolean;
  /** Why it cannot be computed. */
  problem: Saying | null;
}

/** As much of a setup as a link needs: what differs from its preset, and its record. */
function inShort(lab: LabInfo, { preset, inputs }: Setup): Setup {
  const changes = new LabInputs(lab, preset, inputs).changes();
  return { lab: lab.id, preset: preset === lab.presets[0]?.name ? '' : preset, inputs: changes };
}

export class Pins {
  #pins: Pin[] = [];
  #listeners = new Set<() => void>();

  get all(): readonly Pin[] {
    return this.#pins;
  }

  get free(): number {
    return MOST - this.#pins.length;
  }

  /** Calls back after each change, until the returned function is called. */
  follow(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Null where there is no place left. */
  add(lab: LabInfo, setup: Setup, given: Partial<Pin> = {}): Pin | null {
    const taken = this.#pins.map(({ place }) => place);
    const place = [...Array(MOST).keys()].find((each) => !taken.includes(each));
    if (place === undefined) return null;
    const pin: Pin = {
      place,
      setup: inShort(lab, setup),
      name: '',
      raced: '',
      step: 0,
      seen: null,
      isRunning: false,
      problem: null,
      ...given,
    };
    this.#pins = [...this.#pins, pin];
    this.changed();
    return pin;
  }

  remove(...pins: Pin[]): void {
    this.#pins = this.#pins.filter((pin) => !pins.includes(pin));
    this.changed();
  }

  /** For a link. */
  describe(): Described[] {
    return this.#pins.map(({ setup, step, name }) => ({
      preset: setup.preset,
      inputs: setup.inputs,
      step,
      name,
    }));
  }
}

/** What a pin is made of, as far as it is known. */
export function valuesOf(lab: LabInfo, { setup, seen }: Pin): Values {
  return seen?.values ?? new LabInputs(lab, setup.preset, setup.inputs).values;
}

export const recordIn = ({ setup, seen }: Pin, values: Values): Values =>
  seen?.record ?? recordOf(setup.inputs, values);

const kept = new WeakMap<LabRun, Pins>();

export function pinsOf(run: LabRun): Pins {
  const pins = kept.get(run) ?? new Pins();
  kept.set(run, pins);
  return pins;
}

/** Pins the run as it is, or as it was when it showed other results; null where that cannot be, for there
 *  is no step yet or no place left. */
export function pinRun(
  run: LabRun,
  { lab }: LabInputs,
  shown: Pick<LabRun, 'opened' | 'results'> = run,
): Pin | null {
  const seen = snapshotOf(lab, shown);
  if (!seen || seen.step === 0 || seen.total < 2) return null;
  return pinsOf(run).add(lab, shown.opened!, { step: seen.step, seen });
}
