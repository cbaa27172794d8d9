// A lab's prose: <lang>.md in its folder, front matter and story.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { LabText } from '../src/i18n/texts.ts';
import { languages, type Lang } from '../src/i18n/languages.ts';
import { render } from './markdown.ts';
import { labFolder } from './paths.ts';

export interface Prose {
  text: Partial<LabText>;
  /** What else a reader may look for. */
  keywords: string;
  /** Names of the reports that the gallery's picture shows; else it shows what tells most. */
  picture: string[];
  /** Markdown. */
  body: string;
}

export const prosePath = (id: string, lang: Lang) => join(labFolder(id), `${lang}.md`);

export async function readProse(id: string, lang: Lang): Promise<Prose> {
  const source = await readFile(prosePath(id, lang), 'utf8').catch(() => '');
  const [, matter, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(source.replaceAll('\r\n', '\n')) ?? [];
  const { keywords = '', picture = [], ...text } = (matter && parse(matter)) || {};
  return { text, keywords, picture, body: body ?? source };
}

export async function readStory(id: string, lang: Lang): Promise<string> {
  const { body } = await readProse(id, lang);
  return body ? render(body) : '';
}

export { languages, type Lang };
