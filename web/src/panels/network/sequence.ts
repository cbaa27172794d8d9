// The sequence that a network is drawn over: how long it is and, where a lab shows them, the symbols
// that are read and said.
import type { Shown } from '../../engine/types';

export interface Sequence {
  /** 0 where nothing tells. */
  steps: number;
  /** One for each step, or none. */
  reads: string[];
  says: { symbol: string; agrees: boolean }[];
}

/** Time and the names of its indices, of the first sequence. */
function timeOf({ axes, shape, ticks }: Shown['matrices'][string]) {
  const axis = axes.indexOf('time');
  const steps = shape[axis] ?? 0;
  return { steps, names: (ticks[axis] ?? []).slice(0, steps) };
}

export function sequenceOf({ matrices, texts }: Pick<Shown, 'matrices' | 'texts'>): Sequence {
  const times = Object.values(matrices).map(timeOf);
  const named = times.find(({ names, steps }) => steps > 0 && names.length === steps);
  const { steps, names } = named ?? times.find((time) => time.steps > 0) ?? { steps: 0, names: [] };
  return { steps, reads: names, says: names.length > 0 ? said(texts, steps) : [] };
}

/** Symbols against those that are wanted, one for each step. */
function said(texts: Shown['texts'], steps: number): Sequence['says'] {
  for (const { value, target } of Object.values(texts)) {
    const symbols = [...value];
    const wanted = [...target];
    if (symbols.length !== steps || wanted.length !== steps) continue;
    return symbols.map((symbol, i) => ({ symbol, agrees: symbol === wanted[i] }));
  }
  return [];
}
