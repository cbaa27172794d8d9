// 404.html: a page of its own, since it may be shown at any depth of the site.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { web } from './paths.ts';
import { languages } from '../src/i18n/languages.ts';
import { say } from '../src/site/words.ts';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// The site's root is what stands before /lab/, or the folder.
const findRoot = `const root = location.pathname.replace(/(lab\\/.*|[^/]*)$/, '');
for (const link of document.querySelectorAll('a')) link.href = root;`;

async function missing(): Promise<string> {
  const style = await readFile(join(web, 'src/site/missing.css'), 'utf8');
  const mark = await readFile(join(web, 'public/mark.svg'), 'utf8');
  const parts = languages.map(
    (lang) => `<section lang="${lang}">
      <${lang === 'en' ? 'h1' : 'h2'}>${say(lang, 'missing')}</${lang === 'en' ? 'h1' : 'h2'}>
      <p>${say(lang, 'missing_note')}</p>
      <p><a href="/">${say(lang, 'all_labs')}</a></p>
    </section>`,
  );
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${hash(style)}; script-src ${hash(findRoot)}; base-uri 'none'" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${say('en', 'missing')} · Unfold</title>
    <style>${style}</style>
  </head>
  <body>
    <main>
      ${mark}
      ${parts.join('\n      ')}
    </main>
    <script>${findRoot}</script>
  </body>
</html>
`;
}

export function missingPage(): Plugin {
  return {
    name: 'unfold-missing-page',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: '404.html', source: await missing() });
    },
  };
}
