// What the labs are as lessons: examples/lessons.yaml.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Lang } from '../src/i18n/languages.ts';
import { examples } from './paths.ts';

export interface Lesson {
  minutes: number;
  /** Ids of labs that come before it. */
  builds_on: string[];
  /** What one can do afterwards. */
  can: Record<Lang, string>;
}

interface Lessons {
  /** Ids of labs, from the first for a beginner on. */
  way: string[];
  labs: Record<string, Lesson>;
}

export const { way, labs: lessons } = parse(
  await readFile(join(examples, 'lessons.yaml'), 'utf8'),
) as Lessons;

/** Every lab has its own. */
export function lessonOf(id: string): Lesson {
  const lesson = lessons[id];
  if (!lesson) throw new Error(`examples/lessons.yaml has no lesson for "${id}".`);
  return lesson;
}
