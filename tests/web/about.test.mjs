// The page "About" says the same in every language, and what it says of the version holds.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runnerImport } from 'vite';
import { parse } from 'yaml';
import { root } from '../../scripts/process.mjs';

const load = async (path) => (await runnerImport(join(root, 'web', path))).module;
const { readAbout, release, tellAbout } = await load('build/about.ts');
const { languages } = await load('src/i18n/languages.ts');
const { labFolder } = await load('build/paths.ts');

const shape = (html) => ({
  headings: [...html.matchAll(/<(h\d)>/g)].length,
  items: [...html.matchAll(/<li>/g)].length,
  links: [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href).sort(),
});

test('headings, items and links are the same in every language', async () => {
  const [first, ...others] = await Promise.all(
    languages.map(async (lang) => shape(await tellAbout(lang))),
  );
  assert.ok(first.headings >= 8);
  for (const each of others) assert.deepEqual(each, first);
});

test('every page that it names is there', async () => {
  const { links } = shape(await tellAbout('en'));
  for (const link of links) {
    const [, id] = /^\.\.\/lab\/([\w-]+)\/$/.exec(link) ?? [];
    if (id) await readFile(join(labFolder(id), 'en.md'));
    else assert.ok(['../worksheet/', '../embedding/'].includes(link), link);
  }
});

test('the files that it names are in the repository', async () => {
  for (const [, name] of (await readAbout('en')).matchAll(/`([A-Z]\w*\.(?:md|cff))`/g)) {
    assert.ok((await readFile(join(root, name), 'utf8')).length > 0, name);
  }
});

test('page, CITATION.cff and package.json name one version, one licence and one name', async () => {
  const { version, year } = await release();
  const text = await readAbout('en');
  assert.match(text, new RegExp(`version = \\{${version}\\}`));
  assert.match(text, new RegExp(`year    = \\{${year}\\}`));
  const citation = parse(await readFile(join(root, 'CITATION.cff'), 'utf8'));
  const own = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  assert.equal(citation.version, own.version);
  assert.equal(citation.license, own.license);
  assert.equal(citation.authors[0].name, own.author);
  assert.ok(text.includes(citation.title));
});
