// Every lab is told in every language, and what its story suggests can be done.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';
import { members } from '../bindings/declarations.mjs';

const build = join(dirname(fileURLToPath(import.meta.url)), '../../web/build');
const load = async (name) => (await runnerImport(join(build, name))).module;
const { glue, simdWasm } = await load('paths.ts');
const { headings, outcome } = await load('headings.ts');
const { MissingData, asksForOwnFile, openSession } = await load('sessions.ts');
const { languages, prosePaths, readProse, readProseFile, readRefusals, readStory } =
  await load('prose.ts');

const { default: createEngine } = await import(pathToFileURL(glue));
const engine = await createEngine({
  wasmBinary: await readFile(simdWasm),
  locateFile: (path) => path,
});
const { labs, refusals } = engine.catalogue();

/** Milliseconds that a run of a lab is given: a step or two of the slow ones. */
const PATIENCE = 100;

/** What a lab shows after its first steps. */
function firstSteps(lab, preset, inputs = {}) {
  const session = openSession(engine, lab.id, preset, inputs);
  try {
    const steps = Math.min(lab.previewSteps, 2);
    const { step } = session.advance(steps, PATIENCE, '', -Infinity);
    return { step, frame: session.frame(), answer: answerOf(lab, session) };
  } finally {
    session.delete();
  }
}

/** The answer to a question that is left as it is, or null for a lab without one. */
function answerOf(lab, session) {
  if (!lab.question) return null;
  const question = Object.fromEntries(lab.question.map(({ name, default: text }) => [name, text]));
  return session.ask(question);
}

/** The same, or null for a preset on optional data that are not here. */
function firstStepsIfThere(lab, preset) {
  try {
    return firstSteps(lab, preset);
  } catch (error) {
    if (error instanceof MissingData) return null;
    throw error;
  }
}

/** Kinds of reports that have a panel for each name. */
const kinds = ['curves', ...members('Shown').keys()].filter((kind) => kind !== 'levels');

/** Names of everything that has a panel, and of what is in it. */
const namesIn = (shown) => [
  ...kinds.flatMap((kind) => Object.keys(shown[kind] ?? {})),
  ...shown.levels.map(({ name }) => name),
  ...Object.values(shown.plots).flatMap(({ lines, xAxis, yAxis }) => [
    ...lines.map(({ name }) => name),
    ...[xAxis, yAxis].filter(Boolean),
  ]),
];

const hasWords = (text) => /[a-z]{2}/i.test(text);
const isNumber = (text) => Number.isFinite(Number(text));

/** Words of tables that are the lab's own: heads of columns, names of rows that hold numbers or one
 *  cell. Others are what a lab reads and writes. */
const columnsOf = ({ tables }) =>
  Object.values(tables).flatMap(({ columns }) => columns.filter(hasWords));
const wordsOfTables = ({ tables }) =>
  Object.values(tables).flatMap(({ columns, rows }) => [
    ...columns.filter(hasWords),
    ...rows
      .filter(([, ...cells]) => cells.length === 1 || cells.every(isNumber))
      .map(([name]) => name)
      .filter(hasWords),
  ]);

/** Names of all that a lab reports, over its presets; its first steps tell them all. */
function reported(lab) {
  const names = new Set();
  const invariants = new Set();
  const cells = new Set();
  const heads = [];
  for (const { name } of lab.presets.filter((preset) => !asksForOwnFile(preset))) {
    const { frame, answer } = firstStepsIfThere(lab, name) ?? {};
    for (const shown of [frame, answer].filter(Boolean)) {
      for (const report of namesIn(shown)) names.add(report);
    }
    for (const cell of frame ? wordsOfTables(frame) : []) cells.add(cell);
    if (answer) heads.push(columnsOf(answer));
    for (const { name, invariant } of frame?.published ?? []) if (invariant) invariants.add(name);
  }
  // Heads of answers that not every preset has are what was asked.
  const [first = [], ...others] = heads;
  for (const head of first) if (others.every((those) => those.includes(head))) cells.add(head);
  return { names: [...names], invariants: [...invariants], cells: [...cells] };
}

const isSaid = (text) => typeof text === 'string' && text.trim() !== '';

function assertSaid(texts, names, what, ...parts) {
  const missing = names.filter((name) => {
    const text = texts?.[name];
    return parts.length === 0 ? !isSaid(text) : parts.some((part) => !isSaid(text?.[part]));
  });
  assert.deepEqual(missing, [], `${what} without words`);
}

const byName = (parts) => Object.fromEntries(parts.map((part) => [part.name, part]));

/** English words of a lab's form stand in C++; a file may say them otherwise. */
const englishTexts = (lab) => ({
  title: lab.title,
  summary: lab.summary,
  inputs: byName(lab.inputs),
  question: byName(lab.question ?? []),
  presets: byName(lab.presets),
});

const nameOf = (label) => label.toLowerCase().replaceAll(/[ -]/g, '_');

/** Options whose label says more than their name: "lstm" is LSTM everywhere. */
const optionsToSay = (lab) =>
  [...lab.inputs, ...(lab.question ?? [])].flatMap(({ name, options }) =>
    options
      .filter((option) => nameOf(option.label) !== option.name)
      .map((option) => `${name}.${option.name}`),
  );

/** What is read: neither formulas nor code of several lines. */
const plain = (html) =>
  html
    .replace(/<math.*?<\/math>/gs, ' ')
    .replace(/<pre.*?<\/pre>/gs, ' ')
    .replace(/<[^>]*>/g, ' ');

/** A story without its exercises, and without the lines that open what comes out of a change. */
const storyAlone = (lang, html) =>
  html
    .replace(/<ol class="exercises">.*?<\/ol>/gs, ' ')
    .replace(`<h2>${headings[lang].exercises}</h2>`, ' ')
    .replaceAll(`<summary>${outcome[lang]}</summary>`, ' ');

/** A story without its head, without what folds away and without what to read on. */
const told = (lang, html) =>
  html
    .replace(/<details data-fold="\w+">.*?<\/details>|<p class="sources">.*?<\/p>/gs, ' ')
    .split(`<h2>${headings[lang].reading}</h2>`)[0];

function words(lang, html) {
  const segments = new Intl.Segmenter(lang, { granularity: 'word' }).segment(plain(html));
  return [...segments].filter(({ isWordLike }) => isWordLike).length;
}

const tryLinks = (html) =>
  [...html.matchAll(/<a href="#([^"]*)" data-try/g)].map(([, fragment]) =>
    Object.fromEntries(new URLSearchParams(fragment.replaceAll('&amp;', '&'))),
  );

const valuesIn = (sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

/** Every sentence is there, none too many, and none has a value that the English one has not. */
function assertTranslated(said, english) {
  assert.deepEqual(Object.keys(said).sort(), Object.keys(english).sort());
  for (const [code, sentence] of Object.entries(said)) {
    assert.ok(isSaid(sentence), code);
    const known = valuesIn(english[code]);
    const unknown = valuesIn(sentence).filter((name) => !known.includes(name));
    assert.deepEqual(unknown, [], code);
  }
}

/** The labs that read a file of prose, by its path. */
function readersOf(lang) {
  const readers = new Map();
  for (const lab of labs) {
    for (const path of prosePaths(lab.id, lang)) {
      readers.set(path, [...(readers.get(path) ?? []), lab]);
    }
  }
  return readers;
}

for (const lang of ['ko', 'zh']) {
  test(`what any lab refuses is said in ${lang}, with the same values`, async () => {
    const { refusals: said } = await load(`../src/i18n/${lang}.ts`);
    assertTranslated(said, refusals);
  });

  test(`every folder says in ${lang} what its labs refuse, and no more`, async () => {
    for (const [path, readers] of readersOf(lang)) {
      const { refusals: said } = await readProseFile(path);
      const codes = readers.flatMap((lab) => Object.keys(lab.refusals));
      const unused = Object.keys(said).filter((code) => !codes.includes(code));
      assert.deepEqual(unused, [], path);
    }
  });
}

test('a refusal of a lab has a code that no other sentence of that lab has', () => {
  for (const lab of labs) {
    const twice = Object.keys(lab.refusals).filter((code) => code in refusals);
    assert.deepEqual(twice, [], lab.id);
  }
});

for (const lab of labs) {
  const { names, invariants, cells } = reported(lab);
  const taken = new Set(); // changes that the lab takes, whatever the language
  for (const lang of languages) {
    const { text: own, keywords } = await readProse(lab.id, lang);
    const text = lang === 'en' ? { ...englishTexts(lab), ...own } : own;
    const story = await readStory(lab.id, lang);

    test(`${lab.id} in ${lang} has words for all that the page shows`, () => {
      assert.ok(isSaid(text.title), 'a title');
      assert.ok(isSaid(text.summary), 'a summary');
      assert.ok(isSaid(keywords), 'keywords');
      const inputs = lab.inputs.map(({ name }) => name);
      const question = (lab.question ?? []).map(({ name }) => name);
      const presets = lab.presets.map(({ name }) => name);
      assertSaid(text.inputs, inputs, 'inputs', 'label', 'help');
      assertSaid(text.question, question, 'question', 'label', 'help');
      assertSaid(text.presets, presets, 'presets', 'label', 'note');
      assertSaid(text.reports, names, 'reports');
      if (lang === 'en') return;
      assertSaid({ ...text.reports, ...text.cells }, cells, 'cells of tables');
      assertSaid(text.invariants, invariants, 'invariants');
      assertSaid(text.options, optionsToSay(lab), 'options');
    });

    test(`${lab.id} in ${lang} has a sentence for all that it refuses`, async () => {
      const said = await readRefusals(lab, lang);
      assertTranslated(said, lang === 'en' ? {} : lab.refusals);
    });

    test(`${lab.id} in ${lang} says nothing about what is not there`, () => {
      const known = (texts, those) =>
        Object.keys(texts ?? {}).filter((name) => !those.some((one) => one.name === name));
      assert.deepEqual(known(own.inputs, lab.inputs), [], 'inputs');
      assert.deepEqual(known(own.question, lab.question ?? []), [], 'question');
      assert.deepEqual(known(own.presets, lab.presets), [], 'presets');
    });

    test(`${lab.id} in ${lang} is a story of at most 350 words, and 500 with what folds away`, () => {
      const own = storyAlone(lang, story);
      const [short, whole] = [words(lang, told(lang, own)), words(lang, own)];
      assert.ok(short >= 120 && short <= 350, `${short} words`);
      assert.ok(whole >= 150 && whole <= 500, `${whole} words`);
    });

    test(`${lab.id} in ${lang} suggests changes that the lab takes`, () => {
      const links = tryLinks(story);
      assert.ok(links.length > 0, 'no "try it" link');
      for (const { preset = '', v: _, ...inputs } of links) {
        const change = JSON.stringify([preset, inputs]);
        if (!taken.has(change)) openSession(engine, lab.id, preset, inputs).delete();
        taken.add(change);
      }
    });
  }

  test(`${lab.id} suggests the same changes in every language`, async () => {
    const stories = await Promise.all(languages.map((lang) => readStory(lab.id, lang)));
    const [first, ...others] = stories.map(tryLinks);
    for (const links of others) assert.equal(links.length, first.length);
  });
}
