// What a lab does with saved runs, and what it says where it cannot. Most of it is loaded when it is
// needed.
import { loadEngine, type EngineClient } from '../engine/client';
import type { Outcome, Setup } from '../engine/types';
import type { Words } from '../i18n/words';
import { download } from './download';
import { LabInputs } from './inputs';
import type { LabRun } from './run';

/** A part of the program, which may be out of reach. */
export const late = <T>(words: Words, loading: Promise<T>): Promise<T> =>
  loading.catch(() => {
    throw new Error(words.t('offline'));
  });

/** Why the engine does not begin. */
export async function engineTrouble(words: Words, error: Error): Promise<string> {
  try {
    return (await import('./trouble')).engineTrouble(words, error);
  } catch {
    return words.t('noEngine', { message: error.message });
  }
}

/** Gives what is to be said afterwards; "" where there is no doubt that the file came. */
export async function saveAsFile(words: Words, name: string, file: Uint8Array): Promise<string> {
  download(file, name);
  if (window.parent === window) return '';
  return (await late(words, import('./trouble'))).downloadDoubt(words);
}

export async function openFile(words: Words): Promise<Uint8Array | null> {
  const { choose } = await late(words, import('./run-file'));
  return choose();
}

/** What a saved run was made of. The engine of its lab knows, which may be another. */
export async function inspect(
  run: LabRun | null,
  file: Uint8Array,
  newRun: (client: EngineClient) => LabRun,
): Promise<Outcome | undefined> {
  const outcome = await run?.inspect(file);
  if (outcome?.kind !== 'refusal' || outcome.refusal.code !== 'unknown-lab') return outcome;
  const lab = outcome.refusal.values.value ?? '';
  return newRun(await loadEngine(lab)).inspect(file);
}

/** To the page of another lab, which goes on with the run. */
export async function leaveFor(
  words: Words,
  isPage: boolean,
  setup: Setup,
  file: Uint8Array,
): Promise<void> {
  const { catalogue } = await loadEngine(setup.lab);
  const info = catalogue.labs.find(({ id }) => id === setup.lab)!;
  const { leaveFor } = await late(words, import('./run-file'));
  const isLeft = isPage && (await leaveFor(new LabInputs(info, setup.preset, setup.inputs), file));
  if (!isLeft) throw new Error(words.t('otherLab', { lab: info.title }));
}
