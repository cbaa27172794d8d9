// A page as a package of H5P: its content is the page, and a small library of ours shows it. H5P takes
// no HTML files, so that the page is a text.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { LabInfo } from '../../../../bindings/wasm/engine.d.ts';
import { say } from '../../../src/i18n/troubles.ts';
import { web } from '../../paths.ts';
import type { Lang } from '../../prose.ts';
import { mtime } from '../scorm.ts';
import type { Wishes } from '../wishes.ts';

const machineName = 'H5P.UnfoldLab';
const version = { majorVersion: 1, minorVersion: 0 };

const library = {
  title: 'Unfold lab',
  description: 'A lab of a course on recurrent neural networks.',
  machineName,
  ...version,
  patchVersion: 0,
  runnable: 1,
  author: 'The Unfold authors',
  license: 'MIT',
  embedTypes: ['iframe'],
  fullscreen: 0,
  coreApi: { majorVersion: 1, minorVersion: 0 },
  preloadedJs: [{ path: 'unfold-lab.js' }],
};

const semantics = [
  { name: 'page', type: 'file', label: 'The page of the lab' },
  { name: 'title', type: 'text', label: 'Title, as in an address' },
  { name: 'goal', type: 'text', label: 'Goal, as in an address', optional: true },
  { name: 'failed', type: 'text', label: 'What is said where the page cannot be loaded' },
];

/** H5P changes "<" and the like in texts. */
const content = (title: string, { query }: Wishes, lang: Lang) => ({
  page: { path: 'lab.txt', mime: 'text/plain' },
  title: encodeURIComponent(title),
  goal: encodeURIComponent(query.get('goal') ?? ''),
  failed: say(lang, 'load'),
});

const about = (title: string, lang: string) => ({
  title,
  language: lang,
  mainLibrary: machineName,
  embedTypes: ['iframe'],
  preloadedDependencies: [{ machineName, ...version }],
});

const json = (value: unknown) => strToU8(JSON.stringify(value, null, 2));

export async function h5pPackage({ title }: Pick<LabInfo, 'title'>, page: string, wishes: Wishes) {
  const [lang, ...others] = wishes.languages;
  const own = `${machineName}-${version.majorVersion}.${version.minorVersion}`;
  const script = await readFile(join(web, 'build/single/h5p/library.js'));
  return zipSync(
    {
      'h5p.json': json(about(title, others.length > 0 ? 'und' : lang!)),
      'content/content.json': json(content(title, wishes, lang!)),
      'content/lab.txt': strToU8(page),
      [`${own}/library.json`]: json(library),
      [`${own}/semantics.json`]: json(semantics),
      [`${own}/unfold-lab.js`]: script,
    },
    { mtime, level: 9 },
  );
}
