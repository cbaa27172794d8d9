// Labs with several threads: whole runs, with the tests and pictures between their steps.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { capture, Failure, root } from '../process.mjs';

/** Inputs, and how many steps are timed, which take some seconds. */
export const labs = {
  'mnist-rnn': { inputs: { epochs: 30 }, steps: 99 },
  'mnist-lstm': { inputs: { epochs: 30 }, steps: 33 },
  translation: { inputs: { preset: 'korean' }, steps: 300 },
  'char-rnn': { inputs: { preset: 'minutes', hidden: 256, layers: 2 }, steps: 60 },
};

/** Before the clock starts; the first are shared by nobody. */
const before = 5;

/** Rounds in which the numbers of threads take turns: of each number the times. */
export async function timeLab(time, name, threads, rounds) {
  const times = threads.map(() => []);
  for (let round = 0; round < rounds; ++round) {
    for (const [i, members] of threads.entries()) times[i].push(await time(name, members));
  }
  return { times };
}

/** In a page of its own. */
export async function timeInPage(site, name, members) {
  const { openLab } = await import('../../tests/browser/harness.mjs');
  const { timeSteps, useCores } = await import('../../tests/browser/time-steps.mjs');
  const { inputs, steps } = labs[name];
  const cores = availableParallelism();
  if (members > cores) throw new Failure(`${members} threads: this machine has ${cores} cores.`);
  const page = await site.page();
  try {
    await page.addInitScript(useCores, members);
    await openLab(page, `${site.url}lab/${name}/#v=1&${new URLSearchParams(inputs)}`);
    return await timeSteps(page, { members, before, steps });
  } finally {
    await page.context().close();
  }
}

async function seconds(name, members, steps) {
  const inputs = Object.entries(labs[name].inputs).map(([key, value]) => `--${key}=${value}`);
  const args = ['run', name, ...inputs, `--steps=${steps}`, `--threads=${members}`];
  const start = performance.now();
  const { code, output } = await capture(join(root, 'build/native/lab'), args);
  if (code !== 0) throw new Failure(output);
  return performance.now() - start;
}

/** A whole process less one of few steps. */
export async function timeNatively(name, members) {
  const { steps } = labs[name];
  const less = await seconds(name, members, before);
  return ((await seconds(name, members, before + steps)) - less) / steps;
}
