// Record: what live inputs become in the course of a run, as its inputs and its files tell it.
import type { Values } from '../values';

export interface Change {
  step: number;
  input: string;
  value: string;
}

/** What a saved run says of itself. */
export interface Saved {
  step: number;
  record: Change[];
  /** It began with weights that no inputs give. */
  hasOwnWeights: boolean;
}

const changeName = /^at\.(\d+)\.(.+)$/;
const INPUT = 'input.';

export function changesOf(inputs: Values): Change[] {
  return Object.entries(inputs).flatMap(([name, value]) => {
    const [, step, input] = changeName.exec(name) ?? [];
    return input === undefined ? [] : [{ step: Number(step), input, value }];
  });
}

/** Reads the head of a safetensors file: its length in eight bytes, then JSON. */
export function readSaved({ buffer, byteOffset, byteLength }: Uint8Array): Saved {
  const view = new DataView(buffer, byteOffset, byteLength);
  const head = new Uint8Array(buffer, byteOffset + 8, view.getUint32(0, true));
  const { __metadata__: metadata } = JSON.parse(new TextDecoder().decode(head)) as {
    __metadata__: Values;
  };
  const inputs = Object.entries(metadata)
    .filter(([key]) => key.startsWith(INPUT))
    .map(([key, value]) => [key.slice(INPUT.length), value] as const);
  return {
    step: Number(metadata.step),
    record: changesOf(Object.fromEntries(inputs)),
    hasOwnWeights: 'own_weights' in metadata,
  };
}

const isSame = (a: Change) => (b: Change) =>
  a.step === b.step && a.input === b.input && a.value === b.value;

/** What a file saved at this step lacks of the run's record; null where it is of a run with another
 *  past or another future. */
export function missingIn(saved: Change[], record: Change[], step: number): Change[] | null {
  const isKnown = saved.every((change) => record.some(isSame(change)));
  const missing = record.filter((change) => !saved.some(isSame(change)));
  return isKnown && missing.every((change) => change.step >= step) ? missing : null;
}
