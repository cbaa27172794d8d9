// npm test: builds everything and runs every check; `engine`, `native` or `web` chooses a part, `more`
// the checks that say once more, with sanitizers or without SIMD, what those of `all` say.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bundleSite } from './build.mjs';
import { prepareData } from './data.mjs';
import { buildEngine } from './engine.mjs';
import { engineChecks, webChecks } from './lint.mjs';
import { capture, cores, Failure, main, root } from './process.mjs';
import { part, report } from './report.mjs';
import * as tools from './setup.mjs';
import { needModules, needTools } from './setup.mjs';

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

function nodeTests(files) {
  return async () => {
    const limits = ['--test-concurrency=1', '--test-timeout=1800000'];
    const options = ['--test', ...limits, '--test-reporter=spec'];
    const result = await capture(process.execPath, [...options, ...files]);
    const count = (name) =>
      Number(result.output.match(new RegExp(`^ℹ ${name} (\\d+)$`, 'm'))?.[1] ?? 0);
    const failed = count('fail') + count('cancelled');
    const skipped = count('skipped') + count('todo');
    return counted({ passed: count('pass'), failed, skipped }, result);
  };
}

/** The files in which tests failed, as the end of a report of Node's names them. */
const failedFiles = (output) => [
  ...new Set([...output.matchAll(/^test at (\S+\.mjs):\d+:\d+$/gm)].map(([, file]) => file)),
];

/** Pages keep time: files that fail while the cores are shared are tried once more by themselves. */
function pageTests(files) {
  return async () => {
    const counts = await nodeTests(files)();
    const failed = failedFiles(counts.output);
    return failed.length > 0 ? { ...counts, again: nodeTests(failed) } : counts;
  };
}

const build = (preset, ...targets) => buildEngine.bind(null, preset, ...targets);

const native = part('build, native', build('native', 'lab'));
const wasm = part('build, WebAssembly', build('wasm', 'lab', 'unfold', 'parts', 'bench_module'));
const wasmTests = part('build, WebAssembly tests', build('wasm', 'unfold_tests'), wasm);
const scalar = part('build, without SIMD', build('wasm-scalar', 'unfold'));
// Later, since the pages that most tests open do not wait for it.
const nativeTests = part(
  'build, native tests',
  build('native', 'unfold_tests'),
  native,
  wasm,
  scalar,
);
const sanitized = part('build, sanitized tests', build('sanitize', 'unfold_tests'));
const scalarTests = part('build, tests without SIMD', build('wasm-scalar', 'unfold_tests'), scalar);
const site = part('build, site', bundleSite, wasm, scalar);

const nodeFiles = ['engine', 'bindings', 'web', 'bench'].flatMap((name) =>
  testFiles(join('tests', name)),
);

/** What takes longest is two parts, so that no core rests while the other ends it. */
const browserHalf = (half) => testFiles('tests/browser').filter((_, i) => i % 2 === half);

// What takes long and waits for much comes first.
const web = [
  part('browser, one half', pageTests(browserHalf(0)), native, site),
  part('browser, other half', pageTests(browserHalf(1)), native, site),
  part('node', nodeTests(nodeFiles), native, wasm, scalar),
  ...webChecks,
];
const nativeSuite = part('engine, native', ctest('native'), nativeTests);
const engine = [
  nativeSuite,
  part('engine, WebAssembly', ctest('wasm'), wasmTests),
  ...engineChecks(native),
];
const more = [
  part('runs', pageTests(testFiles('tests/browser/runs')), native, site),
  part('engine, sanitized', ctest('sanitize'), sanitized),
  part('engine, WebAssembly without SIMD', ctest('wasm-scalar'), scalarTests),
];
const halves = { web, engine, native: [nativeSuite], more, all: [...web, ...engine] };

await main(async ([name = 'all']) => {
  const parts = halves[name];
  if (!parts)
    throw new Failure(
      `npm test takes nothing, "engine", "native", "web" or "more"; not "${name}".`,
    );
  await needTools(tools.native, tools.webAssembly, tools.linters, tools.browser);
  if (name === 'more') await needTools(tools.sanitizers);
  await needModules();
  await prepareData();
  return report(cores + 1, ...parts); // a page waits for half of its time
});
