// The traits of a notebook's model that say what a lab is to be, and inputs as a program has them.
import type { InputInfo, LabInfo } from '../../engine/types';
import { inputOf, spellings, textOf } from '../../lab/attributes';
import { changes, presetValues, type Values } from '../../lab/values';
import { isRecord } from '../commands';

/** What a host of anywidget's modules gives; a host may have more. */
export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(event: string, hear: (message: unknown) => void): void;
  off(event: string, hear: (message: unknown) => void): void;
}

/** What a lab tells of its inputs: the preset they began with, and all of them. */
export interface Told {
  preset: string;
  inputs: Values;
}

/** Those that are attributes of the element as they are. */
export const looks = ['preset', 'lang', 'theme', 'hide', 'lock', 'goal'];

/** Inputs by name; null takes one back. */
export function inputsOf(model: Model): Record<string, unknown> {
  const inputs = model.get('inputs');
  const given = isRecord(inputs) ? Object.entries(inputs) : [];
  return Object.fromEntries(given.filter(([, value]) => value !== null && value !== undefined));
}

export const textOfTrait = (model: Model, name: string): string => {
  const value = model.get(name);
  return Array.isArray(value) ? value.join(' ') : String(value ?? '');
};

/** Free of all that HTML has a meaning for; "" for what cannot be the name of an attribute. */
export const attributeOf = (name: string): string =>
  /^\w[\w-]*$/.test(name) ? spellings(name)[0]! : '';

const standardPreset = ({ presets }: LabInfo): string => presets[0]?.name ?? '';

function valueOf({ kind }: InputInfo, text: string): unknown {
  if (kind === 'flag') return text === 'true';
  const isNumber = kind === 'integer' || kind === 'number' || kind === 'seed';
  const number = Number(text);
  return isNumber && text.trim() !== '' && String(number) === text.trim() ? number : text;
}

/** Texts of inputs as a program has them: as numbers, truths and texts. */
export function typed(lab: LabInfo, values: Values): Record<string, unknown> {
  const known = lab.inputs.filter(({ name }) => name in values);
  return Object.fromEntries(
    known.map((input) => [input.name, valueOf(input, values[input.name]!)]),
  );
}

/** What a lab tells of its inputs, as traits. */
export const traitsOf = (lab: LabInfo, { preset, inputs }: Told) => ({
  preset,
  inputs: typed(lab, changes(inputs, presetValues(lab, preset))),
});

/** Whether the model says the same already, be it in other words. */
export function saysSo(model: Model, lab: LabInfo, told: Told): boolean {
  const preset = textOfTrait(model, 'preset') || standardPreset(lab);
  const inputs = inputsOf(model);
  const given = Object.entries(inputs).map(([name, value]) => [
    inputOf(lab, name)?.name,
    textOf(value),
  ]);
  const values = { ...presetValues(lab, preset), ...Object.fromEntries(given) };
  return preset === told.preset && Object.keys(changes(told.inputs, values)).length === 0;
}
