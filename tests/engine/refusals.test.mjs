// A lab lists the tables of what it refuses and notes: by them it has translations.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { root } from '../../scripts/process.mjs';
import { cppFiles, includesOf, readSource } from '../../scripts/sources.mjs';

const examples = join(root, 'examples');

/** examples/<chapter>/<lab> of every lab. */
const labs = readdirSync(examples)
  .filter((chapter) => existsSync(join(examples, chapter, 'labs.cpp')))
  .flatMap((chapter) =>
    readdirSync(join(examples, chapter), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `examples/${chapter}/${name}`),
  );

/** The sources of a lab, and those of its chapter that they include. */
function sourcesOf(lab) {
  const chapter = lab.slice(0, lab.lastIndexOf('/'));
  const found = new Set(cppFiles(lab));
  for (const path of found) {
    for (const name of includesOf(readSource(path))) {
      if (!name.startsWith(`${chapter}/`)) continue;
      for (const each of [name, name.replace(/\.h$/, '.cpp')]) {
        if (existsSync(join(root, each))) found.add(each);
      }
    }
  }
  return [...found].map(readSource).join('\n');
}

const namesIn = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);
const tablesIn = (text) => namesIn(text, /RefusalMessage (\w+)\[\]/g);

const shared = tablesIn(readSource('examples/shared/refusals.h'));

for (const lab of labs) {
  test(`${lab} lists the tables that its sources refuse and note by`, () => {
    const text = sourcesOf(lab);
    const used = new Set(namesIn(text, /(?:refuse|note|CodeOf)<(\w+)>/g));
    const listed = namesIn(text, /RefusalTable refusals\[\] = \{([^}]*)\}/g).flatMap((tables) =>
      tables.split(',').map((table) => table.trim()),
    );
    const missing = [...used].filter((table) => !listed.includes(table));
    assert.deepEqual(missing, [], 'used and not listed');
    // What it does by functions that several chapters share is not seen here.
    const idle = listed.filter((table) => !used.has(table) && !shared.includes(table));
    assert.deepEqual(idle, [], 'listed and not used');
  });
}
