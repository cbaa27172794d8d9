// Runs that were left, by lab and inputs, for coming back.
import { Shelf } from '../state/shelf';

export const keptRuns = new Shelf('runs', { count: 20, bytes: 100_000_000 });
