// virtual:unfold-lab-texts: loadLabText, loadStory and loadTitles, a chunk for each lab and language.
import type { Plugin } from 'vite';
import type { LabText, Titles } from '../src/site/texts.ts';
import type { Course } from './course.ts';
import { languages, prosePath, readProse, readStory, type Lang } from './prose.ts';

const prefix = 'virtual:unfold-lab-texts';

/** Chunks of texts are named after what they say: text-hihello-ko-1a2b3c4d.js. */
export function chunkFileNames({ facadeModuleId }: { facadeModuleId?: string | null }): string {
  const [, text] = facadeModuleId?.split(`${prefix}/`) ?? [];
  return `assets/${text ? text.replaceAll('/', '-') : '[name]'}-[hash].js`;
}

export async function labText(course: Course, id: string, lang: Lang): Promise<LabText> {
  const { title, summary } = course.labs.find((lab) => lab.id === id)!;
  const { text } = await readProse(id, lang);
  return { title, summary, inputs: {}, presets: {}, reports: {}, ...text };
}

export async function titles(course: Course, lang: Lang): Promise<Titles> {
  const entries = course.labs.map(async ({ id }) => {
    const { title, summary } = await labText(course, id, lang);
    return [id, { title, summary }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

function index(course: Course): string {
  const loaders = (kind: string, names: string[]) =>
    names
      .map((name) => `${JSON.stringify(name)}: () => import('${prefix}/${kind}/${name}')`)
      .join(',\n');
  const names = course.labs.flatMap(({ id }) => languages.map((lang) => `${id}/${lang}`));
  return `const texts = {${loaders('text', names)}};
const stories = {${loaders('story', names)}};
const titles = {${loaders('titles', [...languages])}};
const load = async (loaders, name) => {
  if (!Object.hasOwn(loaders, name)) throw new Error('No such text: ' + name);
  return (await loaders[name]()).default;
};
export const loadLabText = (id, lang) => load(texts, id + '/' + lang);
export const loadStory = (id, lang) => load(stories, id + '/' + lang);
export const loadTitles = (lang) => load(titles, lang);`;
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
      if (kind === 'titles') return asModule(await titles(course, name as Lang));
      this.addWatchFile(prosePath(name, lang));
      return asModule(
        await (kind === 'story' ? readStory(name, lang) : labText(course, name, lang)),
      );
    },
  };
}

function asModule(value: unknown): string {
  return `export default ${JSON.stringify(value)};`;
}
