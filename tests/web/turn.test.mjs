// A number of a grid that is dragged or turned by keys.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { turned } = await load('lab/fields/turn.ts');

test('a number is turned to hundredths, within its limits', () => {
  assert.equal(turned('1.5', 0.333, [-10, 10]), '1.83');
  assert.equal(turned('-1e3', 5, [-1e6, 1e6]), '-995');
  assert.equal(turned('9.9', 0.5, [0, 10]), '10');
  assert.equal(turned('0.1', -0.5, [0, 10]), '0');
});

test('what is no number is left as it is', () => {
  for (const text of ['', ' ', 'x', '1e999']) assert.equal(turned(text, 1, [-10, 10]), '');
});
