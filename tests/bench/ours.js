// The engine as a peer in the harness that times training steps: see its ours.example.js. The
// module, its WebAssembly and what else is imported lie beside this file; `npm run bench:adapter` puts
// them there.
import { openTeam } from './team.js';

const beside = (name) => new URL(name, import.meta.url);
let wasm;

export async function init() {
  wasm ??= await (await fetch(beside('bench_module.wasm'))).arrayBuffer();
}

/** How many threads a variant such as "2t" names. */
const threadsOf = (variant) => Number(/^(\d+)t$/.exec(variant ?? '')?.[1] ?? 1);

/** Times `steps` training steps of the workload in `opts.data`, whatever its name. */
export async function runWorkload(name, steps, opts) {
  const { data, timeLoop, variant } = opts;
  await init();
  const { spec, params, x, y, lengths, batches } = data;
  const what = { spec, params, x, y, lengths, batches };
  const moduleUrl = beside('bench_module.js').href;
  const threads = threadsOf(variant);
  const team = await openTeam(threads, { moduleUrl, wasmBinary: wasm, what });
  try {
    const result = await timeLoop(team.step, { ...opts, steps });
    const { flops, memory } = team.workload;
    return { ...result, info: { title: spec.title, threads, flops, wasmMemory: memory } };
  } finally {
    team.close();
  }
}
