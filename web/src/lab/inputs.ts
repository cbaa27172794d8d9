// LabInputs: the texts of a lab's inputs, and the preset that they start from.
import type { LabInfo } from '../engine/types';
import { changes, presetValues, recordOf, type Values } from './values';

export class LabInputs {
  readonly lab: LabInfo;
  /** The preset chosen last; the inputs may have been changed since. */
  preset: string;
  values: Values;
  /** The preset's own values. */
  standard: Values;
  /** What the run began with and what live inputs became since; null while none has. */
  #run: Values | null = null;
  #followed = '{}';

  constructor(lab: LabInfo, preset: string, given: Values = {}) {
    this.lab = lab;
    this.preset = preset || this.#first();
    this.standard = presetValues(lab, this.preset);
    this.values = { ...this.standard, ...this.#known(given) };
    this.took({ ...this.values, ...given });
  }

  /** What differs from the preset, as the run began, and what live inputs became since. */
  changes(): Values {
    const run = this.#run ?? this.values;
    return { ...changes(run, this.standard), ...recordOf(run, this.standard) };
  }

  /** The run is made of these now. */
  took(run: Values): void {
    this.#run = Object.keys(recordOf(run, this.standard)).length > 0 ? run : null;
  }

  /** The next run begins with the values as they are. */
  forgetRecord(): void {
    this.#run = null;
    this.#followed = '{}';
  }

  /** Live inputs have become these as the run went on, or are again what it began with as it went back;
   *  tells whether that is new. */
  follow(changed: Values): boolean {
    const known = JSON.stringify(changed);
    if (known === this.#followed) return false;
    const first = { ...this.standard, ...this.#run };
    const before = Object.keys(JSON.parse(this.#followed) as Values).map((name) => [
      name,
      first[name]!,
    ]);
    this.#followed = known;
    this.values = { ...this.values, ...Object.fromEntries(before), ...changed };
    return true;
  }

  isOther(before: Values): boolean {
    return Object.entries(this.values).some(([name, value]) => before[name] !== value);
  }

  /** What was edited since, if nothing but live inputs was; null otherwise. */
  liveEdits(before: Values): Values | null {
    const edited = Object.entries(this.values).filter(([name, value]) => before[name] !== value);
    const isLive = (name: string) => this.lab.inputs.find((input) => input.name === name)?.live;
    return edited.every(([name]) => isLive(name)) ? Object.fromEntries(edited) : null;
  }

  set(name: string, value: string): void {
    this.values = { ...this.values, ...this.#known({ [name]: value }) };
  }

  /** The seed that "New seed" rolls: the first one. */
  seed(): string | undefined {
    return this.lab.inputs.find(({ kind }) => kind === 'seed')?.name;
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
