// The engine as a peer in the harness that times training steps: see its ours.example.js. The
// module, its WebAssembly and engine.js lie beside this file; `npm run bench:adapter` puts them there.
import createModule from './bench_module.js';
import { BenchEngine } from './engine.js';

let engine;

export async function init() {
  if (engine) return engine;
  const wasm = await fetch(new URL('bench_module.wasm', import.meta.url));
  const module = await createModule({
    wasmBinary: await wasm.arrayBuffer(),
    locateFile: (path) => path,
  });
  return (engine = new BenchEngine(module));
}

/** Times `steps` training steps of the workload in `opts.data`, whatever its name. */
export async function runWorkload(name, steps, opts) {
  const { data, timeLoop } = opts;
  const bench = await init();
  const workload = bench.open(data);
  try {
    const result = await timeLoop(workload.step, { ...opts, steps });
    const info = { title: data.spec.title, flops: workload.flops, wasmMemory: bench.memory };
    return { ...result, info };
  } finally {
    workload.close();
  }
}
