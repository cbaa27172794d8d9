// A run on its way to other programs: the whole engine writes it, of the run as it is saved now.
import { zipSync } from 'fflate';
import { loadWholeEngine, type EngineClient } from '../engine/client';
import type { ExportedFile, ExportInfo, Host, Outcome } from '../engine/types';
import type { LabRun } from './run';

type Request = (host: Host, file: Uint8Array) => Promise<Outcome>;

async function ofSaved(run: LabRun, ...requests: Request[]): Promise<Outcome> {
  const saved = await run.save();
  if (saved.kind !== 'saved') return saved;
  const client = await loadWholeEngine();
  try {
    return await firstTaken(run, client, saved.file, requests);
  } finally {
    await client.end();
  }
}

/** What comes of the first request that is not refused, or else of the first. */
async function firstTaken(
  run: LabRun,
  client: EngineClient,
  file: Uint8Array,
  [first, ...others]: Request[],
): Promise<Outcome> {
  const outcome = await run.elsewhere(client, (host) => first!(host, file));
  if (outcome.kind !== 'refusal' || others.length === 0) return outcome;
  const next = await firstTaken(run, client, file, others);
  return next.kind === 'refusal' ? outcome : next;
}

/** What the run can leave as. */
export const exportsOf = (run: LabRun): Promise<Outcome> =>
  ofSaved(run, (host, file) => host.exports(file));

/** The run as files; without its data, where they cannot be had. */
export const exportedAs = (run: LabRun, kind: ExportInfo['kind'], stem: string): Promise<Outcome> =>
  ofSaved(
    run,
    (host, file) => host.exported(file, kind, stem, false),
    (host, file) => host.exported(file, kind, stem, true),
  );

/** Files that stand beside each other as one to download. */
export function asOneFile(files: ExportedFile[], name: string): ExportedFile {
  if (files.length === 1) return files[0]!;
  const entries = files.map(({ name, bytes }) => [name, bytes]);
  return { name: `${name}.zip`, bytes: zipSync(Object.fromEntries(entries)) };
}
