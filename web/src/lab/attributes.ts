// Attributes: lists of names, and inputs under every spelling that they answer to.
import type { InputInfo, LabInfo } from '../engine/types';
import type { Values } from './values';

const lists = new Map<string, ReadonlySet<string>>();

/** The names of a list, as an attribute or a property says it; one set for one list. */
export function namesIn(list: string | string[] | null): ReadonlySet<string> {
  const text = String(list ?? '');
  const known = lists.get(text) ?? new Set(text.split(/[\s,]+/));
  lists.set(text, known);
  return known;
}

const kebab = (name: string) => name.replaceAll('_', '-');
const camel = (name: string) => name.replace(/[-_](\w)/g, (_, letter) => letter.toUpperCase());

/** Every spelling of an input: learning_rate, learning-rate, learningRate, and with "input" before
 *  it, which HTML has no meaning of its own for. */
export function spellings(name: string): string[] {
  const apart = `input-${kebab(name)}`;
  return [apart, camel(apart), kebab(name), name, camel(name)];
}

const isAnswer = (name: string, spelling: string) =>
  spellings(name).some((each) => each.toLowerCase() === spelling.toLowerCase());

/** The input of a lab that a word means. */
export const inputOf = (lab: LabInfo, spelling: string): InputInfo | undefined =>
  lab.inputs.find(({ name }) => isAnswer(name, spelling));

export const isNumber = (value: unknown): boolean =>
  typeof value === 'number' ||
  (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)));

/** What HTML has a meaning for is an input only where it is a number: `hidden`. */
export const isOther = (name: string, value: string) =>
  name in HTMLElement.prototype && !isNumber(value);

/** What cannot be empty says nothing where it is: so frameworks take an attribute back. */
const saysNothing = ({ kind }: InputInfo, value: string) =>
  value === '' && ['integer', 'number', 'choice', 'seed'].includes(kind);

export function inputsOf(element: Element, lab: LabInfo): Values {
  const values: Values = {};
  const plainFirst = [...element.attributes].sort(
    (a, b) => Number(a.name.startsWith('input')) - Number(b.name.startsWith('input')),
  );
  for (const { name, value } of plainFirst) {
    const input = inputOf(lab, name);
    if (!input || isOther(name, value) || saysNothing(input, value)) continue;
    values[input.name] = input.kind === 'flag' && value === '' ? 'true' : value;
  }
  return values;
}

/** A value as a link would write it: rows of a matrix have semicolons between them. */
export const textOf = (value: unknown): string =>
  Array.isArray(value) && value.some(Array.isArray) ? value.map(String).join(';') : String(value);
