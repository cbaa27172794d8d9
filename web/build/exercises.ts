// What a lab asks of its readers: exercises.yaml in its folder.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { LabInfo } from '../../bindings/wasm/engine.d.ts';
import type { Lang } from '../src/i18n/languages.ts';
import { checkNames, parseGoal } from '../src/lab/goal.ts';
import { say } from '../src/site/words.ts';
import { exercise as captions } from './headings.ts';
import { render } from './markdown.ts';
import type { Marker } from './marking.ts';
import { escape } from './pages/html.ts';
import { labFolder } from './paths.ts';

type Texts = Record<Lang, string>;

interface Asking {
  ask: Texts;
  answer: Texts;
  /** What the reader begins with, as in a link: "a=1&b=2"; absent: the lab's default. */
  inputs?: string;
  preset?: string;
}

export type Exercise =
  /** What will happen is said first, then looked at. */
  | (Asking & { kind: 'predict' })
  /** The page checks `goal`, a line as goal.ts reads it; the inputs of `solution` reach it. */
  | (Asking & { kind: 'goal'; goal: string; solution: string })
  | (Asking & { kind: 'explain' });

export const exercisesPath = (id: string): string => join(labFolder(id), 'exercises.yaml');

/** None for a lab without the file. */
export async function readExercises(id: string): Promise<Exercise[]> {
  const source = await readFile(exercisesPath(id), 'utf8').catch(() => '');
  return parse(source) ?? [];
}

/** Throws for a goal that cannot be read, or that names what the lab does not have. */
export function checkGoals(lab: LabInfo, reports: string[], exercises: Exercise[]): void {
  for (const exercise of exercises) {
    if (exercise.kind !== 'goal') continue;
    const inputs = lab.inputs.map(({ name }) => name);
    try {
      checkNames(parseGoal(exercise.goal), { inputs, reports });
    } catch (error) {
      throw new Error(`The goal of "${lab.id}": ${(error as Error).message}`, { cause: error });
    }
  }
}

/** The fragment of a link that runs it; a link to nothing at all would not be about inputs. */
function fragmentOf({ preset, inputs }: Asking): string {
  return [preset && `preset=${preset}`, inputs].filter(Boolean).join('&') || 'v=1';
}

function runLink(exercise: Asking, caption: string): string {
  return `<a href="#${escape(fragmentOf(exercise))}" data-try>${caption}</a>`;
}

/** What the reader does before the answer is looked at. */
function doing(exercise: Exercise, lang: Lang): string {
  const { run, begin } = captions[lang];
  if (exercise.kind === 'predict') return `<p>${runLink(exercise, run)}</p>`;
  if (exercise.kind === 'explain') return '';
  return `<p>${runLink(exercise, begin)} <span class="status" role="status">${say(lang, 'goal_open')}</span></p>`;
}

function tellOne(exercise: Exercise, lang: Lang, marker: Marker): string {
  const { kind, ask, answer } = exercise;
  const goal = kind === 'goal' ? ` data-goal="${escape(exercise.goal)}"` : '';
  const fold = `<details data-fold="answer-${kind}"${kind === 'predict' ? ' class="outcome"' : ''}>`;
  return `<li${goal}>
<p class="kind">${captions[lang][kind]}</p>
${render(ask[lang], marker)}
${doing(exercise, lang)}
${fold}<summary>${captions[lang].answer}</summary>
${render(answer[lang], marker)}
</details>
</li>`;
}

export function tellExercises(exercises: Exercise[], lang: Lang, marker: Marker): string {
  const items = exercises.map((exercise) => tellOne(exercise, lang, marker));
  return `<ol class="exercises">\n${items.join('\n')}\n</ol>`;
}
