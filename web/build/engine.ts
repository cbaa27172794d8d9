// virtual:unfold-engine: createEngine. virtual:unfold-wasm: where its binaries are: with SIMD one for
// each chapter, since that is less to load; without SIMD one for all.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import type { LabInfo } from '../../bindings/engine.d.ts';
import type { Course } from './course.ts';
import { chapterWasm, glue, scalarWasm } from './paths.ts';

const engineId = '\0virtual:unfold-engine';
const wasmId = '\0virtual:unfold-wasm';

// The binary is always handed over, so the glue must not make the bundler look for it.
export async function standaloneGlue(path: string): Promise<string> {
  const code = await readFile(path, 'utf8');
  const standalone = code.replaceAll('import.meta.url', '""');
  return `${standalone.replace(/export default (\w+);?\s*$/, 'export { $1 as createEngine, $1 as default };')}`;
}

function wasmModule(labs: LabInfo[]): string {
  const chapters = [...new Set(labs.map(({ chapter }) => chapter))];
  const from = (path: string) => JSON.stringify(`${path}?url`);
  const imports = chapters.map((name) => `import ${name} from ${from(chapterWasm(name))};`);
  const chapterOf = labs.map(({ id, chapter }) => [id, chapter]);
  return `import scalar from ${from(scalarWasm)};
${imports.join('\n')}
const href = (url) => new URL(url, import.meta.url).href;
export const scalarUrl = href(scalar);
export const chapterOf = ${JSON.stringify(Object.fromEntries(chapterOf))};
export const chapterUrls = {${chapters.map((name) => `${name}: href(${name})`).join(', ')}};`;
}

export function engine(course: () => Promise<Course>): Plugin {
  return {
    name: 'unfold-engine',
    resolveId(id) {
      if (id === 'virtual:unfold-engine') return engineId;
      if (id === 'virtual:unfold-wasm') return wasmId;
    },
    async load(id) {
      if (id === wasmId) return wasmModule((await course()).labs);
      if (id !== engineId) return;
      this.addWatchFile(glue);
      return standaloneGlue(glue);
    },
  };
}
