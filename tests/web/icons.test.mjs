// Icons are the site's own drawings, in ink and accent on paper.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runnerImport } from 'vite';
import { root } from '../../scripts/process.mjs';

const { pixels, png } = (await runnerImport(join(root, 'web/build/icons.ts'))).module;

const colours = { paper: '#ffffff', ink: '#000000', accent: '#ff0000' };
const [paper, ink, accent] = [
  [255, 255, 255, 255],
  [0, 0, 0, 255],
  [255, 0, 0, 255],
];

const at = (rgba, width, x, y) => [...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];

test('a rectangle and a line are where the drawing has them, and paper is around them', async () => {
  const svg =
    '<svg viewBox="0 0 10 10"><path d="M0 2H10" stroke-width="2"/><rect x="4" y="5" width="4" height="4" rx="1"/></svg>';
  const whole = await pixels(svg, { width: 100, height: 100 }, 1, colours);
  assert.deepEqual(at(whole, 100, 50, 20), ink);
  assert.deepEqual(at(whole, 100, 50, 40), paper);
  assert.deepEqual(at(whole, 100, 60, 70), accent);
  assert.deepEqual(at(whole, 100, 40, 50), paper, 'the corner is round');
  const half = await pixels(svg, { width: 100, height: 60 }, 0.5, colours);
  assert.deepEqual(at(half, 100, 50, 15), ink);
  assert.deepEqual(at(half, 100, 20, 15), paper);
});

test('both drawings of the site have something to show', async () => {
  for (const name of ['favicon.svg', 'mark.svg']) {
    const svg = await readFile(join(root, 'web/public', name), 'utf8');
    const seen = await pixels(svg, { width: 64, height: 64 }, 0.8, colours);
    const all = Array.from({ length: 64 * 64 }, (_, i) =>
      String(at(seen, 64, i % 64, Math.floor(i / 64))),
    );
    for (const colour of [paper, ink, accent]) assert.ok(all.includes(String(colour)), name);
  }
});

test('a PNG has the size that it should have', async () => {
  const svg = await readFile(join(root, 'web/public/mark.svg'), 'utf8');
  const file = Buffer.from(await png(svg, { width: 1200, height: 630 }, 0.6, colours));
  assert.equal(file.subarray(1, 4).toString(), 'PNG');
  assert.deepEqual([file.readUInt32BE(16), file.readUInt32BE(20)], [1200, 630]);
});
