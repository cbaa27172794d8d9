// One word for one thing: examples/glossary.yaml says which, and how numbers are written.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';
import { parse } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const load = async (path) => (await runnerImport(join(root, 'web', path))).module;
const { glue, simdWasm } = await load('build/paths.ts');
const { languages, prosePaths, readProseFile } = await load('build/prose.ts');
const { backgroundPath } = await load('build/background.ts');
const { readAbout } = await load('build/about.ts');
const { background, courses, papers } = await load('build/references.ts');
const { readExercises } = await load('build/exercises.ts');
const { afterwards, exercise, headings, outcome, today } = await load('build/headings.ts');
const { lessons } = await load('build/lessons.ts');
const { groups } = await load('build/meanings.ts');
const { words } = await load('src/site/words.ts');

const { default: createEngine } = await import(pathToFileURL(glue));
const engine = await createEngine({
  wasmBinary: await readFile(simdWasm),
  locateFile: (path) => path,
});
const { labs, refusals } = engine.catalogue();
const { terms, style } = parse(await readFile(join(root, 'examples/glossary.yaml'), 'utf8'));

/** All strings in plain data, each with where it stands. */
function stringsIn(data, path) {
  if (typeof data === 'string') return [[path, data]];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([name, part]) => stringsIn(part, `${path} ${name}`));
}

/** Prose without formulas, code and the targets of links. */
const spoken = (markdown) =>
  markdown
    .replace(/\$\$.*?\$\$/gs, ' ')
    .replace(/\$[^$\n]+\$/g, ' ')
    .replace(/`[^`\n]+`/g, ' ')
    .replace(/\]\([^)\s]*\)/g, ']');

/** Names of code that a label or a note says as they are. */
const plain = (text) => spoken(text).replace(/\w+\([^()]*\)/g, ' ');

const english = ({ title, summary, inputs, question, presets, refusals: refused }) => ({
  title,
  summary,
  inputs: (inputs ?? []).map(({ label, help }) => ({ label, help })),
  question: (question ?? []).map(({ label, help }) => ({ label, help })),
  presets: presets.map(({ label, note }) => ({ label, note })),
  refusals: refused,
});

/** Pages beside the labs. Numbers in them are computed. */
async function backgroundOf(lang) {
  const pages = Object.entries(background).map(async ([name, { title, summary }]) => [
    ...stringsIn([title[lang], summary[lang]], `background ${name}`),
    [`background ${name}`, await readFile(backgroundPath(name, lang), 'utf8')],
  ]);
  return (await Promise.all(pages)).flat();
}

async function proseOf(lang) {
  const paths = new Set(labs.flatMap(({ id }) => prosePaths(id, lang)));
  const files = [...paths].map(async (path) => {
    const { text, refusals: refused, body } = await readProseFile(path);
    const where = path.slice(root.length + 1);
    return [...stringsIn(text, where), ...stringsIn(refused, `${where} refusals`), [where, body]];
  });
  return (await Promise.all(files)).flat();
}

/** Modules that say their words in every language by themselves: those of i18n that come late. */
async function modulesOfAllLanguages() {
  const folder = join(root, 'web/src/i18n');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const own = names.filter((_, i) => /const strings: Record<Lang,/.test(sources[i]));
  const modules = await Promise.all(own.map((name) => load(`src/i18n/${name}`)));
  for (const [i, module] of modules.entries())
    assert.ok(module.strings, `${own[i]} exports strings`);
  return modules;
}

/** What labs ask of their readers. */
async function exercisesIn(lang) {
  const all = labs.map(async ({ id }) =>
    (await readExercises(id)).flatMap(({ kind, ask, answer }) =>
      [ask[lang], answer[lang]].map((text) => [`${id} exercises ${kind}`, text]),
    ),
  );
  return (await Promise.all(all)).flat();
}

async function pageWords(lang) {
  const { strings, refusals: refused } = await load(`src/i18n/${lang}.ts`);
  const later = (await modulesOfAllLanguages()).map(({ strings: words }) => words[lang]);
  const { supplyRefusals } = await load('src/i18n/supply.ts');
  const { late } = lang === 'en' ? await load('src/i18n/en-late.ts') : {};
  return [
    ...stringsIn([strings, late, ...later], `i18n ${lang}`),
    ...stringsIn(supplyRefusals[lang], `i18n ${lang} refusals`),
    ...stringsIn(refused, `i18n ${lang} refusals`),
    ...stringsIn(words[lang], `site ${lang}`),
    ...stringsIn([headings[lang], exercise[lang], outcome[lang]], `headings ${lang}`),
    ...stringsIn(today[lang], `headings ${lang}`),
    ...stringsIn(afterwards[lang], `headings ${lang}`),
    ...Object.entries(lessons).map(([id, { can }]) => [`lessons ${id}`, can[lang]]),
    ...groups.flatMap(({ title, terms }) => [
      ['meanings', title[lang]],
      ...terms.map(({ id, means }) => [`meanings ${id}`, means[lang]]),
    ]),
    ...Object.values(courses).map(({ name }) => ['courses', name[lang]]),
    ...Object.values(papers).map(({ note }) => ['reading', note[lang]]),
  ];
}

/** All that is said in a language: [where, text]. */
async function saidIn(lang) {
  const inEngine = labs.flatMap((lab) => stringsIn(english(lab), lab.id));
  const said = [
    ...(await proseOf(lang)),
    ...(await backgroundOf(lang)),
    ['about', await readAbout(lang)],
    ...(await exercisesIn(lang)),
    ...(await pageWords(lang)),
    ...(lang === 'en' ? [...inEngine, ...stringsIn(refusals, 'refusals')] : []),
  ];
  return said.map(([where, text]) => [where, plain(text)]);
}

const said = Object.fromEntries(
  await Promise.all(languages.map(async (lang) => [lang, await saidIn(lang)])),
);

/** Where a pattern is said, with what stands around it. */
function findings(lang, pattern, isExcepted = () => false) {
  const expression = new RegExp(`.{0,20}(?:${pattern}).{0,20}`, 'u');
  return said[lang]
    .filter(([where]) => !isExcepted(where))
    .flatMap(([where, text]) => {
      const found = expression.exec(text.replaceAll('\n', ' '));
      return found ? [`${where}: ${found[0]}`] : [];
    });
}

for (const lang of languages) {
  test(`nothing in ${lang} says a term otherwise than the glossary`, () => {
    const wrong = terms.flatMap(({ not = {}, except = [], ...term }) => {
      const isExcepted = (where) => except.some((lab) => where.includes(lab));
      return (not[lang] ?? []).flatMap((pattern) =>
        findings(lang, pattern, isExcepted).map((found) => `${term[lang]}, not ${found}`),
      );
    });
    assert.deepEqual(wrong, []);
  });

  test(`every term of the glossary occurs in ${lang}`, () => {
    const all = said[lang].map(([, text]) => text.toLowerCase()).join('\n');
    const unused = terms.filter((term) => !all.includes(term[lang].toLowerCase()));
    assert.deepEqual(
      unused.map((term) => term[lang]),
      [],
    );
  });

  test(`numbers in ${lang} are written in one style`, () => {
    /** What a reader would type shows how it is typed. */
    const isTyped = (where) => /refusals/.test(where);
    const wrong = style
      .filter(({ in: only = lang }) => only === lang)
      .flatMap(({ what, not, except = [] }) =>
        findings(lang, not, except.includes('typed') ? isTyped : undefined).map(
          (found) => `${what}: ${found}`,
        ),
      );
    assert.deepEqual(wrong, []);
  });
}

test('what the glossary forbids is found where it is said, but not in code or formulas', () => {
  const forbidden = (lang, text) =>
    terms
      .flatMap(({ not = {} }) => not[lang] ?? [])
      .some((pattern) => new RegExp(pattern, 'u').test(plain(text)));
  assert.ok(forbidden('ko', '알파벳에 없어요'));
  assert.ok(forbidden('zh', '三层、每层 200 个单元'));
  assert.ok(!forbidden('zh', '三层、每层 200 个隐藏单元'));
  assert.ok(forbidden('en', 'is read rightly'));
  assert.ok(!forbidden('en', 'is read `rightly` in $rightly$'));
});
