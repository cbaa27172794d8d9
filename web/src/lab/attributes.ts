// Attributes: lists of names, and inputs: every one that a lab's input answers to, in kebab case.
import type { LabInfo } from '../engine/types';
import { inputOf, type Values } from './values';

/** A list of names, as a property. */
export const nameSet = {
  fromAttribute: (list: string | null): ReadonlySet<string> =>
    new Set((list ?? '').split(/[\s,]+/).filter((name) => name !== '')),
};

export function inputsOf(element: Element, lab: LabInfo): Values {
  const values: Values = {};
  for (const { name, value } of element.attributes) {
    const input = inputOf(lab, name);
    if (input) values[input.name] = input.kind === 'flag' && value === '' ? 'true' : value;
  }
  return values;
}
