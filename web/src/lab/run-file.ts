// Runs as files: out of the page, into it, and on to the page of another lab.
import type { LabInputs } from './inputs';
import { keptRuns } from './kept-runs';
import { writeLink } from './link';

export function download(file: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([file as BlobPart]));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

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

/** Where the pages of labs are, if this is one of them; undefined on a page of another site. */
export const labsFolder = (): string | undefined =>
  /^(.*\/lab\/)[\w-]+\/(?:index\.html)?$/.exec(location.pathname)?.[1];

/** Goes to the lab's own page with a run that it goes on with there; false where that cannot be. */
export async function leaveFor(inputs: LabInputs, file: Uint8Array): Promise<boolean> {
  const folder = labsFolder();
  if (!folder) return false;
  const { lab, preset } = inputs;
  const setup = { lab: lab.id, preset, inputs: inputs.changes() };
  await keptRuns.put(setup, file);
  if ((await keptRuns.get(setup)) === null) return false;
  const fragment = await writeLink(inputs.namedPreset(), inputs.changes());
  location.assign(`${folder}${lab.id}/${location.search}${fragment}`);
  return true;
}
