// Labs as one file each, and as packages of such a file.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabInfo } from '../../../bindings/wasm/engine.d.ts';
import { openCourse, type Course } from '../course.ts';
import { h5pPackage } from './h5p/index.ts';
import { singlePage, type Kind } from './page.ts';
import { program } from './program.ts';
import { scormPackage } from './scorm.ts';
import { WrongWish, wishesOf } from './wishes.ts';

export { WrongWish };

export interface Options {
  /** All of them where none is named. */
  labs: string[];
  /** As in a link, before and after "#". */
  link: string;
  /** The only language, if any. */
  lang?: string;
  kind: Kind;
  folder: string;
}

function chosen({ labs }: Course, ids: string[]) {
  const unknown = ids.find((id) => !labs.some((lab) => lab.id === id));
  if (unknown !== undefined) {
    const all = labs.map(({ id }) => id).join(', ');
    throw new WrongWish(`There is no lab "${unknown}". There are: ${all}.`);
  }
  return ids.length > 0 ? labs.filter(({ id }) => ids.includes(id)) : labs;
}

async function opening() {
  const course = await openCourse();
  return { course, built: await program(async () => course) };
}

let opened: ReturnType<typeof opening> | undefined;

const endings: Record<Kind, string> = { page: 'html', scorm: 'scorm.zip', h5p: 'h5p' };

const packed = {
  page: (_: LabInfo, page: string) => Buffer.from(page),
  scorm: scormPackage,
  h5p: h5pPackage,
};

/** Tells `note` of each file its path and how many bytes it has. */
export async function writeSingles(
  { labs, link, lang, kind, folder }: Options,
  note: (path: string, bytes: number) => void,
): Promise<void> {
  const wishes = wishesOf(link, lang);
  const { course, built } = await (opened ??= opening());
  const wanted = chosen(course, labs);
  await mkdir(folder, { recursive: true });
  for (const lab of wanted) {
    const page = await singlePage(course, built, { lab, wishes, kind });
    const file = await packed[kind](lab, page, wishes);
    const path = join(folder, `unfold-${lab.id}.${endings[kind]}`);
    await writeFile(path, file);
    note(path, file.length);
  }
}
