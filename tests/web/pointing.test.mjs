// What is pointed at in one panel is found in another by its axis.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { along, named } = await load('panels/pointing.ts');

const letters = named(['h', 'e', 'l', 'o']);
const pointed = [
  { axis: 'time', index: 3, size: 6, names: '' },
  { axis: 'next symbol', index: 2, size: 4, names: letters },
];

test('an axis of the same name and size has the place', () => {
  assert.equal(along(pointed, ['time', 'unit'], { axis: 'time', size: 6 }), 3);
});

test('a sequence of another length, or another axis of that length, means something else', () => {
  assert.equal(along(pointed, [], { axis: 'time', size: 5 }), null);
  assert.equal(along(pointed, [], { axis: 'unit', size: 6 }), null);
});

test('an axis of another name has the place where its names are the same', () => {
  assert.equal(along(pointed, ['symbol'], { axis: 'symbol', size: 4, names: letters }), 2);
  assert.equal(along(pointed, ['symbol'], { axis: 'symbol', size: 4, names: named(['a']) }), null);
  assert.equal(along(pointed, ['symbol'], { axis: 'symbol', size: 4, names: '' }), null);
});

test('of two axes of the same names each has its own place, and what one has is not the other’s', () => {
  const digits = named(['0', '1', '2']);
  const both = ['class', 'prediction'].map((axis, index) => ({
    axis,
    index,
    size: 3,
    names: digits,
  }));
  const at = (axis) => along(both, ['class', 'prediction'], { axis, size: 3, names: digits });
  assert.deepEqual([at('class'), at('prediction')], [0, 1]);
  const one = along(both.slice(0, 1), ['class', 'prediction'], {
    axis: 'prediction',
    size: 3,
    names: digits,
  });
  assert.equal(one, null);
});
