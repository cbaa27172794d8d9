// LabInputs: the texts of a lab's inputs, and the preset that they start from.
import type { LabInfo } from '../engine/types';
import { changes, presetValues, type Values } from './values';

/** The input that is the number of steps. */
export const STEPS = 'steps';

export class LabInputs {
  readonly lab: LabInfo;
  /** The preset chosen last; the inputs may have been changed since. */
  preset: string;
  values: Values;
  /** The preset's own values. */
  standard: Values;

  constructor(lab: LabInfo, preset: string, given: Values = {}) {
    this.lab = lab;
    this.preset = preset || this.#first();
    this.standard = presetValues(lab, this.preset);
    this.values = { ...this.standard, ...this.#known(given) };
  }

  /** What differs from the preset. */
  changes(): Values {
    return changes(this.values, this.standard);
  }

  set(name: string, value: string): void {
    this.values = { ...this.values, ...this.#known({ [name]: value }) };
  }

  /** The seed that "New seed" rolls: the first one. */
  seed(): string | undefined {
    return this.lab.inputs.find(({ kind }) => kind === 'seed')?.name;
  }

  /** The inputs say themselves how many steps a run has. */
  get hasSteps(): boolean {
    return STEPS in this.values;
  }

  /** Nothing differs from these values but that seed. */
  isSeedAlone(before: Values): boolean {
    const { values } = this;
    const changed = Object.keys(values).filter((name) => values[name] !== before[name]);
    return changed.length === 1 && changed[0] === this.seed();
  }

  /** The chosen preset, or "" if it is the one that holds where none is named. */
  namedPreset(unnamed: string): string {
    return this.preset === (unnamed || this.#first()) ? '' : this.preset;
  }

  #first(): string {
    return this.lab.presets[0]?.name ?? '';
  }

  #known(given: Values): Values {
    const entries = Object.entries(given).filter(([name]) => Object.hasOwn(this.standard, name));
    return Object.fromEntries(entries);
  }
}
