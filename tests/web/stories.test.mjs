// What every story is made of: its parts in their order, what folds away, where it comes from.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const load = async (name) => (await runnerImport(join(root, 'web/build', name))).module;
const { folded, headings, today } = await load('headings.ts');
const { languages, readProse, readStory } = await load('prose.ts');
const { background, courses, papers } = await load('references.ts');
const { readExercises } = await load('exercises.ts');
const { mathml, render } = await load('markdown.ts');
const { Marker } = await load('marking.ts');

const files = await readdir(join(root, 'examples'), { recursive: true });
const stories = files.filter((path) => /^(?!background)\w+\/[\w-]+\/en\.md$/.test(path));
const ids = stories.map((path) => basename(dirname(path)));

const titles = (html) => [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title);
const folds = (html) => [...html.matchAll(/<details data-fold="(\w+)">(.*?)<\/details>/gs)];

const matter = await Promise.all(ids.map((id) => readProse(id, 'en')));

for (const lang of languages) {
  test(`a story in ${lang} tells its parts in their order`, async () => {
    for (const id of ids) {
      const story = titles(await readStory(id, lang));
      const { reading, exercises, ...others } = headings[lang];
      const own = story.filter((title) => Object.values(headings[lang]).includes(title));
      const isAsked = (await readExercises(id)).length > 0;
      const parts = Object.values(headings[lang]).filter(
        (title) => Object.values(others).includes(title) || (title === exercises && isAsked),
      );
      assert.deepEqual(
        own.filter((title) => title !== reading),
        parts,
        id,
      );
      const { reading: papers } = await readProse(id, 'en');
      assert.equal(story.at(-1) === reading, papers.length > 0, id);
    }
  });

  test(`a story in ${lang} folds away what the notebook wrote and printed, and nothing else`, async () => {
    for (const id of ids) {
      const parts = folds(await readStory(id, lang));
      assert.deepEqual(
        parts.map(([, part]) => part),
        folded,
        id,
      );
      for (const [, part, content] of parts) {
        assert.ok(content.startsWith(`<summary><h2>${headings[lang][part]}</h2></summary>`), id);
      }
    }
  });

  test(`a story in ${lang} shows today's code once, where the notebook's is told`, async () => {
    for (const id of ids) {
      const story = await readStory(id, lang);
      const [[, , notebook]] = folds(story);
      assert.equal(story.split('<pre ').length, 2, id);
      assert.match(notebook, new RegExp(`<p>${today[lang]}</p>\\s*<pre `), id);
    }
  });
}

test('what a lab would write today is Python', () => {
  const codes = stories.map((path) => join(root, 'examples', dirname(path), 'today.py'));
  const parse = 'import ast, sys\nfor path in sys.argv[1:]: ast.parse(open(path).read(), path)';
  execFileSync('python3', ['-c', parse, ...codes]);
});

test('every lab says where it comes from, and every course is named by one', () => {
  const named = matter.flatMap(({ sources }) => Object.keys(sources));
  assert.ok(matter.every(({ sources }) => Object.keys(sources).length > 0));
  assert.deepEqual([...new Set(named)].sort(), Object.keys(courses).sort());
});

test('a lab has a page of background and four papers to read on at most, and all have a lab', () => {
  for (const { reading } of matter) {
    const pages = reading.filter((name) => name in background);
    assert.ok(pages.length <= 1 && reading.length - pages.length <= 4);
  }
  const named = matter.flatMap(({ reading }) => reading);
  const all = [...Object.keys(background), ...Object.keys(papers)];
  assert.deepEqual([...new Set(named)].sort(), all.sort());
  for (const { url } of Object.values(papers)) assert.equal(new URL(url).protocol, 'https:');
});

test('the letters of gates and states at a time have the colours of what they are', () => {
  for (const letter of 'ifogch') {
    for (const time of ['t', '{t-1}', '1']) {
      assert.match(mathml(`${letter}_${time}`, false), new RegExp(`class="concept-${letter}"`));
    }
  }
  assert.doesNotMatch(mathml('W_f + \\sigma(i)', false), /concept/);
});

test('no story writes what goes into a gate with the letter of the gate', async () => {
  const paths = files.filter((path) => /\/(?:en|ko|zh)\.md$/.test(path));
  for (const path of paths) {
    const text = await readFile(join(root, 'examples', path), 'utf8');
    assert.doesNotMatch(text, /\\sigma\([ifo](?: \+ [^)]*)?\)|\\tanh\(j\)/, path);
  }
});

test('what follows a formula without a space stays on its line', () => {
  const kept = (body, marker) =>
    [...render(body, marker).matchAll(/<span class="no-break">(.*?)<\/span>/g)].map(([, html]) =>
      html.replace(/<math>.*?<\/math>/g, '$').replace(/<[^>]+>/g, '|'),
    );
  assert.deepEqual(kept('The gates $i_t$, $f_t$ and $o_t$ lie so ($c_t$).'), ['$,', '$).']);
  assert.deepEqual(kept('$h_0$은 0, $c_0$ 없이'), ['$은']);
  assert.deepEqual(kept('读 $x_t$，也读 $h_t$ 和 $c_t$的'), ['$，']);
  assert.deepEqual(kept('$$h_t = x_t$$\n[$x$](#x=1) and `$y$,`'), []);
  const term = '$T = 6$, and $B$';
  assert.deepEqual(kept(term, new Marker('hihello', 'en', term)), ['|$|,']);
});
