// Why an input cannot be set by a page: the lab does not have it, or it is locked.
import type { LabInfo } from '../engine/types';
import { say } from '../i18n/troubles';
import type { Words } from '../i18n/words';
import { inputOf } from './attributes';
import type { LabError } from './state';

/** Single letters to add, to leave out or to change between two words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; ++i) {
    const next = [i];
    for (let j = 1; j <= b.length; ++j) {
      const change = row[j - 1]! + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

export function refusalOf(words: Words, lab: LabInfo, spelling: string): LabError {
  const input = inputOf(lab, spelling);
  if (input) {
    const message = say(words.lang, 'locked', { input: words.label(input) });
    return { input: input.name, code: 'locked', message };
  }
  const names = lab.inputs.map(({ name }) => name);
  const [nearest = ''] = names.sort((a, b) => distance(a, spelling) - distance(b, spelling));
  const allowed = lab.inputs.map(({ name }) => name).join(', ');
  const code = 'unknown-input';
  const refusal = { input: spelling, code, values: { value: spelling, nearest, allowed } };
  return { input: spelling, code, message: words.refusal({ ...refusal, message: spelling }, []) };
}
