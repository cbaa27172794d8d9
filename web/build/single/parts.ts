// What a lab's page carries along as one file: engines, data and texts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { LabInfo } from '../../../bindings/wasm/engine.d.ts';
import { openEngine, type Course } from '../course.ts';
import { readManifest } from '../data.ts';
import { partOf } from '../engine.ts';
import { glossary } from '../glossary.ts';
import { dataSite, partWasm, scalarWasm } from '../paths.ts';
import { readStory, type Lang } from '../prose.ts';
import { asksForOwnFile, openSession } from '../sessions.ts';
import { labText, titles } from '../texts.ts';
import { filesToBegin, type Wishes } from './wishes.ts';

/** Bytes that the data of a preset may take, compressed; what begins with more has it all the same. */
const MOST = 2_000_000;

const packed = async (path: string) =>
  gzipSync(await readFile(path), { level: 9 }).toString('base64');

export const engines = async (lab: LabInfo) => ({
  lab: lab.id,
  own: await packed(partWasm(partOf(lab))),
  whole: await packed(scalarWasm),
});

/** An engine has no file yet, so that it asks for each. */
async function filesOf(lab: LabInfo, preset: string): Promise<string[]> {
  const names: string[] = [];
  openSession(await openEngine(), lab.id, preset, {}, (name) => names.push(name)).delete();
  return names;
}

export async function data(lab: LabInfo, wishes: Wishes) {
  const files = await readManifest();
  const sum = (names: string[]) => names.reduce((total, name) => total + files[name]!.gzipped, 0);
  const names = new Set(await filesToBegin(await openEngine(), lab, wishes));
  for (const preset of lab.presets.filter((each) => !asksForOwnFile(each))) {
    const needed = await filesOf(lab, preset.name);
    if (sum(needed) <= MOST) for (const name of needed) names.add(name);
  }
  const inPage: Record<string, string> = {};
  for (const name of names) {
    inPage[name] = (await readFile(join(dataSite, `${name}.gz`))).toString('base64');
  }
  return { files, inPage };
}

type ByLang<T> = Partial<Record<Lang, T>>;

export async function texts(
  course: Course,
  { id }: LabInfo,
  languages: readonly Lang[],
  linked: (story: string) => string,
) {
  const all: ByLang<unknown> = {};
  for (const lang of languages) {
    const { [id]: title } = await titles(course, lang);
    all[lang] = {
      text: await labText(course, id, lang),
      story: linked(await readStory(id, lang)),
      titles: { [id]: title },
    };
  }
  return all;
}

/** Of the terms that the page has links to. */
export function meanings(html: string, languages: readonly Lang[]) {
  const ids = new Set([...html.matchAll(/data-term href="[^"]*#([\w-]+)"/g)].map(([, id]) => id));
  const ofLang = (lang: Lang) =>
    Object.fromEntries(Object.entries(glossary(lang)).filter(([id]) => ids.has(id)));
  return Object.fromEntries(languages.map((lang) => [lang, ofLang(lang)]));
}
