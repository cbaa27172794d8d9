// The layers of the front end: an import points only downward, and none leads back to its file.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import test from 'node:test';
import { root } from '../../scripts/process.mjs';
import { circlesAmong } from '../../scripts/sources.mjs';

const source = 'web/src';
const layers = ['engine', 'base', 'i18n', 'panels', 'lab', 'embed', 'site'];

/** What comes from elsewhere, and the layers that may import it. */
const outside = {
  'bindings/wasm/engine': ['engine'],
  'bindings/frequent_letters.inc': ['base'],
  'virtual:unfold-engine': ['engine'],
  'virtual:unfold-wasm': ['engine'],
  'virtual:unfold-data': ['engine'],
  'virtual:unfold-inputs': ['lab'],
  'virtual:unfold-lab-texts': ['i18n', 'site'],
  'virtual:unfold-glossary': ['site'],
  'virtual:unfold-bench': ['site'],
  'virtual:unfold-bench-wasm': ['site'],
  'virtual:unfold-offline-files': ['site'],
  'virtual:unfold-tfjs': ['site'],
  'tests/bench': ['site'],
  comlink: ['engine'],
  fflate: ['engine', 'lab', 'site'],
  lit: ['base', 'panels', 'lab', 'site'],
  'markdown-it': ['site'],
  uplot: ['panels'],
};

const isIn = (name, folder) => name === folder || name.startsWith(`${folder}/`);
const layerOf = (path) => path.slice(source.length + 1).split('/')[0];

/** What a source imports, types and styles too: packages by name, files from the root. */
function importsOf(path, text) {
  const written = /\b(?:from |import |import\(\s*)['"]([^'"?]+)/g;
  return [...text.matchAll(written)].map(([, name]) =>
    name.startsWith('.') ? join(dirname(path), name) : name,
  );
}

function mayImport(layer, name) {
  if (isIn(name, source)) return layers.indexOf(layerOf(name)) <= layers.indexOf(layer);
  return Object.keys(outside).some((known) => isIn(name, known) && outside[known].includes(layer));
}

/** One sentence for each rule that a source breaks. */
function violations(path, text) {
  const layer = layerOf(path);
  if (!layers.includes(layer)) return [`${path}: ${layer} is no layer`];
  return importsOf(path, text)
    .filter((name) => !mayImport(layer, name))
    .map((name) => `${path}: ${layer} may not import ${name}`);
}

/** The circles that imports of files make, each as its files in order. */
function circles(texts) {
  const fileOf = (name) => [name, `${name}.ts`, `${name}/index.ts`].find((file) => texts.has(file));
  return circlesAmong(texts.keys(), (file) =>
    importsOf(file, texts.get(file)).map(fileOf).filter(Boolean),
  );
}

const files = readdirSync(join(root, source), { recursive: true })
  .map((path) => join(source, path.replaceAll('\\', '/')))
  .filter((path) => /\.(ts|css)$/.test(path))
  .sort();
const sources = new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));

test('An import points only downward', () => {
  assert.deepEqual(
    [...sources].flatMap((file) => violations(...file)),
    [],
  );
});

test('No import leads back to its own file', () => {
  assert.deepEqual(circles(sources), []);
});

test('What the table allows is imported', () => {
  const isImported = (name, layer) =>
    [...sources].some(
      ([path, text]) =>
        layerOf(path) === layer && importsOf(path, text).some((each) => isIn(each, name)),
    );
  const unused = Object.entries(outside).flatMap(([name, allowed]) =>
    allowed.filter((layer) => !isImported(name, layer)).map((layer) => `${layer}: ${name}`),
  );
  assert.deepEqual(unused, []);
});

const importing = (path, line) => violations(`${source}/${path}`, line).length;

test('An import that points upward is found, however it is written', () => {
  assert.equal(importing('panels/panel.ts', "import { Results } from '../lab/results';"), 1);
  assert.equal(importing('panels/panel.ts', "import type { Results } from '../lab/results';"), 1);
  assert.equal(importing('panels/panel.ts', "import {\n  Results,\n} from '../lab/results';"), 1);
  assert.equal(importing('panels/panel.ts', "export { Results } from '../lab/results';"), 1);
  assert.equal(importing('panels/panel.ts', "void import('../lab/results');"), 1);
  assert.equal(importing('panels/panel.ts', "let lab: typeof import('../lab/results');"), 1);
  assert.equal(importing('engine/worker.ts', "import '../base/files.ts';"), 1);
  assert.equal(importing('lab/fields/file.ts', "import Speed from '../../site/speed?worker';"), 1);
  assert.equal(importing('embed/frame.css', "@import '../site/base.css';"), 1);
});

test('An import that points downward, or stays in its layer, is allowed', () => {
  assert.equal(importing('lab/fields/image.ts', "import { gray } from '../../panels/gray';"), 0);
  assert.equal(importing('lab/fields/image.ts', "import { blank } from './drawing';"), 0);
  assert.equal(importing('site/base.css', "@import '../base/styles/tokens.css';"), 0);
});

test('What comes from elsewhere is imported where the table says', () => {
  assert.equal(
    importing('engine/types.ts', "export type * from '../../../bindings/wasm/engine';"),
    0,
  );
  assert.equal(
    importing('lab/run.ts', "import type { Frame } from '../../../bindings/wasm/engine';"),
    1,
  );
  assert.equal(importing('engine/host.ts', "import createEngine from 'virtual:unfold-engine';"), 0);
  assert.equal(importing('lab/run.ts', "import createEngine from 'virtual:unfold-engine';"), 1);
  assert.equal(importing('site/speed.ts', "import '../../../tests/bench/measure.js';"), 0);
  assert.equal(importing('engine/host.ts', "import '../../../tests/bench/measure.js';"), 1);
  assert.equal(importing('panels/panel.ts', "import { html } from 'lit/html.js';"), 0);
  assert.equal(importing('i18n/words.ts', "import { html } from 'lit/html.js';"), 1);
  assert.equal(importing('site/words.ts', "import { say } from '../../build/prose.ts';"), 1);
});

test('A folder without a place, and a file beside the folders, are found', () => {
  assert.equal(importing('misc/all.ts', ''), 1);
  assert.equal(importing('all.ts', ''), 1);
});

const circlesOf = (files) =>
  circles(new Map(Object.entries(files).map(([path, text]) => [`${source}/${path}`, text])));

test('A circle of imports is found, through an index and through types', () => {
  const round = {
    'lab/form.ts': "import { fields } from './fields';",
    'lab/fields/index.ts': "import { textField } from './text';",
    'lab/fields/text.ts': "import type { Form } from '../form';",
  };
  assert.deepEqual(circlesOf(round), [
    'web/src/lab/form.ts > web/src/lab/fields/index.ts > web/src/lab/fields/text.ts > web/src/lab/form.ts',
  ]);
  assert.deepEqual(circlesOf({ ...round, 'lab/fields/text.ts': '' }), []);
});

test('Two ways to one file are no circle', () => {
  const both = {
    'a/a.ts': "import './b';\nimport './c';",
    'a/b.ts': "import './c';",
    'a/c.ts': '',
  };
  assert.deepEqual(circlesOf(both), []);
});
