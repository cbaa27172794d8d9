// virtual:unfold-bench: the workloads of the page Speed; virtual:unfold-bench-wasm: where their
// binary is.
import { existsSync } from 'node:fs';
import type { Plugin } from 'vite';
import { standaloneGlue } from './engine.ts';
import { benchGlue, benchWasm } from './paths.ts';

const ids = ['virtual:unfold-bench', 'virtual:unfold-bench-wasm'];

export function bench(): Plugin {
  return {
    name: 'unfold-bench',
    resolveId(id) {
      if (ids.includes(id)) return `\0${id}`;
    },
    load(id) {
      if (!ids.some((known) => id === `\0${known}`)) return;
      if (!existsSync(benchWasm)) {
        this.warn(`${benchWasm} is missing: the page Speed measures nothing.`);
        return 'export const createEngine = undefined, benchUrl = "";';
      }
      if (id === '\0virtual:unfold-bench') return standaloneGlue(benchGlue);
      return `import wasm from ${JSON.stringify(`${benchWasm}?url`)};
export const benchUrl = new URL(wasm, import.meta.url).href;`;
    },
  };
}
