// Runs as files: into the page, and on to the page of another lab.
import { loadEngine, type EngineClient } from '../engine/client';
import type { Outcome, Setup } from '../engine/types';
import '../i18n/whole-english';
import type { Words } from '../i18n/words';
import { LabInputs } from './inputs';
import { keptRuns } from './kept-runs';
import { writeLink } from './link';
import type { LabRun } from './run';

/** Bytes of padded base64. */
const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (symbol) => symbol.charCodeAt(0));

/** The saved run in a run as JSON; a file of another kind as it is. */
export function savedRun(file: Uint8Array): Uint8Array {
  if (file[0] !== '{'.charCodeAt(0)) return file;
  try {
    const { saved_run: saved } = JSON.parse(new TextDecoder().decode(file)) as {
      saved_run: string;
    };
    return bytesOf(saved);
  } catch {
    return file;
  }
}

/** What of a page's query is about the reader and not about its lab. */
const KEPT = ['lang', 'theme', 'embed', 'origin'];

/** The page of a lab beside this page's lab; null on a page of another site. */
export function labPage(lab: string): string | null {
  const folder = /^(.*\/lab\/)[\w-]+\/(?:index\.html)?$/.exec(location.pathname)?.[1];
  if (!folder) return null;
  const query = [...new URLSearchParams(location.search)].filter(([key]) => KEPT.includes(key));
  const search = new URLSearchParams(query).toString();
  return `${folder}${lab}/${search && `?${search}`}`;
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

async function isTakenTo(inputs: LabInputs, file: Uint8Array): Promise<boolean> {
  const { lab, preset } = inputs;
  const page = labPage(lab.id);
  if (!page) return false;
  const setup = { lab: lab.id, preset, inputs: inputs.changes() };
  await keptRuns.put(setup, file);
  if ((await keptRuns.get(setup)) === null) return false;
  location.assign(page + (await writeLink(inputs.namedPreset(''), inputs.changes())));
  return true;
}

/** Goes from a lab's page to that of another lab, which goes on with the run. */
export async function leaveFor(
  words: Words,
  isPage: boolean,
  setup: Setup,
  file: Uint8Array,
): Promise<void> {
  const { catalogue } = await loadEngine(setup.lab);
  const info = catalogue.labs.find(({ id }) => id === setup.lab)!;
  const inputs = new LabInputs(info, setup.preset, setup.inputs);
  const isLeft = isPage && (await isTakenTo(inputs, file));
  if (!isLeft) throw new Error(words.t('otherLab', { lab: info.title }));
}
