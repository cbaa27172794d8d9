// A lab's page as one file: what the site's page says, and its program, engine, data and terms in it.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabInfo } from '../../../bindings/wasm/engine.d.ts';
import type { Course } from '../course.ts';
import { site } from '../head.ts';
import { allTerms } from '../notices.ts';
import { escape, spoken } from '../pages/html.ts';
import { labPage } from '../pages/lab.ts';
import { web } from '../paths.ts';
import { data, engines, meanings, texts } from './parts.ts';
import type { Program } from './program.ts';
import type { Wishes } from './wishes.ts';

/** Fails where the page is no longer made as this file takes it. */
function replaced(html: string, part: RegExp, by: string): string {
  if (!part.test(html)) throw new Error(`A lab's page has nothing like ${part.source}.`);
  return html.replace(part, () => by);
}

/** Links to other pages lead to the site, or nowhere where its address is not known. Terms open in
 *  place. */
const linked = (root: URL | null, id: string) => (html: string) =>
  html.replace(
    /<a ([^>]*?)href="(\.\.\/[^"]*)"([^>]*)>(.*?)<\/a>/gs,
    (_, before, href, after, text) => {
      if (root) {
        const address = new URL(href, new URL(`lab/${id}/`, root)).href;
        return `<a ${before}href="${address}"${after}>${text}</a>`;
      }
      const isTerm = before.includes('data-term') || after.includes('data-term');
      if (!isTerm) return `<span ${before}${after}>${text}</span>`.replace(' data-page', '');
      return `<a ${before}href="${/#.*/.exec(href)![0]}"${after}>${text}</a>`;
    },
  );

/** The address gets what the link of the command says, where it does not say something itself. */
const atAddress = ({ query, fragment }: Wishes) => `(() => {
  const here = new URL(location.href);
  for (const [name, value] of ${JSON.stringify([...query])}) {
    if (!here.searchParams.has(name)) here.searchParams.set(name, value);
  }
  here.hash ||= ${JSON.stringify(fragment)};
  if (here.href === location.href) return;
  try {
    history.replaceState(null, '', here);
  } catch {
    location.replace(here);
  }
})();`;

/** A page that H5P's library has written has the address of the platform, which says nothing of the
 *  lab; and it is part of a page that is light. */
function inPlatform({ query, fragment }: Wishes): string {
  const all = new URLSearchParams({ theme: 'light', ...Object.fromEntries(query), embed: '1' });
  const address = JSON.stringify(`?${all}${fragment}`);
  return `history.replaceState(null, '', location.pathname + ${address});`;
}

/** Nothing in it ends the element that it stands in. */
const inScript = (code: string): string => code.replace(/<(?=\/script|!--|script)/gi, '\\x3C');

const json = (name: string, value: unknown): string =>
  `<script type="application/json" id="unfold-${name}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;

const hash = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** It runs what it has and asks for nothing: there is no network for it. */
function policy(scripts: string[], style: string): string {
  const rules = {
    'default-src': "'none'",
    'script-src': `${scripts.map(hash).join(' ')} 'wasm-unsafe-eval' blob:`,
    'worker-src': 'blob: data:',
    'connect-src': 'data: blob:',
    'style-src': hash(style),
    'img-src': 'data: blob:',
    'font-src': 'data:',
    'base-uri': "'none'",
    'form-action': "'none'",
  };
  const content = Object.entries(rules).map((rule) => rule.join(' '));
  return `<meta http-equiv="Content-Security-Policy" content="${content.join('; ')}" />`;
}

const icon = async () =>
  `data:image/svg+xml;base64,${(await readFile(join(web, 'public/favicon.svg'))).toString('base64')}`;

const terms = async () =>
  `<footer class="footer"><details>${spoken('summary', 'data_licence')}<pre class="terms">${escape(await allTerms())}</pre></details></footer>`;

/** Without what leads to other pages and to other files. */
async function bare(html: string): Promise<string> {
  let page = replaced(html, /<link rel="icon"[^>]*>/, `<link rel="icon" href="${await icon()}" />`);
  page = replaced(page, /<link rel="manifest"[^>]*>/, '');
  page = replaced(page, /<script type="module"[^>]*><\/script>/, '');
  page = replaced(page, /<nav class="neighbours".*?<\/nav>/s, '');
  page = replaced(page, /<footer.*<\/footer>/s, await terms());
  return page.replace(
    /<a class="home" href="[^"]*" data-page>(.*?)<\/a>/s,
    '<span class="home">$1</span>',
  );
}

function withLanguages(html: string, { languages }: Wishes): string {
  if (languages.length > 1) return html;
  return replaced(html, /<div class="languages".*?<\/div>/s, '');
}

/** A page by itself, or in a package for a learning platform. */
export type Kind = 'page' | 'scorm' | 'h5p';

export interface Made {
  lab: LabInfo;
  wishes: Wishes;
  kind: Kind;
}

export async function singlePage(course: Course, { script, style }: Program, made: Made) {
  const { lab, wishes, kind } = made;
  const link = linked(site, lab.id);
  const told = await texts(course, lab, wishes.languages, link);
  const shown = link(withLanguages(await bare(await labPage(course, lab.id)), wishes));
  const boot = await readFile(join(web, 'public/boot.js'), 'utf8');
  const beginning = kind === 'h5p' ? inPlatform(wishes) : atAddress(wishes);
  const scripts = [beginning, boot, script].map(inScript);
  const [begin, theme, main] = scripts as [string, string, string];
  const parts = [
    json('engines', await engines(lab)),
    json('data', await data(lab, wishes)),
    json('texts', told),
    json(
      'glossary',
      meanings(shown + JSON.stringify(told).replaceAll('\\"', '"'), wishes.languages),
    ),
  ];
  let page = replaced(shown, /<!--csp-->/, policy(scripts, style));
  page = replaced(
    page,
    /<script src="\/boot.js"><\/script>/,
    `<script>${begin}</script><script>${theme}</script>`,
  );
  page = replaced(page, /<link rel="stylesheet"[^>]*>/, `<style>${style}</style>`);
  page = replaced(
    page,
    /<\/body>/,
    `${parts.join('\n')}\n<script type="module">${main}</script></body>`,
  );
  return kind === 'scorm' ? replaced(page, /<html /, '<html data-scorm ') : page;
}
