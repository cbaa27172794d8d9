// What the labs are as lessons: the way for beginners, what each lab builds on and leads to, and what
// the words mean.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const load = async (name) => (await runnerImport(join(root, 'web/build', name))).module;
const { afterwards } = await load('headings.ts');
const { lessons, way } = await load('lessons.ts');
const { Marker } = await load('marking.ts');
const { render } = await load('markdown.ts');
const { groups, terms } = await load('meanings.ts');
const { languages, readStory } = await load('prose.ts');

const files = await readdir(join(root, 'examples'), { recursive: true });
const stories = files.filter((path) => /^(?!background)\w+\/[\w-]+\/en\.md$/.test(path));
const ids = stories.map((path) => basename(dirname(path))).sort();

test('every lab has a line in each language, minutes, and labs that it builds on', () => {
  assert.deepEqual(Object.keys(lessons).sort(), ids);
  for (const [id, { minutes, builds_on, can }] of Object.entries(lessons)) {
    assert.ok(minutes >= 5 && minutes <= 30, id);
    assert.ok(
      builds_on.every((each) => ids.includes(each)),
      id,
    );
    for (const lang of languages) {
      assert.match(can[lang], /\S[.。]$/, `${id} in ${lang}`);
      assert.ok((afterwards[lang] + can[lang]).length <= 120, `${id} in ${lang}`);
    }
  }
});

test('README and examples/README.md name every lab', async () => {
  const read = (path) => readFile(join(root, path), 'utf8');
  const [whole, chapters] = await Promise.all(['README.md', 'examples/README.md'].map(read));
  const told = [...whole.matchAll(/^\| \[.*?\]\(examples\/\w+\/([\w-]+)\/en\.md\)/gm)];
  const listed = [...chapters.matchAll(/^\| `\w+\/` \| (.*) \|$/gm)];
  assert.deepEqual(told.map(([, id]) => id).sort(), ids);
  assert.deepEqual(listed.flatMap(([, row]) => row.split(', ')).sort(), ids);
});

test('no lab builds on itself, however far back', () => {
  const before = (id) => lessons[id].builds_on.flatMap((each) => [each, ...before(each)]);
  for (const id of ids) assert.ok(!before(id).includes(id), id);
});

test('the way is six to eight labs of two hours, hihello second, each after what it builds on', () => {
  assert.ok(way.length >= 6 && way.length <= 8);
  assert.equal(new Set(way).size, way.length);
  assert.equal(way[1], 'hihello');
  assert.ok(way.indexOf('date-format') < way.indexOf('translation'));
  const minutes = way.reduce((sum, id) => sum + lessons[id].minutes, 0);
  assert.ok(minutes > 90 && minutes <= 120, `${minutes} minutes`);
  way.forEach((id, at) => {
    for (const each of lessons[id].builds_on) {
      assert.ok(way.slice(0, at).includes(each), `${id} builds on ${each}`);
    }
  });
});

test('every term has an anchor of its own, a name and a meaning in each language', () => {
  assert.ok(terms.length >= 60);
  assert.equal(new Set(terms.map(({ id }) => id)).size, terms.length);
  for (const { id, name, means } of terms) {
    assert.match(id, /^[a-z-]+$/);
    for (const lang of languages) {
      assert.ok(name[lang], `${id} in ${lang}`);
      assert.match(means[lang], /[.。]$/, `${id} in ${lang}`);
      const sentences = means[lang].match(/[.。](?=\s|$|\p{Script=Han})/gu);
      assert.ok(sentences.length <= 3, `${id} in ${lang}`);
    }
  }
  for (const { title } of groups) for (const lang of languages) assert.ok(title[lang]);
});

const linked = (html) =>
  [...html.matchAll(/<a data-term href="[^#]*#([\w-]+)"/g)].map(([, id]) => id);

for (const lang of languages) {
  test(`a story in ${lang} links a term once, and every term is linked by a story`, async () => {
    const found = await Promise.all(ids.map(async (id) => linked(await readStory(id, lang))));
    found.forEach((terms, at) => assert.equal(new Set(terms).size, terms.length, ids[at]));
    const never = terms.filter(({ id }) => !found.flat().includes(id));
    assert.deepEqual(
      never.map(({ id }) => id),
      [],
    );
  });
}

const marked = (lang, body, lab = 'hihello') => render(body, new Marker(lab, lang, body));

test('the longest term is found, in its forms, in text alone', () => {
  const found = (lang, body, lab) => linked(marked(lang, body, lab));
  assert.deepEqual(found('en', 'Hidden states of cells. A cell.'), ['hidden-state', 'cell']);
  assert.deepEqual(found('en', '## A cell\n`a cell`, [a cell](#hidden=1) and excellent'), []);
  assert.deepEqual(found('ko', '28픽셀을 읽는 셀의 셀 상태'), ['cell', 'cell-state']);
  assert.deepEqual(found('zh', '门户网站里没有遗忘门'), ['forget-gate']);
  assert.deepEqual(found('en', 'two weights', 'sequence-loss'), []);
});

test('signs are found in a line first, and else below the formulas that have them', () => {
  const formulas = '$$c_t = f_t \\odot c_{t-1}$$\n$$T = \\sigma(z)$$';
  const signs = [...marked('en', formulas).matchAll(/<p class="signs">(.*?)<\/p>/g)];
  assert.equal(signs.length, 1);
  assert.deepEqual(linked(signs[0][1]), ['elementwise', 'length', 'sigmoid']);
  const told = marked(
    'en',
    `${formulas}\n\nHere $\\odot$ multiplies, $T = 6$, $\\sigma(0) = 0.5$.`,
  );
  assert.deepEqual(linked(told), ['sigmoid', 'elementwise', 'length']);
  assert.match(told, /#elementwise" aria-label="⊙, element by element"><math>/);
  assert.match(told, /#length" aria-label="T = 6 \(T, sequence length\)"><math>/);
});
