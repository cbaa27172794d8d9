// virtual:unfold-engine: createEngine. virtual:unfold-wasm: where its two binaries are.
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';
import { glue, scalarWasm, simdWasm } from './paths.ts';

const engineId = '\0virtual:unfold-engine';
const wasmId = '\0virtual:unfold-wasm';

// The binary is always handed over, so the glue must not make the bundler look for it.
async function engineModule(): Promise<string> {
  const code = await readFile(glue, 'utf8');
  const standalone = code.replaceAll('import.meta.url', '""');
  return `${standalone.replace(/export default (\w+);?\s*$/, 'export { $1 as createEngine, $1 as default };')}`;
}

function wasmModule(): string {
  const from = (path: string) => JSON.stringify(`${path}?url`);
  return `import simd from ${from(simdWasm)};
import scalar from ${from(scalarWasm)};
export const simdUrl = new URL(simd, import.meta.url).href;
export const scalarUrl = new URL(scalar, import.meta.url).href;`;
}

export function engine(): Plugin {
  return {
    name: 'unfold-engine',
    resolveId(id) {
      if (id === 'virtual:unfold-engine') return engineId;
      if (id === 'virtual:unfold-wasm') return wasmId;
    },
    async load(id) {
      if (id === wasmId) return wasmModule();
      if (id !== engineId) return;
      this.addWatchFile(glue);
      return engineModule();
    },
  };
}
