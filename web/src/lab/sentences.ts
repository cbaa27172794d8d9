// Sentences that sum up a run: how it came to rest, and what is wrong with it.
import { shortNumber } from '../base/numbers';
import type { Results } from '../engine/results';
import type { Outcome } from '../engine/types';
import type { Saying, Words } from '../i18n/words';
import type { LabInputs } from './inputs';
import type { LabRun } from './run';
import type { LabError } from './state';

/** Said when a run comes to rest; `stopped` says which rule made it. */
export function summary(words: Words, results: Results, stopped?: string): string {
  const { step, done, isOneStep } = results;
  if (isOneStep) return words.t('ready');
  const last = Object.entries(results.lastValues());
  const values = last.map(([name, value]) =>
    words.t('valueOf', { name: words.report(name), value: shortNumber(value) }),
  );
  const rest = done ? words.t('finishedAt', { step }) : (stopped ?? words.t('pausedAt', { step }));
  return `${rest} ${values.join(', ')}`;
}

/** Said when a run that was left goes on. */
export function continued({ step, done }: Results): Saying {
  return (words) => words.t(done ? 'continuedDone' : 'continued', { step });
}

/** Why the run is not that of the inputs. */
export function runError(
  words: Words,
  inputs: LabInputs | null,
  run: LabRun | null,
): LabError | null {
  const { refusal, failure } = run ?? {};
  if (refusal && inputs) {
    const { input, code } = refusal;
    const message = words.refusal(refusal, inputs.lab.inputs);
    return input ? { input, code, message } : { code, message };
  }
  return failure ? { message: failureOf(words, inputs, failure) } : null;
}

/** Why something that was asked of the engine did not come. */
export function failureOf(
  words: Words,
  inputs: LabInputs | null,
  outcome: Outcome | undefined,
): string {
  if (outcome?.kind === 'refusal') return words.refusal(outcome.refusal, inputs?.lab.inputs ?? []);
  if (outcome?.kind !== 'failure') return words.t('lost');
  const isMemory = /alloc|memory/i.test(outcome.message);
  return isMemory ? words.t('noMemory') : words.t('failed', { message: outcome.message });
}
