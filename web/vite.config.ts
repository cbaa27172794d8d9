import { defineConfig } from 'vite';
import { bench } from './build/bench.ts';
import { blockedScript } from './build/blocked.ts';
import { openCourse, type Course } from './build/course.ts';
import { knownData, labData } from './build/data.ts';
import { elementModule } from './build/element.ts';
import { engine } from './build/engine.ts';
import { embedExamples } from './build/examples.ts';
import { storyGlossary } from './build/glossary.ts';
import { inputNames } from './build/inputs.ts';
import { embeddings } from './build/embeddings.ts';
import { codeSplitting, lean } from './build/lean.ts';
import { installable } from './build/install.ts';
import { missingPage } from './build/missing.ts';
import { licences } from './build/notices.ts';
import { offline } from './build/offline.ts';
import { pages } from './build/pages.ts';
import { dist, root, web } from './build/paths.ts';
import { enginePreload } from './build/preload.ts';
import { chunkFileNames, labTexts } from './build/texts.ts';
import { tfjs } from './build/tfjs.ts';

let opened: Promise<Course> | undefined;
const course = () => (opened ??= openCourse());

export default defineConfig({
  root: web,
  base: './',
  appType: 'mpa',
  build: {
    outDir: dist,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // A list for each import() weighs more than asking for the few files they share costs.
      resolveDependencies: (_file, files, { hostType }) => (hostType === 'html' ? files : []),
    },
    rolldownOptions: { output: { chunkFileNames, codeSplitting } },
  },
  worker: { format: 'iife', plugins: () => [engine(course), bench(), tfjs()] },
  server: { fs: { allow: [root] } },
  plugins: [
    lean(),
    engine(course),
    bench(),
    tfjs(),
    knownData(),
    inputNames(course),
    labData(),
    labTexts(course),
    storyGlossary(),
    pages(course),
    enginePreload(course),
    missingPage(),
    blockedScript(),
    licences(),
    embedExamples(),
    installable(),
    embeddings(course),
    offline(),
    elementModule(course),
  ],
});
