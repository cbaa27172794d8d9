// Attention as bands: where words stand, what joins them, and what a press on a word asks for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { LINE, bandOf, shapeOf, toggled } = await load('panels/bands/shape.ts');

const read = [40, 60, 30, 90];
const written = [50, 24];

test('two sentences lie one above the other where both have room, words in their order', () => {
  const shape = shapeOf(read, written, 640);
  assert.equal(shape.isUpright, false);
  for (const [places, widths] of [
    [shape.read, read],
    [shape.written, written],
  ]) {
    places.forEach(({ x }, i) => {
      assert.ok(x - widths[i] / 2 >= 0 && x + widths[i] / 2 <= shape.width);
      if (i > 0) assert.ok(x - widths[i] / 2 > places[i - 1].x + widths[i - 1] / 2);
    });
  }
  assert.ok(shape.written[0].y - shape.read[0].y > 2 * LINE);
});

test('where there is no room they stand side by side, within it', () => {
  const shape = shapeOf(read, written, 200);
  assert.equal(shape.isUpright, true);
  assert.ok(shape.width <= 200);
  assert.equal(shape.height, 4 * LINE);
  shape.read.forEach(({ x }, i) => assert.equal(x + read[i] / 2, shape.edges[0]));
  shape.written.forEach(({ x }, i) => assert.equal(x - written[i] / 2, shape.edges[1]));
});

test('a band is as thick as its weight, and none is drawn where hardly anything was looked at', () => {
  const shape = shapeOf(read, written, 640);
  const half = bandOf(shape, 3, 0, 0.5);
  assert.equal(half.width, bandOf(shape, 0, 1, 1).width / 2);
  assert.ok(half.path.startsWith(`M${shape.read[3].x} `));
  assert.ok(half.path.includes(` ${shape.written[0].x} `));
  assert.equal(bandOf(shape, 0, 0, 0.001), null);
  assert.equal(bandOf(shape, 0, 0, Number.NaN), null);
});

test('a press puts a place into the list of those that are muted, another takes it out', () => {
  assert.equal(toggled('', 3), '3');
  assert.equal(toggled('3, 12', 5), '3,5,12');
  assert.equal(toggled('3,5 12', 5), '3,12');
  assert.equal(toggled('5', 5), '');
});
