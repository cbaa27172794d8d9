// Icons are the site's own drawings, pixel by pixel.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { runnerImport } from 'vite';
import { root } from '../../scripts/process.mjs';

const { drawingOf, outline, pixels, png } = (await runnerImport(join(root, 'web/build/icons.ts')))
  .module;

const [black, red, white] = [
  [0, 0, 0],
  [255, 0, 0],
  [255, 255, 255],
];

const at = (rgb, width, x, y) => [...rgb.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];

test('a rectangle and a line are where the drawing has them, and paper is around them', () => {
  const svg =
    '<svg viewBox="0 0 10 10"><path d="M0 2H10" stroke-width="2"/><rect x="4" y="5" width="4" height="4" rx="1"/></svg>';
  const rgb = pixels(drawingOf(svg, black, red), { width: 100, height: 100 }, 1, white);
  assert.deepEqual(at(rgb, 100, 50, 20), black);
  assert.deepEqual(at(rgb, 100, 50, 40), white);
  assert.deepEqual(at(rgb, 100, 60, 70), red);
  assert.deepEqual(at(rgb, 100, 40, 50), white, 'the corner is round');
});

test('curves end where the path says, and a command that is not known is refused', () => {
  const points = outline('M2 24H8C22 24 22 3.5 12 3.5S3 24 16 24H30');
  assert.deepEqual(points.at(-1), [30, 24]);
  assert.ok(points.some(([x, y]) => x === 12 && y === 3.5));
  assert.ok(points.some(([x, y]) => x === 16 && y === 24));
  assert.throws(() => outline('M0 0A1 1 0 0 0 1 1'), /"A"/);
});

test('both drawings of the site have something to show', async () => {
  for (const name of ['favicon.svg', 'mark.svg']) {
    const svg = await readFile(join(root, 'web/public', name), 'utf8');
    const rgb = pixels(drawingOf(svg, black, red), { width: 64, height: 64 }, 0.8, white);
    const has = (colour) =>
      Array.from({ length: 64 * 64 }, (_, i) => at(rgb, 64, i % 64, Math.floor(i / 64))).some(
        (each) => String(each) === String(colour),
      );
    for (const colour of [black, red, white]) assert.ok(has(colour), `${name}: ${colour}`);
  }
});

test('a PNG holds the pixels that it is given', () => {
  const file = png(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), 2, 2);
  assert.equal(file.subarray(1, 4).toString(), 'PNG');
  const start = file.indexOf('IDAT');
  const body = file.subarray(start + 4, start + 4 + file.readUInt32BE(start - 4));
  assert.deepEqual([...inflateSync(body)], [0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 11, 12]);
});
