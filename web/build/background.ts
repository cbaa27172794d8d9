// Background: pages of their own beside the labs, examples/background/<name>/<language>.md. Numbers
// of their examples are computed: the text names them, as in @{loss}.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lang } from '../src/i18n/languages.ts';
import { render } from './markdown.ts';
import { Marker } from './marking.ts';
import { examples } from './paths.ts';
import { after } from './worked/after.ts';
import { bptt } from './worked/bptt.ts';
import { gates } from './worked/gates.ts';

/** By page, the numbers that its text may name. */
const worked: Record<string, Record<string, string>> = {
  gates,
  'backpropagation-through-time': bptt,
  'after-recurrence': after,
};

export const backgroundPath = (name: string, lang: Lang): string =>
  join(examples, 'background', name, `${lang}.md`);

export function filled(name: string, body: string): string {
  return body.replace(/@\{(\w+)\}/g, (_, key: string) => {
    const value = worked[name]?.[key];
    if (value === undefined) throw new Error(`examples/background/${name}: no number "${key}".`);
    return value;
  });
}

/** Markdown, with its numbers. */
export async function readBackground(name: string, lang: Lang): Promise<string> {
  return filled(name, await readFile(backgroundPath(name, lang), 'utf8'));
}

export async function tellBackground(name: string, lang: Lang): Promise<string> {
  const body = await readBackground(name, lang);
  return render(body, new Marker(name, lang, body), { home: '../' });
}
