// npm run test:threads: runs whose steps threads share, under ThreadSanitizer: no race, the same bits.
import { join } from 'node:path';
import { buildEngine } from './engine.mjs';
import { capture, Failure, main, root } from './process.mjs';
import { native, needTools, sanitizers } from './setup.mjs';

const runs = [
  ['long-sentence', '--hidden', '96'],
  ['time-series', '--hidden', '192', '--cell', 'gru'],
  ['char-rnn', '--hidden', '256', '--test-every', '2', '--test-size', '64'],
  ['date-format', '--hidden', '128', '--batch', '64', '--held-out', '16'],
  ['translation', '--units', '128', '--training-pairs', '300', '--test-pairs', '10'],
  ['mnist-rnn'],
];
const steps = '4';

async function fingerprint(run, threads) {
  const lab = join(root, 'build/threads/lab');
  const args = ['run', ...run, '--steps', steps, '--threads', String(threads)];
  const { code, output } = await capture(lab, args);
  const found = output.match(/fingerprint ([0-9a-f]{16})/);
  if (code !== 0 || !found) throw new Failure(`${output.trimEnd()}\n\n${args.join(' ')} failed.`);
  return found[1];
}

await main(async () => {
  await needTools(native, sanitizers);
  await buildEngine('threads', 'lab');
  for (const run of runs) {
    const alone = await fingerprint(run, 1);
    for (const threads of [2, 3, 5]) {
      const together = await fingerprint(run, threads);
      if (together !== alone)
        throw new Failure(`${run[0]}: ${threads} threads give ${together}, one ${alone}.`);
    }
    console.log(`${run[0]}: ${alone} with 1, 2, 3 and 5 threads, without a race`);
  }
});
