// What a lab is shared as: an address, and markup that no text of a teacher breaks out of.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './modules.mjs';

const { addressOf, elementOf, frameOf, notebookOf } = await load('site/share/address.ts');
const { choose, first, goalTrouble, NOW } = await load('site/share/made.ts');

const site = 'https://school.example/rnn/';
const lab = {
  id: 'hihello',
  title: 'Hi Hello RNN',
  inputs: [
    { name: 'hidden', kind: 'integer', default: '5' },
    { name: 'text', kind: 'text', default: 'hihello' },
    { name: 'seed', kind: 'seed', default: '777' },
  ],
  presets: [
    { name: 'as-published', inputs: {} },
    { name: 'gru', inputs: { hidden: '9' } },
  ],
};

const nothing = { fragment: '', preset: '' };
const chosen = (wishes, now = nothing) => choose(lab, lab.title, now, { ...first, ...wishes });

test('nothing chosen is the plain address of the lab, alone and embedded', async () => {
  const choice = await chosen({});
  assert.equal(addressOf(site, choice, false), `${site}lab/hihello/`);
  assert.equal(addressOf(site, choice, true), `${site}lab/hihello/?embed=1`);
});

test('all that can be chosen is in the address and comes out of it again', async () => {
  const wishes = {
    lang: 'ko',
    theme: 'dark',
    hide: ['title', 'run'],
    lock: ['seed', 'hidden'],
    goal: 'loss < 0.05, step <= 40',
    task: '손실을 낮춰요 & "묻기"? #1',
    seed: '42',
  };
  const choice = await chosen(wishes, { fragment: '#v=1&hidden=8', preset: '' });
  const url = new URL(addressOf(site, choice, true));
  const query = Object.fromEntries(url.searchParams);
  assert.deepEqual(query, {
    embed: '1',
    lang: 'ko',
    theme: 'dark',
    hide: 'title,run',
    lock: 'seed,hidden',
    goal: wishes.goal,
    task: wishes.task,
  });
  assert.equal(url.hash, '#v=1&hidden=8&seed=42');
});

test('a preset is shared with its own seed unless another one is wished for', async () => {
  const changed = { fragment: '#v=1&hidden=8', preset: '' };
  assert.equal((await chosen({ begin: 'gru' }, changed)).fragment, '#v=1&preset=gru');
  const other = await chosen({ begin: 'gru', seed: '778' }, changed);
  assert.equal(other.fragment, '#v=1&preset=gru&seed=778');
  assert.equal((await chosen({ begin: NOW, seed: '777' }, changed)).fragment, '#v=1&hidden=8');
});

test('pinned runs and places in the page are not shared', async () => {
  assert.equal((await chosen({}, { fragment: '#v=1&pins=x', preset: '' })).fragment, '');
  assert.equal((await chosen({}, { fragment: '#lab', preset: '' })).fragment, '');
});

const attack = '"><script>alert(1)</script><a title="';

test('no text gets out of its attribute in the markup', async () => {
  const choice = { ...(await chosen({ task: attack, goal: attack })), title: attack };
  choice.inputs = { text: attack };
  const frame = frameOf(site, choice);
  const element = elementOf(site, choice);
  assert.equal(frame.match(/</g).length, 2);
  assert.doesNotMatch(
    element.replace(/^<script type="module" src="[^"]*"><\/script>/, ''),
    /<script/,
  );
  assert.match(element, /input-text="&quot;&gt;&lt;script&gt;/);
});

test('inputs of the element are attributes that HTML has no other meaning for', async () => {
  const choice = await chosen(
    { hide: ['title', 'story', 'run'] },
    { fragment: '#hidden=8&at.5.hidden=9', preset: '' },
  );
  assert.equal(
    elementOf(site, choice).split('\n')[1],
    '<unfold-lab lab="hihello" input-hidden="8" hide="run"></unfold-lab>',
  );
});

test('a cell of a notebook has the choice as Python writes it, and no text gets out of its quotes', async () => {
  const choice = await chosen(
    { begin: NOW, lang: 'ko', hide: ['title', 'run'], lock: ['seed'], goal: 'loss < 0.1' },
    { fragment: '#v=1&preset=gru&hidden=8&seed=007&at.5.hidden=9', preset: '' },
  );
  choice.inputs.text = '"); alert(1)\n';
  const [first, empty, call] = notebookOf(site, choice).split('\n');
  assert.deepEqual([first, empty], ['from unfold_lab import Lab', '']);
  assert.equal(
    call,
    `Lab("hihello", site="${site}", preset="gru", lang="ko", goal="loss < 0.1", hide=["run"], lock=["seed"], hidden=8, seed="007", text="\\"); alert(1)\\n")`,
  );
});

test('a text that was cut in the middle of a symbol, or ends a sentence, is an address all the same', async () => {
  const address = addressOf(site, await chosen({ task: 'Try it\ud83d.' }), false);
  assert.ok(address.endsWith('task=Try+it%2E'), address);
});

test('a height is a number of pixels that a page can have', async () => {
  for (const [text, height] of [
    ['600', 600],
    ['', 600],
    ['x', 600],
    ['1', 200],
    ['99999', 4000],
  ]) {
    assert.equal((await chosen({ height: text })).height, height, text);
  }
});

test('what is wrong with a goal is said, in the reader’s language', () => {
  const reports = ['loss', 'prediction'];
  const trouble = (goal, lang = 'en') => goalTrouble(goal, lab, reports, lang);
  for (const right of [
    '',
    '  ',
    'loss < 0.05, step <= 40',
    'prediction contains "a,b"',
    'input hidden <= 3',
  ])
    assert.equal(trouble(right), '', right);
  assert.match(trouble('lost < 1'), /lost/);
  assert.match(trouble('loss < many'), /number/);
  assert.match(trouble('loss', 'ko'), /조건/);
});
