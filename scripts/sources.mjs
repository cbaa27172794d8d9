// The C++ files of the project and what they include.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture, root } from './process.mjs';

const folders = ['engine', 'examples', 'bindings', 'tests'];

/** Paths from the root, in order. */
export function cppFiles(...under) {
  return (under.length > 0 ? under : folders)
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, path)),
    )
    .filter((path) => /\.(h|cpp)$/.test(path))
    .sort();
}

export function readSource(path) {
  return readFileSync(join(root, path), 'utf8');
}

/** What a source includes, with or without a folder of the project. */
export function includesOf(text) {
  return [...text.matchAll(/^\s*#\s*include\s*[<"]([^>"]+)[>"]/gm)].map(([, path]) => path);
}

/** The circles among files, each as its files in order; `next` gives those that a file leads to. */
export function circlesAmong(files, next) {
  const found = [];
  const finished = new Set();
  function follow(file, way) {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(' > '));
    if (way.includes(file) || finished.has(file)) return;
    for (const other of next(file)) follow(other, [...way, file]);
    finished.add(file);
  }
  for (const file of files) follow(file, []);
  return found;
}

/** The version that Debian 12 has; others break lines elsewhere. */
export const pinnedClangFormat = 14;

export async function clangFormatVersion() {
  const { output } = await capture('clang-format', ['--version']);
  return Number(output.match(/version (\d+)/)?.[1]);
}
