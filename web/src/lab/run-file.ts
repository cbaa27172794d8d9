// Runs as files: into the page, and on to the page of another lab.
import type { LabInputs } from './inputs';
import { keptRuns } from './kept-runs';
import { writeLink } from './link';

/** A file of the reader's choice; null where none is chosen. */
export function choose(): Promise<Uint8Array | null> {
  const input = Object.assign(document.createElement('input'), {
    type: 'file',
    accept: '.safetensors',
  });
  return new Promise((resolve, reject) => {
    const read = async () => {
      const [file] = input.files ?? [];
      return file ? new Uint8Array(await file.arrayBuffer()) : null;
    };
    input.addEventListener('change', () => read().then(resolve, reject));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
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

/** Goes to the lab's own page with a run that it goes on with there; false where that cannot be. */
export async function leaveFor(inputs: LabInputs, file: Uint8Array): Promise<boolean> {
  const { lab, preset } = inputs;
  const page = labPage(lab.id);
  if (!page) return false;
  const setup = { lab: lab.id, preset, inputs: inputs.changes() };
  await keptRuns.put(setup, file);
  if ((await keptRuns.get(setup)) === null) return false;
  location.assign(page + (await writeLink(inputs.namedPreset(''), inputs.changes())));
  return true;
}
