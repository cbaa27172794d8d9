// A lab's prose: <lang>.md in its folder, front matter and story. What its chapter and all chapters
// share stands in <lang>.md of their folders.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { LabInfo } from '../../bindings/wasm/engine.d.ts';
import type { Sentences } from '../src/i18n/en.ts';
import type { LabText } from '../src/i18n/texts.ts';
import { languages, type Lang } from '../src/i18n/languages.ts';
import { readExercises } from './exercises.ts';
import { lessonOf } from './lessons.ts';
import { labFolder, shared } from './paths.ts';
import { tell } from './story.ts';

export interface Prose {
  text: Partial<LabText>;
  /** What else a reader may look for. */
  keywords: string;
  /** Sentences of refusals and notes, by code. */
  refusals: Sentences;
  /** Names of the reports that the gallery's picture shows; else it shows what tells most. */
  picture: string[];
  /** Names of the reports that are data, as they were read. */
  data: string[];
  /** Matrices that are drawn as bands, too, and the fields of the question that mute columns. */
  bands: Record<string, string> | undefined;
  /** Parts of the courses that the lab is made of, by the course. */
  sources: Record<string, string | null>;
  /** Papers to read on, by their names in examples/reading.yaml. */
  reading: string[];
  /** Markdown. */
  body: string;
}

/** The lab's own file, and those that it shares with others. */
export function prosePaths(id: string, lang: Lang): string[] {
  const folder = labFolder(id);
  return [folder, dirname(folder), shared].map((folder) => join(folder, `${lang}.md`));
}

export async function readProseFile(path: string): Promise<Prose> {
  const source = await readFile(path, 'utf8').catch(() => '');
  const [, matter, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(source.replaceAll('\r\n', '\n')) ?? [];
  const parsed = (matter && parse(matter)) || {};
  const {
    keywords = '',
    picture = [],
    data = [],
    bands,
    refusals = {},
    sources = {},
    reading = [],
    ...text
  } = parsed;
  return { text, keywords, refusals, picture, data, bands, sources, reading, body: body ?? source };
}

export const readProse = (id: string, lang: Lang): Promise<Prose> =>
  readProseFile(prosePaths(id, lang)[0]!);

/** The sentences of what a lab refuses and notes beside what any lab does. */
export async function readRefusals(lab: LabInfo, lang: Lang): Promise<Sentences> {
  const files = await Promise.all(prosePaths(lab.id, lang).map(readProseFile));
  const known = Object.assign({}, ...files.map(({ refusals }) => refusals));
  const codes = Object.keys(lab.refusals).filter((code) => code in known);
  return Object.fromEntries(codes.map((code) => [code, known[code]]));
}

/** What stands once for all languages: in the front matter of en.md, in today.py and in
 *  exercises.yaml. */
export async function readStory(id: string, lang: Lang): Promise<string> {
  const [{ body }, { sources, reading }, today, exercises] = await Promise.all([
    readProse(id, lang),
    readProse(id, 'en'),
    readFile(join(labFolder(id), 'today.py'), 'utf8').catch(() => ''),
    readExercises(id),
  ]);
  const can = lessonOf(id).can[lang];
  return body && tell({ lab: id, body, can, sources, reading, today, exercises }, lang);
}

export { languages, type Lang };
