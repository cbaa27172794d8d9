// What the page about embedding tells, in each language.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/process.mjs';

const told = (lang) => readFile(join(root, 'web/embedding', `${lang}.md`), 'utf8');
const snippets = (text) => [...text.matchAll(/^(`{3,})[^\n]*\n(.*?)^\1$/gms)].map(([all]) => all);
const hosts = (text) => text.match(/^## /gm).length;

test('there are the same snippets for as many hosts in every language', async () => {
  const english = await told('en');
  assert.ok(snippets(english).length >= 11);
  for (const lang of ['ko', 'zh']) {
    const text = await told(lang);
    assert.deepEqual(snippets(text), snippets(english), lang);
    assert.equal(hosts(text), hosts(english), lang);
  }
});

test('a page has the forms that “Share” makes, and the site’s address, filled in', async () => {
  const names = new Set([...(await told('en')).matchAll(/@\{(\w+)\}/g)].map(([, name]) => name));
  assert.deepEqual([...names].sort(), ['address', 'element', 'frame', 'notebook', 'site']);
});
