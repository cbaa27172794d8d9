// What a saved run says of itself, in the head of its file.

export interface Saved {
  step: number;
  /** What live inputs become in its course, past and to come. */
  record: string;
  /** It began with weights that no inputs give. */
  hasOwnWeights: boolean;
}

const CHANGE = 'input.at.';

/** Reads the head of a safetensors file: its length in eight bytes, then JSON. */
export function readSaved({ buffer, byteOffset, byteLength }: Uint8Array): Saved {
  const view = new DataView(buffer, byteOffset, byteLength);
  const head = new Uint8Array(buffer, byteOffset + 8, view.getUint32(0, true));
  const { __metadata__: metadata } = JSON.parse(new TextDecoder().decode(head)) as {
    __metadata__: Record<string, string>;
  };
  const changes = Object.entries(metadata).filter(([key]) => key.startsWith(CHANGE));
  return {
    step: Number(metadata.step),
    record: JSON.stringify(changes.sort()),
    hasOwnWeights: 'own_weights' in metadata,
  };
}
