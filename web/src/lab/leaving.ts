// A run on its way to other programs: the whole engine writes it, of the run as it is saved now.
import { zipSync } from 'fflate';
import type { EngineClient } from '../engine/client';
import type { ExportedFile, ExportInfo, Host, Outcome } from '../engine/types';
import { withWholeEngine } from '../engine/whole';
import { isMissing } from './missing';
import { Opener } from './opener';
import type { LabRun } from './run';

type Request = (host: Host, file: Uint8Array) => Promise<Outcome>;

function supplied(client: EngineClient, request: (host: Host) => Promise<Outcome>) {
  const opener = new Opener(client, client.newId(), {
    changed: () => {},
    isOvertaken: () => false,
  });
  return opener.supplied(request, {});
}

async function ofSaved(run: LabRun, ...requests: Request[]): Promise<Outcome> {
  const saved = await run.save();
  if (saved.kind !== 'saved') return saved;
  return withWholeEngine((client) => firstSupplied(client, saved.file, requests));
}

/** What comes of the first request whose data are there; else of the first. */
async function firstSupplied(
  client: EngineClient,
  file: Uint8Array,
  [first, ...others]: Request[],
): Promise<Outcome> {
  const outcome = await supplied(client, (host) => first!(host, file));
  const lacks = outcome.kind === 'refusal' && isMissing(outcome.refusal);
  if (!lacks || others.length === 0) return outcome;
  const next = await firstSupplied(client, file, others);
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
