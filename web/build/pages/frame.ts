// What every page has: head, masthead, footer. web/index.html is the template.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabInfo } from '../../../bindings/wasm/engine.d.ts';
import { languageNames, languages } from '../../src/i18n/languages.ts';
import { say } from '../../src/site/words.ts';
import { addressTags, site } from '../head.ts';
import { web } from '../paths.ts';
import { escape } from './html.ts';

export interface Page {
  title: string;
  description: string;
  type: 'website' | 'article';
  /** Its script and style in src/site. */
  page:
    'gallery' | 'lab' | 'about' | 'background' | 'embedding' | 'glossary' | 'speed' | 'worksheet';
  /** Where it is in the site; "" is the gallery. */
  path: string;
  /** The lab that it is about, if it is about one. */
  lab?: LabInfo;
  /** What it is, as data for machines. */
  data?: string;
  main: string;
}

const settings = `
        <div class="languages" role="group" aria-label="${say('en', 'language')}" data-label="language">
          ${languages
            .map(
              (lang) =>
                `<a href="?lang=${lang}" lang="${lang}" data-lang="${lang}">${languageNames[lang]}</a>`,
            )
            .join('\n          ')}
        </div>
        <button type="button" class="theme" data-theme-switch aria-pressed="false" aria-label="${say('en', 'theme')}" data-label="theme" title="${say('en', 'theme')}">
          <svg viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7.25" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M10 2.75a7.25 7.25 0 0 1 0 14.5z" fill="currentColor"/></svg>
        </button>
      `;

/** Spaces before a line say nothing, but in code. */
const unindented = (html: string) =>
  html.replace(/<pre.*?<\/pre>|\n\s+/gs, (part) => (part.startsWith('<') ? part : '\n'));

export async function framed(page: Page): Promise<string> {
  const template = await readFile(join(web, 'index.html'), 'utf8');
  const mark = await readFile(join(web, 'public/mark.svg'), 'utf8');
  const slots: Record<string, string> = {
    title: escape(page.title),
    description: escape(page.description),
    type: page.type,
    page: page.page,
    home: '../'.repeat(page.path.split('/').length - 1) || './',
    address: addressTags(site, page.path, page.lab),
    data: page.data ?? '',
    skip: say('en', 'skip'),
    footer: say('en', 'footer'),
    glossary: say('en', 'glossary'),
    about: say('en', 'about'),
    about_data: say('en', 'about_data'),
    embedding: say('en', 'embedding'),
    worksheet: say('en', 'worksheet'),
    speed: say('en', 'speed'),
    mark: mark.trim(),
    settings,
    main: page.main,
  };
  return unindented(template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => slots[name]!));
}
