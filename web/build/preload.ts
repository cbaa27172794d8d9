// A lab's page asks for its engine at once, beside its scripts, which would only ask for it later.
import { basename } from 'node:path';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import type { Course } from './course.ts';
import { partOf } from './engine.ts';
import { partWasm } from './paths.ts';

const labPath = /^\/lab\/([\w-]+)\/index\.html$/;

/** What the page fetches with SIMD, as `fetch` does it by default. */
const preload = (href: string): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel: 'preload', as: 'fetch', crossorigin: true, href },
  injectTo: 'head',
});

export function enginePreload(openCourse: () => Promise<Course>): Plugin {
  return {
    name: 'unfold-engine-preload',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      async handler(_, { path, bundle = {} }) {
        const { labs } = await openCourse();
        const lab = labs.find(({ id }) => id === labPath.exec(path)?.[1]);
        if (!lab) return;
        const name = basename(partWasm(partOf(lab)));
        const binary = Object.values(bundle).find(
          (file) => file.type === 'asset' && file.names.includes(name),
        )!;
        return [preload(`../../${binary.fileName}`)];
      },
    },
  };
}
