// What can race: inputs that are said in short, and values of them to begin with.
import type { InputInfo } from '../../engine/types';
import { isShown, type Values } from '../values';
import { MOST } from './pins';

const KINDS: InputInfo['kind'][] = ['choice', 'flag', 'integer', 'number', 'seed', 'text', 'list'];

export const racing = (
  inputs: InputInfo[],
  values: Values,
  locked: ReadonlySet<string>,
): InputInfo[] =>
  inputs.filter(
    (input) =>
      KINDS.includes(input.kind) &&
      !locked.has(input.name) &&
      isShown(input, values) &&
      (input.kind !== 'choice' || input.options.length > 1),
  );

/** The values of a choice or of a switch; null of an input that may have any. */
export function optionsOf({ kind, options }: InputInfo): string[] | null {
  if (kind === 'choice') return options.map(({ name }) => name);
  return kind === 'flag' ? ['false', 'true'] : null;
}

/** The value of now and others beside it. */
export function firstValues(input: InputInfo, now: string): string[] {
  const options = optionsOf(input);
  if (options) return [now, ...options.filter((option) => option !== now)].slice(0, MOST);
  return [now, ...others(input, now)];
}

function others({ kind, min, max }: InputInfo, now: string): string[] {
  const value = Number(now);
  if (kind === 'text' || kind === 'list' || now.trim() === '' || !Number.isFinite(value)) return [];
  const near = kind === 'seed' ? [value + 1, value + 2] : [value / 2, value * 2];
  const made = near.map((each) =>
    kind === 'number' ? Number(each.toPrecision(6)) : Math.ceil(each),
  );
  const allowed = made.filter((each) => each >= min && each <= max && each !== value);
  return [...new Set(allowed)].map(String);
}
