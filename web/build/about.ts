// What is told about the whole: web/about/<language>.md, with its version and year filled in.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lang } from '../src/i18n/languages.ts';
import { render } from './markdown.ts';
import { root, web } from './paths.ts';

/** From package.json and LICENSE, which have them once. */
export async function release(): Promise<Record<'version' | 'year', string>> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const [, year] = /\(c\) (\d{4})/.exec(await readFile(join(root, 'LICENSE'), 'utf8'))!;
  return { version, year: year! };
}

export async function readAbout(lang: Lang): Promise<string> {
  const text = await readFile(join(web, 'about', `${lang}.md`), 'utf8');
  const known = await release();
  return text.replace(/@\{(version|year)\}/g, (_, key: keyof typeof known) => known[key]);
}

export const tellAbout = async (lang: Lang): Promise<string> =>
  render(await readAbout(lang), undefined, { home: '../' });
