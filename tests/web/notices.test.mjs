// Whatever the site ships of others comes with their names and terms.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runnerImport } from 'vite';
import { root } from '../../scripts/process.mjs';

const { engineParts, keepable, notices, shippedCode } = (
  await runnerImport(join(root, 'web/build/notices.ts'))
).module;
const text = await notices();

test('every package that the page is made with is named with its version and its terms', async () => {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const shipped = Object.keys(packages[''].dependencies);
  const ofLit = ['lit-html', 'lit-element', '@lit/reactive-element'];
  for (const name of [...shipped, ...ofLit]) {
    assert.ok(text.includes(`${name} ${packages[`node_modules/${name}`].version} (`), name);
    const licence = await readFile(join(root, 'node_modules', name, 'LICENSE'), 'utf8');
    assert.ok(text.includes(licence.trim()), name);
  }
});

test('the terms of the engine’s libraries and of the data are there', () => {
  for (const part of [
    'Mozilla Public\nLicense, version 2.0',
    'Emscripten',
    'musl',
    'CC BY-SA 3.0',
    'Matplotlib Development Team',
    'Project Gutenberg',
  ]) {
    assert.ok(text.includes(part), part);
  }
});

test('all code that is shipped is under terms that a copy of the site keeps, and the notices name it', async () => {
  const parts = await shippedCode();
  assert.ok(parts.length > engineParts.length);
  for (const { name, version, license } of parts) {
    assert.ok(keepable.has(license), `${name}: ${license}`);
    assert.ok(version, name);
  }
  for (const { name } of engineParts) {
    for (const word of name.split(', ')) assert.ok(text.includes(word.replace('LLVM ', '')), word);
  }
});
