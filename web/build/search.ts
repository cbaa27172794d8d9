// What the gallery's search looks through: for each lab the words of its story, its labels and its
// keywords, each once, in every language; for each page of background the same.
import type { LabInfo } from '../../bindings/wasm/engine.d.ts';
import { plain } from '../src/site/plain.ts';
import { readBackground } from './background.ts';
import type { Course } from './course.ts';
import { languages, readProse, type Lang } from './prose.ts';
import { background } from './references.ts';

/** All texts in plain data. */
function textsIn(data: unknown): string[] {
  if (typeof data === 'string') return [data];
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(textsIn) : [];
}

async function spoken(id: string, lang: Lang): Promise<string[]> {
  const { text, keywords, body } = await readProse(id, lang);
  return [keywords, ...textsIn(text), body];
}

const labels = ({ title, summary, inputs, presets }: LabInfo): string[] => [
  title,
  summary,
  ...inputs.flatMap(({ label, help }) => [label, help]),
  ...presets.flatMap(({ label, note }) => [label, note]),
];

/** Words, each once; a word inside another is found there. */
function distinct(text: string): string {
  const words = new Set(plain(text).match(/[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu));
  return [...words].join(' ');
}

async function backgroundTexts(name: string): Promise<string> {
  const bodies = languages.map((lang) => readBackground(name, lang));
  return distinct([...textsIn(background[name]), ...(await Promise.all(bodies))].join('\n'));
}

export async function searchTexts({ labs }: Course): Promise<Record<string, string>> {
  const entries = labs.map(async (lab) => {
    const texts = await Promise.all(languages.map((lang) => spoken(lab.id, lang)));
    return [lab.id, distinct([...labels(lab), ...texts.flat()].join('\n'))] as const;
  });
  const pages = Object.keys(background).map(
    async (name) => [name, await backgroundTexts(name)] as const,
  );
  return Object.fromEntries(await Promise.all([...entries, ...pages]));
}
