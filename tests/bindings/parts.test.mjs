// Each part of the course is a module of its own: it holds what its labs say, and not what others do.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const folder = resolve(import.meta.dirname, '../../build/wasm');
const { default: createEngine } = await import(pathToFileURL(join(folder, 'unfold.js')));

const bytesOf = (name) => readFileSync(join(folder, name));

async function catalogueOf(wasmBinary) {
  const engine = await createEngine({ wasmBinary, locateFile: (path) => path });
  return engine.catalogue();
}

const whole = await catalogueOf(bytesOf('unfold.wasm'));
const parts = readdirSync(folder).filter((name) => /^unfold-\w+\.wasm$/.test(name));

/** Sentences by code. */
const sentencesOf = (labs) => Object.assign({}, ...labs.map(({ refusals }) => refusals));

test('the parts have all labs, each lab once', async () => {
  const labs = await Promise.all(
    parts.map(async (name) => (await catalogueOf(bytesOf(name))).labs),
  );
  const ids = (labs) => labs.map(({ id }) => id).sort();
  assert.deepEqual(ids(labs.flat()), ids(whole.labs));
});

for (const name of parts) {
  test(`${name} says what any lab refuses and what its own do, and no more`, async () => {
    const bytes = bytesOf(name);
    const { labs, refusals } = await catalogueOf(bytes);
    assert.deepEqual(refusals, whole.refusals);
    for (const lab of labs) {
      assert.deepEqual(lab.refusals, whole.labs.find(({ id }) => id === lab.id).refusals, lab.id);
    }
    const own = sentencesOf(labs);
    for (const [code, sentence] of Object.entries(sentencesOf(whole.labs))) {
      assert.equal(bytes.includes(sentence), code in own, code);
    }
  });
}
