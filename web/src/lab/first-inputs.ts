// First inputs: those that a beginner needs stand first, the others under Advanced. The lab declares
// some as advanced; of many that remain, those stand first that its story and exercises change,
// choices, which show what there is, and files, which say what became of the reader's own.
import type { InputInfo } from '../engine/types';
import type { Words } from '../i18n/words';

/** As many as one looks through. */
const FEW = 8;

const KINDS: InputInfo['kind'][] = ['choice', 'file'];

function ordered(words: Words, inputs: InputInfo[]): InputInfo[] {
  const plain = inputs.filter(({ advanced }) => !advanced);
  const first = plain.filter(words.isFirst);
  if (plain.length <= FEW || first.length === 0) return inputs;
  const stays = (input: InputInfo) => first.includes(input) || KINDS.includes(input.kind);
  return inputs.map((input) => (stays(input) ? input : { ...input, advanced: true }));
}

/** By the words of a lab, which are others in another language. */
const known = new WeakMap<Words, InputInfo[]>();

/** The inputs, in their order, with those advanced that a beginner does not need. */
export function firstInputs(words: Words, inputs: InputInfo[]): InputInfo[] {
  const found = known.get(words) ?? ordered(words, inputs);
  known.set(words, found);
  return found;
}
