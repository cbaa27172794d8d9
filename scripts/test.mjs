// npm test: builds everything and runs every check; `engine` or `web` chooses a half.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildSite } from './build.mjs';
import { prepareData } from './data.mjs';
import { buildEngine } from './engine.mjs';
import { engineChecks, webChecks } from './lint.mjs';
import { capture, cores, Failure, main, note, root } from './process.mjs';
import { report } from './report.mjs';
import { browser, linters, native, needModules, needTools, webAssembly } from './setup.mjs';

/** A suite that ended badly without counting a failure counts as one. */
function counted({ passed, failed, skipped }, { code, output }) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped, output };
}

function ctest(build) {
  return async () => {
    const args = ['--test-dir', `build/${build}`, '-R', '^unfold_tests$', '-V', '--no-tests=error'];
    const result = await capture('ctest', args);
    const pattern =
      /test cases:\s*\d+\s*\|\s*(\d+) passed\s*\|\s*(\d+) failed\s*\|\s*(\d+) skipped/;
    const [passed, failed, skipped] = result.output.match(pattern)?.slice(1).map(Number) ?? [
      0, 1, 0,
    ];
    return counted({ passed, failed, skipped }, result);
  };
}

const testFiles = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => join(folder, name));

function nodeTests(folders, concurrency) {
  return async () => {
    const files = folders.flatMap(testFiles);
    const limits = [`--test-concurrency=${concurrency}`, '--test-timeout=900000'];
    const options = ['--test', ...limits, '--test-reporter=spec'];
    const result = await capture(process.execPath, [...options, ...files]);
    const count = (name) =>
      Number(result.output.match(new RegExp(`^ℹ ${name} (\\d+)$`, 'm'))?.[1] ?? 0);
    const failed = count('fail') + count('cancelled');
    const skipped = count('skipped') + count('todo');
    return counted({ passed: count('pass'), failed, skipped }, result);
  };
}

const engineSuites = [
  { 'engine, native': ctest('native'), 'engine, sanitized': ctest('sanitize') },
  {
    'engine, WebAssembly': ctest('wasm'),
    'engine, WebAssembly without SIMD': ctest('wasm-scalar'),
  },
];
const nodeFolders = ['engine', 'bindings', 'web', 'bench'].map((name) => join('tests', name));
const pageSuites = [
  { node: nodeTests(nodeFolders, cores), runs: nodeTests(['tests/browser/runs'], 1) },
  { browser: nodeTests(['tests/browser'], 1) },
];

async function prepareEngine() {
  await needTools(native, webAssembly, linters);
  await prepareData();
  await buildEngine('native', 'lab', 'unfold_tests');
  await buildEngine('sanitize', 'unfold_tests');
  await buildEngine('wasm', 'unfold', 'parts', 'lab', 'unfold_tests');
  await buildEngine('wasm-scalar', 'unfold', 'unfold_tests');
}

async function prepareWeb() {
  await needTools(native, webAssembly, browser);
  await needModules();
  await buildEngine('native', 'lab');
  await buildEngine('wasm', 'lab');
  await buildSite();
}

const halves = {
  engine: { prepare: [prepareEngine], suites: [...engineChecks, ...engineSuites] },
  web: { prepare: [prepareWeb], suites: [webChecks, ...pageSuites] },
  all: {
    prepare: [() => needTools(native, webAssembly, linters, browser), prepareEngine, prepareWeb],
    suites: [webChecks, ...engineChecks, ...engineSuites, ...pageSuites],
  },
};

await main(async ([name = 'all']) => {
  const half = halves[name];
  if (!half) throw new Failure(`npm test takes nothing, "engine" or "web"; not "${name}".`);
  for (const step of half.prepare) await step();
  note('Testing …');
  return report(...half.suites);
});
