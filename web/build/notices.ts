// LICENSE and NOTICES.txt: the terms of this project, and of all of others that the site ships: npm
// packages, what the engine is compiled with, and the data.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { readManifest } from './data.ts';
import { labFolder, root, web } from './paths.ts';
import { tfjsPackages } from './tfjs.ts';

/** A package, or a library that the engine is compiled with. */
export interface Part {
  name: string;
  version: string;
  license: string;
}

interface Package extends Part {
  dependencies?: Record<string, string>;
}

interface Found {
  folder: string;
  about: Package;
}

async function find(name: string, from: string): Promise<Found> {
  const folders = createRequire(from).resolve.paths(name) ?? [];
  for (const folder of folders.map((each) => join(each, name))) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => null);
    if (text !== null) return { folder, about: JSON.parse(text) as Package };
  }
  throw new Error(`The package ${name} is not installed. "npm ci" brings it.`);
}

/** Types are not shipped, and neither is what reads a package's own command line. */
const isCode = (name: string) => !name.startsWith('@types/') && name !== 'argparse';

/** A package with all that it is made with, by name. */
async function closure(name: string, from: string, known = new Map<string, Found>()) {
  if (known.has(name) || !isCode(name)) return known;
  const found = await find(name, from);
  known.set(name, found);
  for (const each of Object.keys(found.about.dependencies ?? {})) {
    await closure(each, join(found.folder, 'package.json'), known);
  }
  return known;
}

async function noticeOf({ folder, about }: Found): Promise<string> {
  const files = (await readdir(folder)).filter((name) => /^(licen[cs]e|notice)/i.test(name));
  const texts = files.map((name) => readFile(join(folder, name), 'utf8'));
  const terms = (await Promise.all(texts)).map((text) => text.trim());
  return [`${about.name} ${about.version} (${about.license})`, ...terms].join('\n\n');
}

/** Terms that whoever copies the site keeps by keeping NOTICES.txt beside it. */
export const keepable = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'Apache-2.0 WITH LLVM-exception',
  'MPL-2.0',
  'OFL-1.1',
]);

/** What the engine is compiled with, as notices/engine.txt says it. */
export const engineParts: Part[] = [
  { name: 'Eigen', version: '3.4', license: 'MPL-2.0' },
  { name: 'Emscripten', version: '3', license: 'MIT' },
  { name: 'musl', version: 'of Emscripten', license: 'MIT' },
  {
    name: 'LLVM libc++, libc++abi, compiler-rt',
    version: 'of Emscripten',
    license: 'Apache-2.0 WITH LLVM-exception',
  },
];

async function shippedPackages(): Promise<Found[]> {
  const own = join(root, 'package.json');
  const { dependencies = {} } = JSON.parse(await readFile(own, 'utf8')) as Package;
  const shipped = new Map<string, Found>();
  for (const name of Object.keys(dependencies)) await closure(name, own, shipped);
  for (const { name, from } of tfjsPackages) await closure(name, from, shipped);
  return [...shipped.values()];
}

/** Brackets for formulas; its terms are in fences-license.txt. */
const font: Part = { name: 'Noto Sans Math', version: 'in part', license: 'OFL-1.1' };

/** All code of others in the site. */
export async function shippedCode(): Promise<Part[]> {
  const packages = (await shippedPackages()).map(({ about }) => about);
  return [...packages, ...engineParts, font];
}

const packageNotices = async () => Promise.all((await shippedPackages()).map(noticeOf));

async function dataNotices(): Promise<string> {
  const lines = Object.values(await readManifest()).map(
    ({ title, licence, source }) => `${title}: ${licence} (${source})`,
  );
  return ['The data of the labs (data/):', ...new Set(lines)].join('\n');
}

const line = `\n\n${'-'.repeat(80)}\n\n`;

const besides = async (terms: string): Promise<string> => {
  const parts = [
    `Unfold is under the terms of ${terms}. It ships work of others:`,
    ...(await packageNotices()),
    (await readFile(join(web, 'build/notices/engine.txt'), 'utf8')).trim(),
    await dataNotices(),
    (await readFile(join(labFolder('stock'), 'LICENSE-matplotlib'), 'utf8')).trim(),
  ];
  return `${parts.join(line)}\n`;
};

export const notices = (): Promise<string> => besides('LICENSE, beside this file');

const ownTerms = () => readFile(join(root, 'LICENSE'), 'utf8');

/** All terms together, for what is one file. */
export async function allTerms(): Promise<string> {
  const fences = await readFile(join(web, 'public/fences-license.txt'), 'utf8');
  const ours = (await ownTerms()).trim();
  return [ours, await besides('the licence above'), fences].join(line);
}

export function licences(): Plugin {
  return {
    name: 'unfold-licences',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'LICENSE', source: await ownTerms() });
      this.emitFile({ type: 'asset', fileName: 'NOTICES.txt', source: await notices() });
    },
  };
}
