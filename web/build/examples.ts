// The pages of examples/embed, beside the site they embed.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { examples } from './paths.ts';

const folder = join(examples, 'embed');

export function embedExamples(): Plugin {
  return {
    name: 'unfold-embed-examples',
    apply: 'build',
    async generateBundle() {
      for (const name of await readdir(folder)) {
        const source = await readFile(join(folder, name));
        this.emitFile({ type: 'asset', fileName: `examples/embed/${name}`, source });
      }
    },
  };
}
