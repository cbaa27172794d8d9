// What a reader has chosen in the dialog, made into what is shared.
import type { LabInfo } from '../../engine/types';
import { isOwnFile } from '../../base/files';
import { say } from '../../i18n/goal';
import type { Lang } from '../../i18n/languages';
import { checkNames, GoalError, parseGoal } from '../../lab/goal';
import { readLink, writeLink } from '../../lab/link';
import { presetValues, type Values } from '../../lab/values';
import { HEIGHT, type Choice } from './address';

/** As the fields of the dialog have it. */
export interface Wishes {
  /** The name of a preset, or NOW. */
  begin: string;
  seed: string;
  lang: string;
  theme: string;
  task: string;
  goal: string;
  hide: string[];
  lock: string[];
  height: string;
}

/** Of a lab, those that can be left out. */
export const parts = ['title', 'story', 'inputs', 'run', 'published', 'ask'] as const;

/** For the inputs as they are. */
export const NOW = '*';

export const first: Wishes = {
  begin: NOW,
  seed: '',
  lang: '',
  theme: '',
  task: '',
  goal: '',
  hide: [],
  lock: [],
  height: String(HEIGHT),
};

/** Symbols of an address that are taken anywhere. */
export const LONG = 8000;

const heights = { min: 200, max: 4000 };

function heightOf(text: string): number {
  const height = Math.round(Number(text)) || HEIGHT;
  return Math.min(heights.max, Math.max(heights.min, height));
}

export const seedOf = (lab: LabInfo): string | undefined =>
  lab.inputs.find(({ kind }) => kind === 'seed')?.name;

/** The inputs that the address has now, or those of a preset, with the seed that is wished for. */
export async function choose(
  lab: LabInfo,
  title: string,
  now: { fragment: string; preset: string },
  { begin, seed, height, ...rest }: Wishes,
): Promise<Choice> {
  const link = await readLink(now.fragment.includes('=') ? now.fragment : '');
  const isNow = begin === NOW;
  const preset = isNow ? link.preset || now.preset : begin;
  const inputs: Values = isNow ? { ...link.inputs } : {};
  const name = seedOf(lab);
  if (name && seed !== '' && seed !== presetValues(lab, preset)[name]) inputs[name] = seed;
  const fragment = await writeLink(preset, inputs);
  return { ...rest, lab: lab.id, title, preset, inputs, fragment, height: heightOf(height) };
}

/** What is wrong with a goal, as a sentence; "" for nothing. */
export function goalTrouble(goal: string, lab: LabInfo, reports: string[], lang: Lang): string {
  if (goal.trim() === '') return '';
  try {
    checkNames(parseGoal(goal), { inputs: lab.inputs.map(({ name }) => name), reports });
    return '';
  } catch (error) {
    if (!(error instanceof GoalError)) throw error;
    return say(lang, error.code, { part: error.part });
  }
}

export const hasOwnFile = ({ inputs }: Choice): boolean => Object.values(inputs).some(isOwnFile);

export const isMidway = ({ inputs }: Choice): boolean =>
  Object.keys(inputs).some((name) => name.includes('.'));
