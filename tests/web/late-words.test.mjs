// English words that come late: what says them brings them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import test from 'node:test';
import { root } from '../../scripts/process.mjs';
import { load } from './modules.mjs';

const source = join(root, 'web/src');
const parts = ['base', 'panels', 'lab', 'embed', 'site'];
const files = readdirSync(source, { recursive: true }).filter((path) => path.endsWith('.ts'));
const texts = new Map(files.map((path) => [path, readFileSync(join(source, path), 'utf8')]));

/** The files that come with a file. */
function comingWith(path) {
  const written = /^import (?!type )[^;]*?'(\.[^'?]+)';/gm;
  const names = [...texts.get(path).matchAll(written)].map(([, name]) => join(dirname(path), name));
  return names.flatMap((name) =>
    [name, `${name}.ts`, `${name}/index.ts`].filter((file) => texts.has(file)),
  );
}

function brings(path, wanted, seen = new Set()) {
  if (path === wanted) return true;
  if (seen.has(path)) return false;
  seen.add(path);
  return comingWith(path).some((each) => brings(each, wanted, seen));
}

test('a part that says an English word which comes late brings it', async () => {
  const { late } = await load('i18n/en-late.ts');
  const says = new RegExp(`['"\`](?:${Object.keys(late).join('|')})['"\`]`);
  const saying = files.filter(
    (path) => parts.includes(path.split('/')[0]) && says.test(texts.get(path)),
  );
  assert.ok(saying.includes('lab/ask.ts'));
  const without = saying.filter((path) => !brings(path, 'i18n/whole-english.ts'));
  assert.deepEqual(without, []);
});

test('what a lab is opened with brings no words that come late', () => {
  assert.equal(brings('site/lab.ts', 'i18n/whole-english.ts'), false);
});
