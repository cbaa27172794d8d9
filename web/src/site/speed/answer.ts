// What the workers of Speed have in common: the limit and the workloads, timed one after the other.
import { createEngine as createModule } from 'virtual:unfold-bench';
import { limit, type Module, type Row } from '../../../../tests/bench/measure.js';
import type { Answer, Request } from './messages';

type TimeWorkload = (module: Module & { name: string }) => Promise<Row>;

const tell = (answer: Answer) => postMessage(answer);

async function measure({ wasmBinary, names, seconds }: Request, time: TimeWorkload): Promise<void> {
  const module = { createModule, wasmBinary, seconds };
  tell({ kind: 'begins', name: 'limit' });
  tell({ kind: 'row', row: await limit(module) });
  for (const name of names) {
    tell({ kind: 'begins', name });
    tell({ kind: 'row', row: await time({ ...module, name }) });
  }
  tell({ kind: 'done' });
}

/** Answers the page; `open` gives what times a workload. */
export function answerWith(open: (request: Request) => TimeWorkload | Promise<TimeWorkload>): void {
  onmessage = async ({ data }: MessageEvent<Request>) => {
    try {
      await measure(data, await open(data));
    } catch (error) {
      tell({ kind: 'failed', message: String(error) });
    }
  };
}
