// Runs that were left, by lab and inputs, for coming back. One is stored after the other; of those
// of one run that wait only the newest is.
import { Shelf } from '../base/shelf';
import type { Setup } from '../engine/types';

const shelf = new Shelf('runs', { count: 20, bytes: 100_000_000 });
const waiting = new Map<string, Uint8Array>();
let work: Promise<void> = Promise.resolve();

const keyOf = ({ lab, preset, inputs }: Setup): string => JSON.stringify([lab, preset, inputs]);

async function putNewest(key: string): Promise<void> {
  const file = waiting.get(key);
  waiting.delete(key);
  if (file) await shelf.put(key, file);
}

/** For runs of which the device keeps nothing. */
export const nothingKept: typeof keptRuns = {
  get: async () => null,
  put: async () => {},
  remove: async () => {},
};

export const keptRuns = {
  get: (setup: Setup) => work.then(() => shelf.get(keyOf(setup))),

  put(setup: Setup, file: Uint8Array): Promise<void> {
    const key = keyOf(setup);
    if (!waiting.has(key)) work = work.then(() => putNewest(key));
    waiting.set(key, file);
    return work;
  },

  remove(setup: Setup): Promise<void> {
    const key = keyOf(setup);
    waiting.delete(key);
    work = work.then(() => shelf.remove(key));
    return work;
  },
};
