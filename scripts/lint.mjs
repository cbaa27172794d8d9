// npm run lint: format and static checks of every source, as a table of named checks.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildEngine } from './engine.mjs';
import { capture, cores, main, root } from './process.mjs';
import { report } from './report.mjs';
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

/** A file and all of the project that it includes, directly or not. */
function closure(path, seen = new Set()) {
  if (seen.has(path) || !existsSync(join(root, path))) return seen;
  seen.add(path);
  includesOf(readSource(path)).forEach((included) => closure(included, seen));
  return seen;
}

/** clang-tidy on one file, unless it passed with the same contents before. */
async function tidy(path) {
  const hash = createHash('sha256');
  ['.clang-tidy', 'CMakeLists.txt', ...closure(path)].forEach((file) =>
    hash.update(readSource(file)),
  );
  const stamp = join(root, 'build/tidy', hash.digest('hex'));
  if (existsSync(stamp)) return '';
  const { code, output } = await capture('clang-tidy', ['-p', 'build/native', '--quiet', path]);
  if (code !== 0) return output.replace(/^\d+ warnings?.* generated\.\n/gm, '');
  writeFileSync(stamp, '');
  return '';
}

async function clangTidy() {
  mkdirSync(join(root, 'build/tidy'), { recursive: true });
  const queue = cppFiles('engine', 'examples', 'bindings/cli').filter((path) =>
    path.endsWith('.cpp'),
  );
  const outputs = [];
  const worker = async () => {
    for (let path = queue.shift(); path; path = queue.shift()) outputs.push(await tidy(path));
  };
  await Promise.all(Array.from({ length: cores }, worker));
  const output = outputs.join('');
  return output === '' ? passed : { ...failed, output };
}

export const engineChecks = [{ 'clang-format': clangFormat }, { 'clang-tidy': clangTidy }];
export const webChecks = {
  prettier: () => node('node_modules/prettier/bin/prettier.cjs', '--check', '.'),
  eslint: () => node('node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.'),
  types: () => node('node_modules/typescript/bin/tsc', '--noEmit'),
};

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    await needTools(native, linters);
    await needModules();
    await buildEngine('native', 'lab');
    return report(webChecks, ...engineChecks);
  });
}
