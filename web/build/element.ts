// dist/unfold-lab.js: one module that defines <unfold-lab>, for pages elsewhere. Its wasm and the
// texts of each lab lie beside it. dist/unfold-anywidget.js is the same for notebooks.
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import type { Course } from './course.ts';
import { knownData } from './data.ts';
import { engine } from './engine.ts';
import { inputNames } from './inputs.ts';
import { lean } from './lean.ts';
import { web } from './paths.ts';
import { chunkFileNames, labTexts } from './texts.ts';

export function elementModule(course: () => Promise<Course>): Plugin {
  let outDir: string;
  return {
    name: 'unfold-element-module',
    apply: 'build',
    configResolved(config) {
      outDir = config.build.outDir;
    },
    async writeBundle() {
      await build({
        configFile: false,
        root: web,
        base: './',
        publicDir: false,
        logLevel: 'warn',
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2022',
          // Made for older browsers, light-dark() would need variables that only pages of the site have.
          cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
          assetsInlineLimit: 0,
          modulePreload: false,
          rolldownOptions: {
            input: {
              'unfold-lab': join(web, 'src/embed/element.ts'),
              'unfold-anywidget': join(web, 'src/embed/anywidget/index.ts'),
            },
            preserveEntrySignatures: 'strict',
            output: {
              entryFileNames: '[name].js',
              chunkFileNames,
            },
          },
        },
        worker: { format: 'iife', plugins: () => [engine(course)] },
        plugins: [lean(), engine(course), knownData(), inputNames(course), labTexts(course)],
      });
    },
  };
}
