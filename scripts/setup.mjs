// Installs what a script needs and the machine lacks: packages of Debian, packages of npm.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromiumPath } from './chromium.mjs';
import { attach, capture, Failure, note, quietly, root } from './process.mjs';

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

// CMake looks for headers in more places and says so itself; here they matter only where apt can help.
function hasHeader(header) {
  const places = ['/usr/include', '/usr/local/include', '/opt/homebrew/include'];
  return !onPath('apt-get') || places.some((place) => existsSync(join(place, header)));
}

function hasSanitizers() {
  if (!onPath('clang++')) return false;
  const folder = execFileSync('clang++', ['-print-runtime-dir'], { encoding: 'utf8' }).trim();
  return existsSync(folder) && readdirSync(folder).some((name) => name.includes('clang_rt.asan'));
}

const tools = {
  cmake: { debian: 'cmake', present: () => onPath('cmake') },
  ninja: { debian: 'ninja-build', present: () => onPath('ninja') },
  'a C++ compiler': {
    debian: 'g++',
    present: () => process.env.CXX || ['g++', 'clang++', 'c++'].some(onPath),
  },
  'clang++': { debian: 'clang', present: () => onPath('clang++') },
  "clang's sanitizers": { debian: 'libclang-rt-dev', present: hasSanitizers },
  'em++ (Emscripten)': { debian: 'emscripten', present: () => onPath('em++') },
  Eigen: { debian: 'libeigen3-dev', present: () => hasHeader('eigen3/Eigen/Core') },
  doctest: { debian: 'doctest-dev', present: () => hasHeader('doctest/doctest.h') },
  zlib: { debian: 'zlib1g-dev', present: () => hasHeader('zlib.h') },
  'Google Benchmark': {
    debian: 'libbenchmark-dev',
    present: () => hasHeader('benchmark/benchmark.h'),
  },
  'clang-format': { debian: 'clang-format', present: () => onPath('clang-format') },
  'clang-tidy': { debian: 'clang-tidy', present: () => onPath('clang-tidy') },
  Chromium: { debian: 'chromium-headless-shell', present: () => chromiumPath() !== undefined },
};

export const native = ['cmake', 'ninja', 'a C++ compiler', 'Eigen', 'doctest', 'zlib'];
export const sanitizers = ['clang++', "clang's sanitizers"];
export const webAssembly = ['cmake', 'ninja', 'em++ (Emscripten)', 'Eigen', 'doctest'];
export const googleBenchmark = ['Google Benchmark'];
export const linters = ['clang-format', 'clang-tidy'];
export const browser = ['Chromium'];

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Failure(`Unfold needs Node 20.19 or newer; this is ${process.versions.node}.`);
  }
}

/** The words that let this user run apt-get; undefined where only the user can help. */
async function administrator() {
  if (process.getuid?.() === 0) return [];
  if (!onPath('sudo')) return undefined;
  const ask = process.stdin.isTTY ? ['-v'] : ['-n', '-v'];
  return (await attach('sudo', ask)) === 0 ? ['sudo', '-n'] : undefined;
}

async function installFromDebian(packages) {
  const byHand = `apt-get update && apt-get install -y ${packages.join(' ')}`;
  note(`Missing packages: ${packages.join(', ')}.`);
  const prefix = await administrator();
  if (!prefix) {
    throw new Failure(`Only an administrator may install them. As root:\n\n  ${byHand}\n`);
  }
  const apt = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  note('Installing them (once, a few minutes) …');
  const options = ['-y', '-q', '-o', 'DPkg::Lock::Timeout=600'];
  const run = ([command, ...args]) => capture(command, args);
  const install = () =>
    run([...apt, 'install', ...options, '--no-install-recommends', ...packages]);

  let result = await install();
  if (result.code !== 0) {
    await run([...apt, 'update', ...options]);
    result = await install();
  }
  if (result.code !== 0) {
    throw new Failure(
      `${result.output}\napt-get failed. To see it by itself, as root:\n\n  ${byHand}\n`,
    );
  }
}

/** Sees to it that the tools of these lists are there. */
export async function needTools(...lists) {
  requireNode();
  const missing = [...new Set(lists.flat())].filter((name) => !tools[name].present());
  if (missing.length === 0) return;
  if (!onPath('apt-get')) throw new Failure(`Missing on the PATH: ${missing.join(', ')}.`);
  await installFromDebian(missing.map((name) => tools[name].debian));
  const still = missing.filter((name) => !tools[name].present());
  if (still.length > 0) throw new Failure(`Still missing after apt-get: ${still.join(', ')}.`);
}

/** Whether node_modules holds the versions of the lock file. */
function modulesAreCurrent() {
  const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(join(root, record))) return false;
  const installed = read(record);
  return Object.entries(read('package-lock.json')).every(
    ([path, { version, optional }]) =>
      path === '' || (optional && !installed[path]) || installed[path]?.version === version,
  );
}

/** Sees to it that node_modules is what the lock file says. */
export async function needModules() {
  requireNode();
  if (modulesAreCurrent()) return;
  note('Installing the npm packages …');
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm'];
  await quietly('npm ci', command, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund']);
}
