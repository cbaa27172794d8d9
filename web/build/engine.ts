// virtual:unfold-engine: createEngine. virtual:unfold-wasm: where its binaries are: with SIMD one for
// each part of the course, since that is less to load; without SIMD one for all.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import type { LabInfo } from '../../bindings/wasm/engine.d.ts';
import type { Course } from './course.ts';
import { glue, partWasm, scalarWasm } from './paths.ts';

const engineId = '\0virtual:unfold-engine';
const wasmId = '\0virtual:unfold-wasm';

// The binary is always handed over, so the glue must not make the bundler look for it.
export async function standaloneGlue(path: string): Promise<string> {
  const code = await readFile(path, 'utf8');
  const standalone = code.replaceAll('import.meta.url', '""');
  return `${standalone.replace(/export default (\w+);?\s*$/, 'export { $1 as createEngine, $1 as default };')}`;
}

/** Its chapter, unless the lab is a part of its own. */
export function partOf({ id, chapter }: LabInfo): string {
  const own = id.replaceAll('-', '_');
  return existsSync(partWasm(own)) ? own : chapter;
}

function wasmModule(labs: LabInfo[]): string {
  const parts = [...new Set(labs.map(partOf))];
  const from = (path: string) => JSON.stringify(`${path}?url`);
  const imports = parts.map((part) => `import ${part} from ${from(partWasm(part))};`);
  const partsOfLabs = Object.fromEntries(labs.map((lab) => [lab.id, partOf(lab)]));
  return `import scalar from ${from(scalarWasm)};
${imports.join('\n')}
const href = (url) => new URL(url, import.meta.url).href;
export const scalarUrl = href(scalar);
export const partOf = ${JSON.stringify(partsOfLabs)};
export const partUrls = {${parts.map((part) => `${part}: href(${part})`).join(', ')}};`;
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
