// What pages elsewhere show of a lab that they link to: a picture, and as oEmbed, in each language, the
// markup of a frame. Both are whole addresses, so that only a site that knows its own has them.
import type { Plugin } from 'vite';
import type { LabInfo } from '../../bindings/wasm/engine.d.ts';
import { languages, type Lang } from '../src/i18n/languages.ts';
import { frameOf, HEIGHT } from '../src/site/share/address.ts';
import { card, size } from './card.ts';
import type { Course } from './course.ts';
import { site } from './head.ts';
import { cardPath, oembedPath } from './paths.ts';
import { labText } from './texts.ts';

/** oEmbed wants a width; the frame takes what its place has. */
const WIDTH = 800;

export function oembed(root: URL, { id }: Pick<LabInfo, 'id'>, title: string, lang: Lang) {
  const begin = { preset: '', inputs: {}, fragment: '' };
  const looks = { lang, theme: '', hide: [], lock: [], goal: '', task: '', height: HEIGHT };
  return {
    version: '1.0',
    type: 'rich',
    title,
    provider_name: 'Unfold',
    provider_url: root.href,
    html: frameOf(root.href, { lab: id, title, ...begin, ...looks }),
    width: WIDTH,
    height: HEIGHT,
    thumbnail_url: new URL(cardPath(id), root).href,
    thumbnail_width: size.width,
    thumbnail_height: size.height,
  };
}

export function embeddings(openCourse: () => Promise<Course>): Plugin {
  return {
    name: 'unfold-embeddings',
    apply: 'build',
    async generateBundle() {
      if (!site) return;
      const course = await openCourse();
      for (const lab of course.labs) {
        this.emitFile({
          type: 'asset',
          fileName: cardPath(lab.id),
          source: await card(course, lab),
        });
        for (const lang of languages) {
          const { title } = await labText(course, lab.id, lang);
          const source = JSON.stringify(oembed(site, lab, title, lang));
          this.emitFile({ type: 'asset', fileName: oembedPath(lab.id, lang), source });
        }
      }
    },
  };
}
