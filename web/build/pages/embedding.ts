// Embedding: what to paste where. The page puts its own address into the snippets, so that they work
// from any copy of the site.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languages, type Lang } from '../../src/i18n/languages.ts';
import {
  addressOf,
  elementOf,
  frameOf,
  HEIGHT,
  notebookOf,
  type Choice,
} from '../../src/site/share/address.ts';
import { say } from '../../src/site/words.ts';
import type { Course } from '../course.ts';
import { site } from '../head.ts';
import { render } from '../markdown.ts';
import { web } from '../paths.ts';
import { titles } from '../texts.ts';
import { framed } from './frame.ts';
import { spoken } from './html.ts';

const LAB = 'hihello';

/** Until the page knows where it is. */
const root = site?.href ?? 'https://unfold.example/';

const choice = (title: string): Choice => ({
  lab: LAB,
  title,
  preset: '',
  inputs: {},
  fragment: '',
  lang: '',
  theme: '',
  hide: [],
  lock: [],
  goal: '',
  task: '',
  height: HEIGHT,
});

async function told(course: Course, lang: Lang): Promise<string> {
  const text = await readFile(join(web, 'embedding', `${lang}.md`), 'utf8');
  const shown = choice((await titles(course, lang))[LAB]!.title);
  const snippets = {
    address: addressOf(root, shown, true),
    frame: frameOf(root, shown),
    element: elementOf(root, shown),
    notebook: notebookOf(root, shown),
    site: root,
  };
  const filled = text.replace(/@\{(\w+)\}/g, (_, name: keyof typeof snippets) => snippets[name]);
  return render(filled, undefined, { home: '../' });
}

export async function embeddingPage(course: Course): Promise<string> {
  const articles = languages.map(
    async (lang) => `<article class="story" lang="${lang}">${await told(course, lang)}</article>`,
  );
  return framed({
    title: `${say('en', 'embedding')} · Unfold`,
    description: say('en', 'embedding_lead'),
    type: 'article',
    page: 'embedding',
    path: 'embedding/',
    main: `
      <div class="background" data-site="${root}">
        ${spoken('h1', 'embedding')}
        ${spoken('p', 'embedding_lead', 'class="lead"')}
        ${(await Promise.all(articles)).join('\n        ')}
        <p class="copied" role="status"></p>
      </div>
    `,
  });
}
