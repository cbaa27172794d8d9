// Where a lab comes from and what to read on: examples/courses.yaml and examples/reading.yaml, named
// by the front matter of the lab's en.md.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Lang } from '../src/i18n/languages.ts';
import { examples } from './paths.ts';

type Said = Record<Lang, string>;

export interface Source {
  name: Said;
  url?: string;
}

export interface Paper {
  name: string;
  url: string;
  /** What it is to the lab. */
  note: Said;
}

const read = async (name: string) => parse(await readFile(join(examples, name), 'utf8'));

export const courses = (await read('courses.yaml')) as Record<string, Source>;
export const papers = (await read('reading.yaml')) as Record<string, Paper>;

const link = (text: string, url?: string) => (url ? `[${text}](${url})` : text);

/** "Lab 12.0 (one_cell) · Lecture 12 (ex12_1)", as Markdown. */
export function sourcesLine(sources: Record<string, string | null>, lang: Lang): string {
  const entries = Object.entries(sources).map(([key, part]) => {
    const { name, url } = courses[key]!;
    return link(name[lang], url) + (part ? ` (${part})` : '');
  });
  return entries.join(' · ');
}

/** A line for each paper, as Markdown. */
export function readingList(keys: string[], lang: Lang): string {
  const lines = keys.map((key) => {
    const { name, url, note } = papers[key]!;
    return `- ${link(name, url)}${lang === 'zh' ? '：' : ': '}${note[lang]}`;
  });
  return lines.join('\n');
}
