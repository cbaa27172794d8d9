// The program of a lab's page as one module and one style, the same for each lab: what a site would
// load it finds in its page.
import { join } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import type { Course } from '../course.ts';
import { engine } from '../engine.ts';
import { lean } from '../lean.ts';
import { web } from '../paths.ts';

export interface Program {
  script: string;
  style: string;
}

const alone = join(web, 'src/site/alone');

/** Modules of the site, and what stands in their place. */
const inPlace: Record<string, string> = {
  'virtual:unfold-wasm': join(alone, 'wasm.ts'),
  'virtual:unfold-data': join(alone, 'data.ts'),
  'virtual:unfold-lab-texts': join(alone, 'texts.ts'),
  'virtual:unfold-glossary': join(alone, 'glossary.ts'),
  './rest': join(alone, 'rest.ts'),
};

const standIns = (): Plugin => ({
  name: 'unfold-stand-ins',
  enforce: 'pre',
  resolveId: (id, from) => {
    if (id === './rest' && from !== join(web, 'src/site/lab.ts')) return;
    return inPlace[id];
  },
});

export async function program(course: () => Promise<Course>): Promise<Program> {
  const result = (await build({
    configFile: false,
    root: web,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      assetsInlineLimit: Infinity,
      chunkSizeWarningLimit: Infinity,
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(alone, 'index.ts'),
        output: { codeSplitting: false },
      },
    },
    worker: { format: 'iife', plugins: () => [engine(course)] },
    plugins: [standIns(), lean(), engine(course)],
  })) as Rolldown.RolldownOutput;
  const files = result.output;
  const style = files.find(({ fileName }) => fileName.endsWith('.css')) as Rolldown.OutputAsset;
  return { script: files[0].code, style: String(style.source) };
}
