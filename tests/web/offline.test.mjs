// What is kept for when there is no network: all that pages are made of, and nothing else.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runnerImport } from 'vite';
import { root } from '../../scripts/process.mjs';

const { filesOf } = (await runnerImport(join(root, 'web/build/offline.ts'))).module;

const asset = (fileName, source = '', names = []) => [
  fileName,
  { type: 'asset', fileName, source, names },
];
const bundle = Object.fromEntries([
  asset('index.html', '<p>안녕</p>'),
  asset('assets/unfold-basics-1.wasm', Uint8Array.from([0, 97]), ['unfold-basics.wasm']),
  ['assets/lab-1.js', { type: 'chunk', fileName: 'assets/lab-1.js', code: 'let a;' }],
  asset('data/plays.txt.gz', 'x'),
  asset('examples/embed/iframe.html', 'x'),
  asset('NOTICES.txt', 'x'),
  asset('assets/bench_module-1.wasm', 'x', ['bench_module.wasm']),
  asset('assets/tfjs-backend-wasm-simd-1.wasm', 'x', ['tfjs-backend-wasm-simd.wasm']),
]);

test('pages, programs, engines and the plain files beside them are kept, by the hash of their bytes', async () => {
  const files = await filesOf(bundle);
  const beside = (await readdir(join(root, 'web/public'))).filter((name) => !name.endsWith('.txt'));
  const built = ['index.html', 'assets/unfold-basics-1.wasm', 'assets/lab-1.js'];
  assert.deepEqual(Object.keys(files).sort(), [...built, ...beside].sort());
  const hash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  assert.equal(files['index.html'], hash('<p>안녕</p>'));
  assert.equal(files['assets/lab-1.js'], hash('let a;'));
  assert.equal(files['boot.js'], hash(await readFile(join(root, 'web/public/boot.js'))));
});
