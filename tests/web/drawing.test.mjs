import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { blank, dab, isBlank, parseDrawing, printDrawing, stroke } =
  await load('lab/fields/drawing.ts');

test('a drawing as text is a matrix with at most two decimals', () => {
  const drawing = blank(2, 3);
  drawing.values.set([0, 0.5, 1, 1 / 3, 0, 0]);
  assert.equal(printDrawing(drawing), '0,0.5,1;0.33,0,0');
});

test('a drawing can be read back from its text', () => {
  const text = '0,0.5,1;0.33,0,0';
  assert.equal(printDrawing(parseDrawing(text, 2, 3)), text);
});

test('no text is a blank drawing, and more than fits is left out', () => {
  assert.ok(isBlank(parseDrawing('', 28, 28)));
  assert.equal(printDrawing(parseDrawing('1,2,3;4;5', 1, 2)), '1,2');
});

test('the brush is full in its middle, soft at its edge and empty beyond', () => {
  const drawing = blank(7, 7);
  dab(drawing, 3.5, 3.5);
  const row = [...drawing.values.subarray(21, 28)];
  assert.equal(row[3], 1);
  assert.ok(row[2] > 0 && row[2] < 1);
  assert.equal(row[1], 0);
});

test('a second stroke over the first takes no ink away', () => {
  const drawing = blank(7, 7);
  dab(drawing, 3.5, 3.5);
  dab(drawing, 4.6, 3.5);
  assert.equal(drawing.values[24], 1);
});

test('a quick stroke has no holes', () => {
  const drawing = blank(28, 28);
  stroke(drawing, [2, 14.5], [26, 14.5]);
  const row = drawing.values.subarray(14 * 28 + 3, 14 * 28 + 25);
  assert.ok(row.every((value) => value > 0.9));
});

test('a brush over the border paints what is inside', () => {
  const drawing = blank(28, 28);
  dab(drawing, -1, 30);
  dab(drawing, 0, 0);
  assert.ok(drawing.values[0] > 0.9);
});

test('the eraser takes what the pen drew, softly at its edge, and no more', () => {
  const drawing = blank(9, 9);
  drawing.values.fill(1);
  dab(drawing, 4.5, 4.5, 'eraser');
  const row = [...drawing.values.subarray(36, 45)];
  assert.equal(row[4], 0);
  assert.ok(row[2] > 0 && row[2] < 1);
  assert.equal(row[0], 1);
  stroke(drawing, [0, 4.5], [9, 4.5], 'eraser');
  assert.ok(drawing.values.subarray(36, 45).every((value) => value === 0));
  assert.equal(drawing.values[0], 1);
});

test('rows are emptied whole, also those that a quick stroke passes', () => {
  const drawing = blank(5, 3);
  drawing.values.fill(1);
  stroke(drawing, [1, 1.5], [2, 3.5], 'rows');
  assert.equal(printDrawing(drawing), '1,1,1;0,0,0;0,0,0;0,0,0;1,1,1');
  dab(drawing, 1, 99, 'rows');
  assert.equal(printDrawing(drawing), '1,1,1;0,0,0;0,0,0;0,0,0;0,0,0');
});
