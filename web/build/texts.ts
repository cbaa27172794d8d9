// virtual:unfold-lab-texts: loadLabText, loadStory and loadTitles, a chunk for each lab and language;
// loadSearch, one for all.
import type { Plugin } from 'vite';
import type { LabInfo } from '../../bindings/wasm/engine.d.ts';
import type { LabText, Titles } from '../src/i18n/texts.ts';
import type { Course } from './course.ts';
import { exercisesPath, readExercises } from './exercises.ts';
import { lessonOf } from './lessons.ts';
import { languages, prosePaths, readProse, readRefusals, readStory, type Lang } from './prose.ts';
import { background } from './references.ts';
import { searchTexts } from './search.ts';

const prefix = 'virtual:unfold-lab-texts';

/** Chunks of texts are named after what they say: text-hihello-ko-1a2b3c4d.js. */
export function chunkFileNames({ facadeModuleId }: { facadeModuleId?: string | null }): string {
  const [, text] = facadeModuleId?.split(`${prefix}/`) ?? [];
  return `assets/${text ? text.replaceAll('/', '-') : '[name]'}-[hash].js`;
}

export async function labText(course: Course, id: string, lang: Lang): Promise<LabText> {
  const lab = course.labs.find((lab) => lab.id === id)!;
  const { title, summary } = lab;
  const [{ text }, { data, bands }, refusals, first] = await Promise.all([
    readProse(id, lang),
    readProse(id, 'en'),
    readRefusals(lab, lang),
    firstInputs(lab),
  ]);
  const own = { title, summary, inputs: {}, presets: {}, reports: {}, ...text };
  return { ...own, refusals, first, data, bands };
}

/** The inputs that the story and the exercises change. */
async function firstInputs({ id, inputs }: LabInfo): Promise<string[]> {
  const [{ body }, exercises] = await Promise.all([readProse(id, 'en'), readExercises(id)]);
  const links = [...body.matchAll(/\]\(#([^)]*)\)/g)].map(([, fragment]) => fragment!);
  const runs = exercises.flatMap((each) => [
    each.inputs ?? '',
    'solution' in each ? each.solution : '',
  ]);
  const changed = new Set(
    [...links, ...runs].flatMap((line) => [...new URLSearchParams(line).keys()]),
  );
  return inputs.map(({ name }) => name).filter((name) => changed.has(name));
}

export async function titles(course: Course, lang: Lang): Promise<Titles> {
  const entries = course.labs.map(async ({ id }) => {
    const { title, summary } = await labText(course, id, lang);
    return [id, { title, summary, can: lessonOf(id).can[lang] }] as const;
  });
  return Object.fromEntries([...(await Promise.all(entries)), ...backgroundTitles(lang)]);
}

const backgroundTitles = (lang: Lang) =>
  Object.entries(background).map(
    ([name, { title, summary }]) => [name, { title: title[lang], summary: summary[lang] }] as const,
  );

const loaders = (names: readonly string[], module: (name: string) => string): string =>
  `{${names.map((name) => `${JSON.stringify(name)}: () => import('${module(name)}')`).join(',\n')}}`;

/** A page has one lab: it loads where the texts of that one are, not of all. */
function index(course: Course): string {
  const ids = course.labs.map(({ id }) => id);
  return `const labs = ${loaders(ids, (id) => `${prefix}/of/${id}`)};
const titles = ${loaders(languages, (lang) => `${prefix}/titles/${lang}`)};
const load = async (loaders, name) => {
  if (!Object.hasOwn(loaders, name)) throw new Error('No such text: ' + name);
  return (await loaders[name]()).default;
};
export const loadLabText = async (id, lang) => load((await load(labs, id)).texts, lang);
export const loadStory = async (id, lang) => load((await load(labs, id)).stories, lang);
export const loadTitles = (lang) => load(titles, lang);
export const loadSearch = async () => (await import('${prefix}/search')).default;`;
}

function textsOf(id: string): string {
  return `export default {
  texts: ${loaders(languages, (lang) => `${prefix}/text/${id}/${lang}`)},
  stories: ${loaders(languages, (lang) => `${prefix}/story/${id}/${lang}`)},
};`;
}

export function labTexts(openCourse: () => Promise<Course>): Plugin {
  return {
    name: 'unfold-lab-texts',
    resolveId(id) {
      if (id.startsWith(prefix)) return `\0${id}`;
    },
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return;
      const course = await openCourse();
      const [, kind, name, lang] = id.slice(1 + prefix.length).split('/') as [
        string,
        string,
        string,
        Lang,
      ];
      if (!kind) return index(course);
      if (kind === 'of') return textsOf(name);
      if (kind === 'search') return asModule(await searchTexts(course));
      if (kind === 'titles') return asModule(await titles(course, name as Lang));
      for (const path of [...prosePaths(name, lang), exercisesPath(name)]) this.addWatchFile(path);
      return asModule(
        await (kind === 'story' ? readStory(name, lang) : labText(course, name, lang)),
      );
    },
  };
}

function asModule(value: unknown): string {
  return `export default ${JSON.stringify(value)};`;
}
