import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { allDigits, evenNumbers, fullNumber, shortNumber } = await load('base/numbers.ts');
const { parseBlocks, parsePaste, pasteOver, printBlocks, resize } = await load(
  'lab/fields/matrix-text.ts',
);
const { stops, nearestStop } = await load('lab/fields/sliders.ts');
const languages = { ko: await load('i18n/ko.ts'), zh: await load('i18n/zh.ts') };
const { csv } = await load('base/csv.ts');

test('numbers have four digits and a true minus sign', () => {
  const shown = [0, 5, -0.012345, 0.1, 1234.56, 5.960464e-8, -1e9, NaN, Infinity].map((n) =>
    shortNumber(n),
  );
  assert.deepEqual(shown, [
    '0',
    '5',
    '−0.01235',
    '0.1000',
    '1235',
    '5.960×10⁻⁸',
    '−1.000×10⁹',
    'NaN',
    '∞',
  ]);
});

test('all digits of a float32 are those that give it back, and no more', () => {
  assert.equal(allDigits(Math.fround(0.1)), '0.1');
  assert.equal(fullNumber(Math.fround(-1.6078763)), '−1.6078763');
  for (const value of [1 / 3, Math.PI, 1e-20, 12345678].map(Math.fround)) {
    assert.equal(Math.fround(Number(allDigits(value))), value);
  }
});

test('numbers of an axis have as many decimals as one another', () => {
  assert.deepEqual(evenNumbers([0, 0.5, 1, 1.25]), ['0', '0.50', '1.00', '1.25']);
});

test('a matrix is written as it is read', () => {
  const text = '1,0;0,1|2,3;4,5';
  assert.deepEqual(parseBlocks(text), [
    [
      ['1', '0'],
      ['0', '1'],
    ],
    [
      ['2', '3'],
      ['4', '5'],
    ],
  ]);
  assert.equal(printBlocks(parseBlocks(text)), text);
  assert.deepEqual(parseBlocks('1 0\n0 1\n'), [
    [
      ['1', '0'],
      ['0', '1'],
    ],
  ]);
});

test('a cell that is being typed may be empty', () => {
  assert.equal(printBlocks(parseBlocks('1,,3;4,5,6')), '1,,3;4,5,6');
});

test('cells pasted from a spreadsheet widen the matrix, within its limits', () => {
  const pasted = parsePaste('7\t8\n9\t10\n');
  assert.deepEqual(pasteOver([['1', '2']], pasted, [0, 1], [2, 3]), [
    ['1', '7', '8'],
    ['0', '9', '10'],
  ]);
  assert.deepEqual(pasteOver([['1', '2']], pasted, [0, 1], [1, 2]), [['1', '7']]);
  assert.deepEqual(resize([['1', '2']], 2, 1), [['1'], ['0']]);
});

test('a slider stops at both ends and at every whole number between near limits', () => {
  assert.deepEqual(stops({ min: 1, max: 4, whole: true }), [1, 2, 3, 4]);
});

test('a slider over a wide range goes by order of magnitude', () => {
  const all = stops({ min: 1e-5, max: 10, whole: false });
  assert.equal(all[0], 1e-5);
  assert.equal(all.at(-1), 10);
  assert.ok(all.includes(0.1) && all.length < 80);
  assert.equal(all[nearestStop(all, 0.105)], 0.1);
});

test('a slider stands somewhere whatever is typed', () => {
  const all = stops({ min: 1, max: 4, whole: true });
  assert.deepEqual(
    [-5, NaN, 2.4, 99].map((value) => nearestStop(all, value)),
    [0, 0, 1, 3],
  );
});

test('what any lab refuses is said in Korean and Chinese', async () => {
  const source = await readFile(new URL('../../engine/lab/refusals.h', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/^ {4}\{"([a-z0-9-]+)",/gm)].map(([, code]) => code);
  assert.ok(codes.length > 20);
  for (const { refusals } of Object.values(languages)) {
    assert.deepEqual(Object.keys(refusals).sort(), [...codes].sort());
  }
});

test('a spreadsheet gets commas, quotes and every digit', () => {
  assert.equal(
    csv([
      ['a', 'b,"c"'],
      [Math.fround(0.1), 2],
    ]),
    'a,"b,""c"""\n0.1,2\n',
  );
});

test('Korean and Chinese have every word of the element, with the same values in it', async () => {
  const [{ strings: early }, { late }] = await Promise.all([
    load('i18n/en.ts'),
    load('i18n/en-late.ts'),
  ]);
  const strings = { ...early, ...late };
  const values = (sentence) => [...sentence.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
  for (const language of Object.values(languages)) {
    assert.deepEqual(Object.keys(language.strings).sort(), Object.keys(strings).sort());
    for (const [key, sentence] of Object.entries(strings)) {
      assert.deepEqual(values(language.strings[key]), values(sentence), key);
    }
  }
});
