// A run on its way to other programs: the whole engine writes it, of the run as it is saved now.
import type { ExportedFile, ExportInfo, Host, Outcome } from '../engine/types';
import type { LabRun } from './run';

type Request = (host: Host, file: Uint8Array) => Promise<Outcome>;

/** What comes of the first request that is not refused, or else of the first. */
async function ofSaved(run: LabRun, ...requests: Request[]): Promise<Outcome> {
  const saved = await run.save();
  if (saved.kind !== 'saved') return saved;
  const elsewhere = await run.elsewhere();
  const outcomes: Outcome[] = [];
  try {
    for (const request of requests) {
      const outcome = await elsewhere.ask((host) => request(host, saved.file));
      if (outcome.kind !== 'refusal') return outcome;
      outcomes.push(outcome);
    }
  } finally {
    elsewhere.end();
  }
  return outcomes[0]!;
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

/** The same files make the same archive, whenever that is; a zip file knows no time before it. */
const anyTime = new Date(1980, 0, 1);

/** Files that stand beside each other as one to download. */
export async function asOneFile(files: ExportedFile[], name: string): Promise<ExportedFile> {
  if (files.length === 1) return files[0]!;
  const { zipSync } = await import('fflate');
  const entries = files.map(({ name, bytes }) => [name, bytes]);
  return { name: `${name}.zip`, bytes: zipSync(Object.fromEntries(entries), { mtime: anyTime }) };
}
