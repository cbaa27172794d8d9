// virtual:unfold-glossary: what the words mean, a chunk for each language, for stories to open.
import type { Plugin } from 'vite';
import { languages, type Lang } from '../src/i18n/languages.ts';
import { terms } from './meanings.ts';

const prefix = 'virtual:unfold-glossary';

const loaders = languages.map((lang) => `${lang}: () => import('${prefix}/${lang}')`);

const index = `const glossaries = { ${loaders.join(', ')} };
export const loadGlossary = async (lang) => (await glossaries[lang]()).default;`;

/** By the ids of terms. */
export function glossary(lang: Lang) {
  const entries = terms.map(({ id, name, means }) => [
    id,
    { name: name[lang], english: name.en, means: means[lang] },
  ]);
  return Object.fromEntries(entries);
}

export function storyGlossary(): Plugin {
  return {
    name: 'unfold-story-glossary',
    resolveId(id) {
      if (id.startsWith(prefix)) return `\0${id}`;
    },
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return;
      const lang = id.slice(prefix.length + 2) as Lang | '';
      return lang ? `export default ${JSON.stringify(glossary(lang))};` : index;
    },
  };
}
