// The builds of the engine, each in its folder; incremental, quiet unless they fail.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { note, quietly, root } from './process.mjs';

const builds = {
  native: { name: 'native engine', options: [] },
  sanitize: { name: 'sanitized engine', options: ['-DUNFOLD_SANITIZE=ON'] },
  wasm: { name: 'WebAssembly engine', emscripten: true, options: [] },
  'wasm-scalar': {
    name: 'WebAssembly engine without SIMD',
    emscripten: true,
    options: ['-DUNFOLD_SIMD=OFF'],
  },
};

async function configure(folder, { name, emscripten, options }) {
  const cmake = ['cmake', '-S', '.', '-B', folder, '-G', 'Ninja', ...options];
  const [command, ...args] = emscripten ? ['emcmake', ...cmake] : cmake;
  await quietly(`Configuring the ${name}`, command, args);
}

/** Brings these targets of a build up to date. */
export async function buildEngine(build, ...targets) {
  const folder = join('build', build);
  const { name } = builds[build];
  if (!existsSync(join(root, folder, 'build.ninja'))) {
    note(`Building the ${name} …`);
    await configure(folder, builds[build]);
  }
  await quietly(`Building the ${name}`, 'cmake', [
    '--build',
    folder,
    '-j2',
    '--target',
    ...targets,
  ]);
}
