// Missing files: which one the engine asks for, and what is said where it cannot be had.
import type { Outcome, Refusal } from '../engine/types';
import type { Values } from './values';

export function missingFile(outcome: Outcome): string | undefined {
  const isMissing = outcome.kind === 'refusal' && outcome.refusal.code === 'missing-data';
  return isMissing ? outcome.refusal.values.key : undefined;
}

/** Whether data are not there, whatever the reason. */
export const isMissing = ({ code }: Refusal): boolean =>
  ['missing-data', 'file-elsewhere', 'data-unreachable', 'data-damaged', 'data-left-out'].includes(
    code,
  );

export function unsupplied(name: string, code: string, inputs: Values): Refusal {
  const input = Object.keys(inputs).find((key) => inputs[key] === name) ?? '';
  return { input, code, values: { name: name.split('#')[0]! }, message: name };
}
