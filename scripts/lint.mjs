// npm run lint: format and static checks of every source, as a table of named checks.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildEngine } from './engine.mjs';
import { capture, cores, main, root } from './process.mjs';
import { part, report } from './report.mjs';
import { linters, native, needModules, needTools } from './setup.mjs';
import {
  clangFormatVersion,
  cppFiles,
  includesOf,
  pinnedClangFormat,
  readSource,
} from './sources.mjs';

const passed = { passed: 1, failed: 0, skipped: 0 };
const failed = { passed: 0, failed: 1, skipped: 0 };

async function command(program, ...args) {
  const { code, output } = await capture(program, args);
  return code === 0 ? passed : { ...failed, output };
}

const node = (...args) => command(process.execPath, ...args);

async function clangFormat() {
  const version = await clangFormatVersion();
  if (version !== pinnedClangFormat) {
    const output = `clang-format is ${version}; only ${pinnedClangFormat} decides here.`;
    return { passed: 0, failed: 0, skipped: 1, output };
  }
  return command('clang-format', '--dry-run', '-Werror', ...cppFiles());
}

/** What clang-tidy looks at: the units of the native build that are not tests, each with its sources. */
function units() {
  const commands = JSON.parse(readSource('build/native/compile_commands.json'));
  return commands
    .filter(({ command }) => /-o CMakeFiles\/(engine|labs|cli|lab)\.dir\//.test(command))
    .map(({ file }) => ({ file, sources: closure(relative(root, file)) }));
}

/** A file and all of the project that it includes, directly or not. */
function closure(path, seen = new Set()) {
  if (seen.has(path) || !existsSync(join(root, path))) return seen;
  seen.add(path);
  includesOf(readSource(path)).forEach((included) =>
    closure(isAbsolute(included) ? relative(root, included) : included, seen),
  );
  return seen;
}

/** clang-tidy on one unit, unless it passed with the same contents before. */
async function tidy({ file, sources }) {
  const hash = createHash('sha256');
  ['.clang-tidy', 'CMakeLists.txt', ...sources].forEach((path) => hash.update(readSource(path)));
  const stamp = join(root, 'build/tidy', hash.digest('hex'));
  if (existsSync(stamp)) return '';
  const { code, output } = await capture('clang-tidy', ['-p', 'build/native', '--quiet', file]);
  if (code !== 0) return output.replace(/^\d+ warnings?.* generated\.\n/gm, '');
  writeFileSync(stamp, '');
  return '';
}

async function clangTidy() {
  mkdirSync(join(root, 'build/tidy'), { recursive: true });
  const queue = units();
  const outputs = [];
  const worker = async () => {
    for (let unit = queue.pop(); unit; unit = queue.pop()) outputs.push(await tidy(unit));
  };
  await Promise.all(Array.from({ length: cores }, worker));
  const output = outputs.join('');
  return output === '' ? passed : { ...failed, output };
}

/** Checks of the C++; clang-tidy needs the native build, which says how a source is compiled. */
export const engineChecks = (native) => [
  part('clang-format', clangFormat),
  part('clang-tidy', clangTidy, native),
];
export const webChecks = [
  part('prettier', () => node('node_modules/prettier/bin/prettier.cjs', '--check', '.')),
  part('eslint', () => node('node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.')),
  part('types', () => node('node_modules/typescript/bin/tsc', '--noEmit')),
];

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await needTools(native, linters);
    await needModules();
    const build = part('native build', () => buildEngine('native', 'lab'));
    return report(cores, ...webChecks, ...engineChecks(build));
  });
}
