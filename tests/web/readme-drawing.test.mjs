// The network that README shows is what the engine tells and the page draws.
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { readmeDrawing } from '../../scripts/drawing.mjs';
import { root } from '../../scripts/process.mjs';

test('the drawing in README is up to date; "npm run drawing" makes it', async () => {
  const { path, svg } = await readmeDrawing();
  assert.equal(readFileSync(path, 'utf8'), svg);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  assert.ok(readme.includes(`](${relative(root, path)})`));
  // One for each symbol of "hihell", whose colours the file has itself.
  assert.equal(svg.match(/data-node="1\.\d"/g).length, 6);
  for (const [, name] of svg.matchAll(/var\((--[\w-]+)\)/g))
    assert.match(svg, RegExp(`${name}:#?`));
  assert.match(svg, /prefers-color-scheme: ?dark/);
});

test('every picture of README is there, and small', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const named = /!\[[^\]]*\]\(([^)]+)\)|\bsrc(?:set)?="([^"]+\.(?:png|svg))"/g;
  const pictures = [...readme.matchAll(named)].map(([, drawn, taken]) => drawn ?? taken);
  assert.equal(pictures.length, 3);
  for (const path of pictures) assert.ok(statSync(join(root, path)).size < 100_000, path);
});
