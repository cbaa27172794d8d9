// In what runs differ, and what a run is called for it.
import type { InputInfo, LabInfo } from '../../engine/types';
import { sayOfComparing } from '../../i18n/compare';
import type { Words } from '../../i18n/words';
import { isSame, isShown, type Values } from '../values';

/** Symbols of a value that a name or a cell says. */
const SHORT = 24;
/** Differences that a name says. */
const MOST_NAMED = 2;

const isNumber = ({ kind }: InputInfo) => kind === 'number' || kind === 'integer';

function isEqual(input: InputInfo, a: string, b: string): boolean {
  return isSame(a, b) || isSame(b, a) || (isNumber(input) && Number(a) === Number(b));
}

/** The inputs in which these differ, of those that say something where they stand. */
export function differing(lab: LabInfo, all: Values[]): InputInfo[] {
  const [first = {}, ...others] = all;
  return lab.inputs.filter(
    (input) =>
      all.some((values) => isShown(input, values)) &&
      others.some((values) => !isEqual(input, values[input.name] ?? '', first[input.name] ?? '')),
  );
}

/** A value in short; what has no short form is "…". */
export function sayValue(words: Words, input: InputInfo, value: string): string {
  const option = input.options.find(({ name }) => name === value);
  if (option) return words.option(input, option);
  if (input.kind === 'flag') return words.t(value === 'true' ? 'on' : 'off');
  if (value === '') return words.t(input.kind === 'file' ? 'shippedData' : 'empty');
  // A file of the reader's own has the hash of its contents behind its name.
  const text = input.kind === 'file' ? value.replace(/#.*/, '') : value;
  if (input.kind === 'matrix' || input.kind === 'image') return text.length > SHORT ? '…' : text;
  return text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text;
}

/** "Hidden units 8 instead of 5". */
function sayDifference(words: Words, input: InputInfo, is: string, not: string): string {
  const label = words.label(input);
  const [value, other] = [sayValue(words, input, is), sayValue(words, input, not)];
  return value === other
    ? sayOfComparing(words.lang)('another', { label })
    : sayOfComparing(words.lang)('insteadOf', { label, value, other });
}

/** What a name is made of. */
export interface Named {
  values: Values;
  record: Values;
  step: number;
  /** The input that it was raced for: it is named by that, whatever the present run has. */
  raced?: string;
}

/** What sets a run apart from the present one. */
export function nameOf(words: Words, lab: LabInfo, run: Named, present: Named): string {
  const say = sayOfComparing(words.lang);
  const raced = lab.inputs.find(({ name }) => name === run.raced);
  const inputs = differing(lab, [present.values, run.values]).filter((input) => input !== raced);
  const parts = inputs.map(({ name }, i) =>
    sayDifference(words, inputs[i]!, run.values[name] ?? '', present.values[name] ?? ''),
  );
  const named = parts.slice(0, MOST_NAMED);
  if (raced) {
    const value = sayValue(words, raced, run.values[raced.name] ?? '');
    named.unshift(say('valueOf', { label: words.label(raced), value }));
  }
  const more = parts.length - MOST_NAMED;
  if (more > 0) named.push(say('more', { n: more }));
  if (JSON.stringify(run.record) !== JSON.stringify(present.record)) named.push(say('onTheWay'));
  return named.length > 0 ? named.join(say('separator')) : say('stepName', { step: run.step });
}
