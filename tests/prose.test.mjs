// Every lab is told in every language, and what its story suggests can be done.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';

const build = join(dirname(fileURLToPath(import.meta.url)), '../web/build');
const load = async (name) => (await runnerImport(join(build, name))).module;
const { glue, simdWasm } = await load('paths.ts');
const { languages, readProse, readStory } = await load('prose.ts');

const { default: createEngine } = await import(pathToFileURL(glue));
const engine = await createEngine({
  wasmBinary: await readFile(simdWasm),
  locateFile: (path) => path,
});
const { labs, refusals } = engine.catalogue();

/** Names of all that a lab reports, over its presets; a step or two tell them all. */
function reported(lab) {
  const names = new Set();
  const invariants = new Set();
  for (const { name } of lab.presets) {
    const session = new engine.Session(lab.id, name, {});
    const { curves, texts, matrices, tables, published } = session.advance(2);
    session.delete();
    for (const kind of [curves, texts, matrices, tables]) {
      for (const report of Object.keys(kind)) names.add(report);
    }
    for (const { name, invariant } of published) if (invariant) invariants.add(name);
  }
  return { names: [...names], invariants: [...invariants] };
}

const isSaid = (text) => typeof text === 'string' && text.trim() !== '';

function assertSaid(texts, names, what, ...parts) {
  const missing = names.filter((name) => {
    const text = texts?.[name];
    return parts.length === 0 ? !isSaid(text) : parts.some((part) => !isSaid(text?.[part]));
  });
  assert.deepEqual(missing, [], `${what} without words`);
}

/** English words of a lab's form stand in C++; a file may say them otherwise. */
const englishTexts = (lab) => ({
  title: lab.title,
  summary: lab.summary,
  inputs: Object.fromEntries(lab.inputs.map((input) => [input.name, input])),
  presets: Object.fromEntries(lab.presets.map((preset) => [preset.name, preset])),
});

const nameOf = (label) => label.toLowerCase().replaceAll(/[ -]/g, '_');

/** Options whose label says more than their name: "lstm" is LSTM everywhere. */
const optionsToSay = (lab) =>
  lab.inputs.flatMap(({ name, options }) =>
    options
      .filter((option) => nameOf(option.label) !== option.name)
      .map((option) => `${name}.${option.name}`),
  );

const plain = (html) => html.replace(/<math.*?<\/math>/gs, ' ').replace(/<[^>]*>/g, ' ');

function words(lang, html) {
  const segments = new Intl.Segmenter(lang, { granularity: 'word' }).segment(plain(html));
  return [...segments].filter(({ isWordLike }) => isWordLike).length;
}

const tryLinks = (html) =>
  [...html.matchAll(/<a href="#([^"]*)" data-try/g)].map(([, fragment]) =>
    Object.fromEntries(new URLSearchParams(fragment.replaceAll('&amp;', '&'))),
  );

const valuesIn = (sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

for (const lang of ['ko', 'zh']) {
  test(`a refusal in ${lang} names no value that the English sentence has not`, async () => {
    const { refusals: said } = await load(`../src/i18n/${lang}.ts`);
    for (const [code, sentence] of Object.entries(said)) {
      const known = valuesIn(refusals[code]);
      const unknown = valuesIn(sentence).filter((name) => !known.includes(name));
      assert.deepEqual(unknown, [], code);
    }
  });
}

for (const lab of labs) {
  const { names, invariants } = reported(lab);
  for (const lang of languages) {
    const { text: own } = await readProse(lab.id, lang);
    const text = lang === 'en' ? { ...englishTexts(lab), ...own } : own;
    const story = await readStory(lab.id, lang);

    test(`${lab.id} in ${lang} has words for all that the page shows`, () => {
      assert.ok(isSaid(text.title), 'a title');
      assert.ok(isSaid(text.summary), 'a summary');
      const inputs = lab.inputs.map(({ name }) => name);
      const presets = lab.presets.map(({ name }) => name);
      assertSaid(text.inputs, inputs, 'inputs', 'label', 'help');
      assertSaid(text.presets, presets, 'presets', 'label', 'note');
      assertSaid(text.reports, names, 'reports');
      if (lang === 'en') return;
      assertSaid(text.invariants, invariants, 'invariants');
      assertSaid(text.options, optionsToSay(lab), 'options');
    });

    test(`${lab.id} in ${lang} says nothing about what is not there`, () => {
      const known = (texts, those) =>
        Object.keys(texts ?? {}).filter((name) => !those.some((one) => one.name === name));
      assert.deepEqual(known(own.inputs, lab.inputs), [], 'inputs');
      assert.deepEqual(known(own.presets, lab.presets), [], 'presets');
    });

    test(`${lab.id} in ${lang} is a story of 150 to 500 words under headings`, () => {
      const count = words(lang, story);
      assert.ok(count >= 150 && count <= 500, `${count} words`);
      assert.match(story, /<h2>/);
    });

    test(`${lab.id} in ${lang} suggests changes that the lab takes`, () => {
      const links = tryLinks(story);
      assert.ok(links.length > 0, 'no "try it" link');
      for (const { preset = '', v: _, ...inputs } of links) {
        const session = new engine.Session(lab.id, preset, inputs);
        session.advance(1);
        session.delete();
      }
    });
  }

  test(`${lab.id} suggests the same changes in every language`, async () => {
    const stories = await Promise.all(languages.map((lang) => readStory(lab.id, lang)));
    const [first, ...others] = stories.map(tryLinks);
    for (const links of others) assert.equal(links.length, first.length);
  });
}
