// The y axis of charts has few names, in its range and in order, whatever the values are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { linearRange, linearTicks, logRange, logTicks, mostIn, roomForNames } =
  await load('panels/chart-axis.ts');
const { evenNumbers } = await load('base/numbers.ts');

const DENORMAL = 2 ** -149;
const LARGEST = (2 - 2 ** -23) * 2 ** 127;

function assertAxis([min, max], ticks, what) {
  assert.ok(Number.isFinite(min) && Number.isFinite(max) && min < max, what);
  assert.ok(ticks.length >= 2 && ticks.length <= 10, `${what}: ${ticks.length} names`);
  for (const [i, tick] of ticks.entries()) {
    assert.ok(tick >= min && tick <= max, `${what}: ${tick}`);
    if (i > 0) assert.ok(tick > ticks[i - 1], `${what}: ${ticks}`);
  }
  assert.equal(new Set(evenNumbers(ticks)).size, ticks.length, `${what}: ${evenNumbers(ticks)}`);
}

const positive = [DENORMAL, 1e-40, 1e-38, 1e-24, 3e-7, 0.02, 1, 7, 1e6, 3e20, LARGEST];

test('a log axis from any positive number to any other has between two and ten names', () => {
  for (const min of positive) {
    for (const max of positive.filter((value) => value >= min)) {
      const range = logRange(min, max);
      assert.ok(range[0] <= min * (1 + 1e-12) && range[1] >= max * (1 - 1e-12));
      assertAxis(range, logTicks(...range), `${min} to ${max}`);
    }
  }
});

test('a linear axis between any two numbers has between two and ten names', () => {
  const values = [...positive.map((value) => -value), 0, ...positive].toSorted((a, b) => a - b);
  for (const [i, min] of values.entries()) {
    for (const max of values.slice(i)) {
      for (const fromZero of [false, true]) {
        const range = linearRange(min, max, fromZero);
        assert.ok(range[0] <= min && range[1] >= max);
        assertAxis(range, linearTicks(...range), `${min} to ${max}`);
      }
    }
  }
});

test('numbers that differ in the last of their bits have an axis as well', () => {
  for (const value of [1, 1e6, 1e-30, 1e30]) {
    const next = Math.fround(value * (1 + 2 ** -23));
    const range = linearRange(Math.fround(value), next, false);
    assert.ok(linearTicks(...range).length <= 10);
  }
});

test('names of a log axis are powers of ten, and 2 and 5 times each where there are few', () => {
  assert.deepEqual(logTicks(0.1, 10), [0.1, 0.2, 0.5, 1, 2, 5, 10]);
  assert.deepEqual(logTicks(1e-3, 1), [1e-3, 1e-2, 0.1, 1]);
  assert.deepEqual(logTicks(1e-24, 1), [1e-24, 1e-20, 1e-16, 1e-12, 1e-8, 1e-4, 1]);
});

test('names of an axis have as many digits as tell them apart', () => {
  assert.deepEqual(evenNumbers([1.2e-4, 1.3e-4]), ['1.2×10⁻⁴', '1.3×10⁻⁴']);
  assert.deepEqual(evenNumbers([1e-4, 1e-5]), ['1×10⁻⁴', '1×10⁻⁵']);
});

test('the names of an axis have room for a minus before a power, and charts one edge else', () => {
  const symbol = 7; // pixels, on average
  const names = evenNumbers(linearTicks(-2.2e7, 0));
  assert.ok(names.includes('−5.0×10⁶'), names.join());
  assert.ok(roomForNames(names) > symbol * '−5.0×10⁶'.length + 6);
  assert.equal(roomForNames(evenNumbers(linearTicks(-1, 1))), roomForNames(['0', null]));
});

test('on a chart of any height the names stand a line of text apart, and there is one at least', () => {
  const LINE = 15;
  for (const height of [112, 150, 200, 260]) {
    for (const max of positive) {
      for (const [ticks, range, place] of [
        [linearTicks, linearRange(max / 3, max, true), (y) => y],
        [linearTicks, linearRange(0.9 * max, max, false), (y) => y],
        [logTicks, logRange(max / 2, max), Math.log10],
        [logTicks, logRange(1e-4, Math.max(max, 1e-3)), Math.log10],
      ]) {
        const names = ticks(...range, mostIn(height)).map(place);
        const [from, to] = range.map(place);
        const pixel = (to - from) / (height - 44);
        const apart = names.slice(1).map((name, i) => (name - names[i]) / pixel);
        assert.ok(names.length > 0, `${range}, ${height} pixels`);
        assert.ok(Math.min(...apart, LINE) >= LINE, `${range}, ${height} pixels: ${apart}`);
      }
    }
  }
});
