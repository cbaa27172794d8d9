// Worksheets: what is written is read again, what is damaged is refused with what to do, and no text
// of a teacher becomes markup.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { readSheet, writeSheet, most, newLab } = await load('site/worksheet/sheet.ts');
const { linkOf, sheetIn, partIn, frameAddress } = await load('site/worksheet/address.ts');
const { readAnswers, readGiven, writeAnswers } = await load('site/worksheet/answers.ts');
const { fileStem } = await load('site/worksheet/stem.ts');
const { strings } = await load('i18n/worksheet.ts');

const site = 'https://school.example/rnn/';
const labs = ['hihello', 'one-cell'];
const sheet = {
  title: '하나의 셀 & "Hi Hello"',
  lang: 'ko',
  parts: [
    { kind: 'text', text: '# 시작\n\n<script>alert(1)</script>' },
    {
      ...newLab('hihello'),
      fragment: '#v=1&hidden=8',
      task: 'Loss < 0.05?',
      goal: 'loss < 0.05',
      hide: ['published'],
      lock: ['seed'],
    },
    { kind: 'question', text: 'Why?' },
  ],
};

/** The code of what is refused, which has a sentence in every language. */
function refused(act) {
  let code = 'taken';
  try {
    act();
  } catch (error) {
    code = error.code;
  }
  for (const lang of ['en', 'ko', 'zh']) assert.ok(strings[lang][code], `${lang} ${code}`);
  return code;
}

const changed = (change) => JSON.stringify({ ...JSON.parse(writeSheet(sheet)), ...change });

test('a worksheet comes out of its file and of its link as it went in', () => {
  assert.deepEqual(readSheet(writeSheet(sheet), labs), sheet);
  const link = new URL(linkOf(site, sheet));
  assert.equal(link.origin + link.pathname, `${site}worksheet/`);
  assert.equal(link.searchParams.get('lang'), 'ko');
  assert.deepEqual(sheetIn(link.hash, labs), sheet);
  assert.equal(sheetIn('#main', labs), null);
});

test('a file that is cut, of another kind, newer, too large or of another site is refused', () => {
  const json = writeSheet(sheet);
  assert.equal(
    refused(() => readSheet(json.slice(0, -20), labs)),
    'damaged',
  );
  assert.equal(
    refused(() => readSheet('[]', labs)),
    'otherKind',
  );
  assert.equal(
    refused(() => readSheet('null', labs)),
    'otherKind',
  );
  assert.equal(
    refused(() => readSheet(changed({ v: 2 }), labs)),
    'newer',
  );
  assert.equal(
    refused(() => readSheet(changed({ v: '1' }), labs)),
    'damaged',
  );
  assert.equal(
    refused(() => readSheet(changed({ lang: 'xx' }), labs)),
    'damaged',
  );
  assert.equal(
    refused(() => readSheet(json, ['one-cell'])),
    'unknownLab',
  );
  assert.deepEqual(readSheet(json), readSheet(json, labs));
  assert.equal(
    refused(() => readSheet(' '.repeat(most.file + 1), labs)),
    'tooLarge',
  );
  const many = Array(most.parts + 1).fill({ kind: 'text', text: '' });
  assert.equal(
    refused(() => readSheet(changed({ parts: many }), labs)),
    'tooLarge',
  );
});

test('a part that is not as it is written here is refused, whatever is in it', () => {
  const lab = newLab('hihello');
  for (const part of [
    null,
    7,
    'text',
    [],
    {},
    { kind: 'text' },
    { kind: 'text', text: 1 },
    { kind: 'frame', text: '' },
    { ...lab, fragment: '/../../elsewhere' },
    { ...lab, hide: 'title' },
    { ...lab, lock: [1] },
    { ...lab, task: {} },
    { ...lab, goal: null },
  ]) {
    assert.equal(
      refused(() => readSheet(changed({ parts: [part] }), labs)),
      'badPart',
      JSON.stringify(part),
    );
  }
});

test('a link that is cut is refused', () => {
  const { hash } = new URL(linkOf(site, sheet));
  for (const cut of [hash.slice(0, -10), '#v=1&z=', '#v=1&z=%00', '#z=AAAA']) {
    assert.equal(
      refused(() => sheetIn(cut, labs)),
      'damaged',
      cut,
    );
  }
});

test('a lab’s link becomes a part with all that it says, and links of others become none', async () => {
  const shared = `${site}lab/hihello/?embed=1&lang=ko&hide=title,run&lock=seed&goal=loss+%3C+0.05&task=Why%3F&preset=gru#v=1&hidden=8`;
  assert.deepEqual(await partIn(shared, labs), {
    kind: 'lab',
    lab: 'hihello',
    fragment: '#v=1&preset=gru&hidden=8',
    task: 'Why?',
    goal: 'loss < 0.05',
    hide: ['title', 'run'],
    lock: ['seed'],
  });
  for (const link of [
    '',
    'hihello',
    `${site}lab/unknown/`,
    `${site}about/`,
    'javascript:alert(1)',
  ]) {
    assert.equal(await partIn(link, labs), null, link);
  }
});

test('a lab in a worksheet is that of this site, whatever its fields say', () => {
  const part = { ...sheet.parts[1], goal: '"><script>&lang=en#x' };
  const address = new URL(frameAddress(site, part, 'ko', 'dark'));
  assert.equal(address.origin + address.pathname, `${site}lab/hihello/`);
  assert.equal(address.searchParams.get('goal'), part.goal);
  assert.equal(address.searchParams.get('lang'), 'ko');
  assert.equal(address.hash, '#v=1&hidden=8');
});

const answers = { name: 'Ada', answers: { 2: 'Because <b>it</b> remembers.' }, reached: { 1: 17 } };

test('answers come out of their file as they went in, and tell by themselves what was asked', () => {
  const json = writeAnswers(sheet, answers);
  assert.deepEqual(readAnswers(sheet, json), answers);
  const { title, name, parts } = readGiven(json);
  assert.equal(title, sheet.title);
  assert.equal(name, 'Ada');
  assert.deepEqual(parts, [
    { lab: 'hihello', task: 'Loss < 0.05?', goal: 'loss < 0.05', reached: 17 },
    { question: 'Why?', answer: 'Because <b>it</b> remembers.' },
  ]);
});

test('answers to another worksheet, and damaged ones, are refused', () => {
  const json = writeAnswers(sheet, answers);
  const other = { ...sheet, parts: [...sheet.parts, { kind: 'text', text: '' }] };
  assert.equal(
    refused(() => readAnswers(other, json)),
    'otherSheet',
  );
  assert.equal(
    refused(() => readAnswers(sheet, json.slice(0, 50))),
    'damaged',
  );
  assert.equal(
    refused(() => readAnswers(sheet, writeSheet(sheet))),
    'otherKind',
  );
  const data = JSON.parse(json);
  for (const parts of [{}, [null], [{}], [{ ...data.parts[0], reached: 'yes' }]]) {
    const damaged = JSON.stringify({ ...data, parts });
    assert.equal(
      refused(() => readGiven(damaged)),
      'damaged',
      damaged,
    );
  }
});

test('a file’s name has no sign that systems refuse', () => {
  assert.equal(fileStem('../Ada: <b>', 'Hi/Hello'), 'Ada-b-Hi-Hello');
  assert.equal(fileStem('', '???'), 'worksheet');
});
