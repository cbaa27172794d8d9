// Replicas of a workload that take its steps together, as those of a run do in the page: one on this
// thread, the others in workers. crew.js and lines.js are the page's own (web/src/engine).
import { Crew, takeTurn } from './crew.js';
import { BenchEngine } from './engine.js';
import { lines } from './lines.js';

/** `what` opens the workload: the name of one, or what `BenchEngine.open` takes. */
export async function openWorkload({ moduleUrl, wasmBinary, what }) {
  const { default: createModule } = await import(/* @vite-ignore */ moduleUrl);
  const engine = new BenchEngine(await createModule({ wasmBinary, locateFile: (path) => path }));
  return typeof what === 'string' ? engine.openNamed(what) : engine.open(what);
}

/** Takes a step of which the others of the crew compute parts; gives the loss, or nothing once the
 *  crew is over. */
export const stepTogether = async (workload, crew) =>
  (await takeTurn(workload, crew)) ? workload.step() : undefined;

/** One of the others, when it is ready. */
function startMember(place, ports, source) {
  const worker = new Worker(new URL('member.js', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = () => resolve(worker);
    worker.onerror = ({ message }) => reject(new Error(message || 'A worker does not start.'));
    worker.postMessage({ place, ports, source }, ports);
  });
}

/** So many members, this thread among them: `step` gives the loss or its promise; `workload` is the
 *  replica on this thread. */
export async function openTeam(members, source) {
  const workload = await openWorkload(source);
  if (members === 1) return { workload, step: workload.step, close: workload.close };
  const [own, ...others] = lines(members);
  const workers = await Promise.all(others.map((ports, i) => startMember(i + 1, ports, source)));
  const crew = new Crew(0, own);
  const step = async () => {
    const loss = await stepTogether(workload, crew);
    if (loss === undefined) throw new Error('A worker no longer answers.');
    return loss;
  };
  const close = () => {
    crew.close();
    for (const worker of workers) worker.terminate();
    workload.close();
  };
  return { workload, step, close };
}
