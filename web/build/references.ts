// Where a lab comes from and what to read on: examples/courses.yaml, examples/reading.yaml and
// examples/background/pages.yaml, named by the front matter of the lab's en.md.
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

/** A page of our own beside the labs. */
export interface Background {
  title: Said;
  summary: Said;
  /** What else a reader may look for. */
  keywords: string;
}

const read = async (name: string) => parse(await readFile(join(examples, name), 'utf8'));

export const courses = (await read('courses.yaml')) as Record<string, Source>;
export const papers = (await read('reading.yaml')) as Record<string, Paper>;

/** In their order. */
export const background = (await read('background/pages.yaml')) as Record<string, Background>;

const link = (text: string, url?: string) => (url ? `[${text}](${url})` : text);

/** "Lab 12.0 (one_cell) · Lecture 12 (ex12_1)", as Markdown. */
export function sourcesLine(sources: Record<string, string | null>, lang: Lang): string {
  const entries = Object.entries(sources).map(([key, part]) => {
    const { name, url } = courses[key]!;
    return link(name[lang], url) + (part ? ` (${part})` : '');
  });
  return entries.join(' · ');
}

function readingLine(key: string, lang: Lang): [linked: string, note: string] {
  const page = background[key];
  if (page) return [link(page.title[lang], `../../${key}/`), page.summary[lang]];
  const { name, url, note } = papers[key]!;
  return [link(name, url), note[lang]];
}

/** A line for each page of our own and each paper, as Markdown. */
export function readingList(keys: string[], lang: Lang): string {
  const lines = keys.map((key) => readingLine(key, lang).join(lang === 'zh' ? '：' : ': '));
  return lines.map((line) => `- ${line}`).join('\n');
}
