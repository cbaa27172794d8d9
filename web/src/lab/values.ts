// Values: the inputs of a lab as text, the way a link or a command line writes them.
import type { InputInfo, LabInfo } from '../engine/types';

export type Values = Record<string, string>;

/** A lab's inputs under a preset; "" is the first preset, which is the lab's default. */
export function presetValues(lab: LabInfo, preset: string): Values {
  const defaults = Object.fromEntries(lab.inputs.map((input) => [input.name, input.default]));
  const { inputs = {} } = lab.presets.find(({ name }) => name === preset) ?? {};
  return { ...defaults, ...inputs };
}

/** Whether a text says what the other does; spaces around it do not count unless both have them. */
export const isSame = (value: string, standard: string): boolean =>
  value === standard || value.trim() === standard;

/** Those values that differ from the defaults. */
export function changes(values: Values, defaults: Values): Values {
  const changed = Object.entries(values).filter(
    ([name, value]) => name in defaults && !isSame(value, defaults[name]!),
  );
  return Object.fromEntries(changed);
}

const change = /^at\.\d+\.(\w+)$/;

/** What live inputs became in the middle of a run: "at.100.learning_rate", of these inputs. */
export const recordOf = (values: Values, inputs: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([name]) => Object.hasOwn(inputs, change.exec(name)?.[1] ?? '')),
  );

/** Whether an input is to be seen, given the others. */
export const isShown = ({ when }: InputInfo, values: Values): boolean =>
  when === null || values[when.input] === when.value;

/** A seed nobody has chosen. */
export const newSeed = (): string => String(Math.floor(Math.random() * 2 ** 32));
