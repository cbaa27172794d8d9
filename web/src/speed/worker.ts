// Times the limit and the workloads, away from the page, so that it can be stopped at once.
import { createEngine as createModule } from 'virtual:unfold-bench';
import { limits, named } from '../../../tests/bench/measure.js';
import type { Answer, Request } from './messages';

const tell = (answer: Answer) => postMessage(answer);

async function measure({ wasmBinary, names, seconds }: Request): Promise<void> {
  const module = { createModule, wasmBinary, seconds };
  tell({ kind: 'begins', name: 'limit' });
  const [limit] = await limits(module);
  tell({ kind: 'row', row: limit! });
  for (const name of names) {
    tell({ kind: 'begins', name });
    tell({ kind: 'row', row: await named({ ...module, name }) });
  }
  tell({ kind: 'done' });
}

onmessage = ({ data }: MessageEvent<Request>) => {
  measure(data).catch((error: unknown) => tell({ kind: 'failed', message: String(error) }));
};
