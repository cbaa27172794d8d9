// What a file of one lab is to begin with, as a link says it after the page's address:
// "lang=ko&goal=loss < 0.1#preset=gru&hidden=8". What no lab would take is refused here.
import type { Engine, LabInfo } from '../../../bindings/wasm/engine.d.ts';
import { say } from '../../src/i18n/goal.ts';
import { namesIn } from '../../src/lab/attributes.ts';
import { checkNames, GoalError, parseGoal } from '../../src/lab/goal.ts';
import { readLink } from '../../src/lab/link.ts';
import { parts } from '../../src/site/share/made.ts';
import { languages, readProse, type Lang } from '../prose.ts';
import { openSession } from '../sessions.ts';

/** What a lab's page reads of its address. */
const known = ['lang', 'theme', 'embed', 'hide', 'lock', 'goal', 'task', 'preset', 'open'];

/** A mistake of who gives the command; its message says which. */
export class WrongWish extends Error {}

export interface Wishes {
  query: URLSearchParams;
  /** With its "#", or "". */
  fragment: string;
  languages: readonly Lang[];
}

function checkLanguage(lang: string | null | undefined): void {
  if (lang && !languages.includes(lang as Lang)) {
    throw new WrongWish(`There is no language "${lang}". There are: ${languages.join(', ')}.`);
  }
}

/** `lang` is the only language; without it all are there. */
export function wishesOf(link: string, lang?: string): Wishes {
  const [, given = '', fragment = ''] = /^\??([^#]*)(#.*)?$/s.exec(link)!;
  const query = new URLSearchParams(given);
  const unknown = [...query.keys()].find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new WrongWish(`A link has no "${unknown}" before its "#". It has: ${known.join(', ')}.`);
  }
  const said = query.get('lang');
  for (const each of [said, lang]) checkLanguage(each);
  if (!lang) return { query, fragment, languages };
  if (said && said !== lang) {
    throw new WrongWish(`The link says "${said}", but the only language is to be "${lang}".`);
  }
  query.set('lang', lang);
  return { query, fragment, languages: [lang as Lang] };
}

/** Throws for a goal that the lab cannot reach: one that is no goal, or about what it does not have. */
async function checkGoal(lab: LabInfo, goal: string): Promise<void> {
  const { text } = await readProse(lab.id, 'en');
  const names = {
    inputs: lab.inputs.map(({ name }) => name),
    reports: Object.keys(text.reports ?? {}),
  };
  try {
    checkNames(parseGoal(goal), names);
  } catch (error) {
    if (!(error instanceof GoalError)) throw error;
    throw new WrongWish(`"${lab.id}": ${say('en', error.code, { part: error.part })}`);
  }
}

function checkList(query: URLSearchParams, list: 'hide' | 'lock', allowed: string[]): void {
  const names = [...namesIn(query.get(list))].filter(Boolean);
  const unknown = names.find((name) => !allowed.includes(name));
  if (unknown === undefined) return;
  throw new WrongWish(
    `Nothing to ${list} is called "${unknown}". There are: ${allowed.join(', ')}.`,
  );
}

/** The names of the files that the lab reads where it begins; throws for a beginning that it refuses. */
export async function filesToBegin(engine: Engine, lab: LabInfo, wishes: Wishes) {
  const { query, fragment } = wishes;
  checkList(query, 'hide', [...parts]);
  checkList(query, 'lock', ['preset', ...lab.inputs.map(({ name }) => name)]);
  const goal = query.get('goal');
  if (goal) await checkGoal(lab, goal);
  const { preset, inputs, damaged } = await readLink(fragment);
  if (damaged) throw new WrongWish('What the link has as "z" is damaged.');
  const names: string[] = [];
  try {
    openSession(engine, lab.id, preset || (query.get('preset') ?? ''), inputs, (name) => {
      names.push(name);
    }).delete();
  } catch (error) {
    throw new WrongWish(`"${lab.id}" does not begin so: ${(error as Error).message}`);
  }
  return names;
}
