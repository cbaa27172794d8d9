// The page "About the data" tells of everything that a lab can ask for.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runnerImport } from 'vite';

const build = join(dirname(fileURLToPath(import.meta.url)), '../../web/build');
const load = async (name) => (await runnerImport(join(build, name))).module;
const { words } = await load('pages/about-data.ts');
const { readManifest } = await load('data.ts');
const { glue, simdWasm } = await load('paths.ts');
const { asksForOwnFile, openSession } = await load('sessions.ts');

test('about each set of data that is laid out there are words', async () => {
  const sets = new Set(Object.keys(await readManifest()).map((name) => name.split('/')[0]));
  assert.deepEqual(Object.keys(words).sort(), [...sets].sort());
});

test('every preset, and every option of the form, opens with the data that are laid out', async () => {
  const { default: createEngine } = await import(pathToFileURL(glue));
  const engine = await createEngine({
    wasmBinary: await readFile(simdWasm),
    locateFile: (path) => path,
  });
  for (const lab of engine.catalogue().labs) {
    const presets = lab.presets.filter((preset) => !asksForOwnFile(preset));
    const options = lab.inputs
      .filter(({ kind }) => kind === 'choice')
      .flatMap(({ name, options }) => options.map((option) => ({ [name]: option.name })));
    const changes = [...presets.map(({ name }) => [name, {}]), ...options.map((one) => ['', one])];
    for (const [preset, inputs] of changes) {
      try {
        openSession(engine, lab.id, preset, inputs).delete();
      } catch (error) {
        // Another input may have to change with it; data that are nowhere are something else.
        assert.equal(
          error.name,
          'Refusal',
          `${lab.id} ${preset} ${JSON.stringify(inputs)}: ${error}`,
        );
      }
    }
  }
});
