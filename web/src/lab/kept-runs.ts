// Runs that were left, by lab and inputs, for coming back.
import type { Setup } from '../engine/types';
import { Shelf } from '../state/shelf';

const shelf = new Shelf('runs', { count: 20, bytes: 100_000_000 });

const keyOf = ({ lab, preset, inputs }: Setup): string => JSON.stringify([lab, preset, inputs]);

export const keptRuns = {
  get: (setup: Setup) => shelf.get(keyOf(setup)),
  put: (setup: Setup, file: Uint8Array) => shelf.put(keyOf(setup), file),
  remove: (setup: Setup) => shelf.remove(keyOf(setup)),
};
