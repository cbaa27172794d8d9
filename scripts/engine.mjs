// The builds of the engine, CMake's presets, each in its folder; incremental, quiet unless they fail.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cores, note, quietly, root } from './process.mjs';

const presets = join(root, 'CMakePresets.json');

const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function title(build) {
  const { configurePresets } = JSON.parse(readFileSync(presets, 'utf8'));
  return configurePresets.find(({ name }) => name === build).displayName;
}

/** Brings these targets of a build up to date. */
export async function buildEngine(build, ...targets) {
  const what = title(build);
  const preset = ['--preset', build];
  if (changed(join(root, 'build', build, 'build.ninja')) <= changed(presets)) {
    note(`Building the ${what} …`);
    const cmake = ['cmake', ...preset];
    const [command, ...args] = build.startsWith('wasm') ? ['emcmake', ...cmake] : cmake;
    await quietly(`Configuring the ${what}`, command, args);
  }
  const args = ['--build', ...preset, '-j', String(cores), '--target', ...targets];
  await quietly(`Building the ${what}`, 'cmake', args);
}
