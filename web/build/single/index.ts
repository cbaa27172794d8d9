// Labs as one file each, and as packages of such a file.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openCourse, type Course } from '../course.ts';
import { singlePage } from './page.ts';
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
  scorm: boolean;
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

/** Tells `note` of each file its path and how many bytes it has. */
export async function writeSingles(
  { labs, link, lang, scorm, folder }: Options,
  note: (path: string, bytes: number) => void,
): Promise<void> {
  const wishes = wishesOf(link, lang);
  const { course, built } = await (opened ??= opening());
  const wanted = chosen(course, labs);
  await mkdir(folder, { recursive: true });
  for (const lab of wanted) {
    const page = await singlePage(course, built, { lab, wishes, isScorm: scorm });
    const file = scorm ? scormPackage(lab, page) : Buffer.from(page);
    const path = join(folder, `unfold-${lab.id}.${scorm ? 'scorm.zip' : 'html'}`);
    await writeFile(path, file);
    note(path, file.length);
  }
}
