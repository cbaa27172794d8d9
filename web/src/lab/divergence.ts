// Why a run cannot go on: since when, and what to lower.
import { html, nothing } from 'lit';
import type { InputInfo } from '../engine/types';
import type { Words } from '../i18n/words';
import type { LabRun } from './run';

export function divergence(words: Words, inputs: InputInfo[], { results }: LabRun) {
  if (!results.trouble) return nothing;
  const { values } = results.trouble;
  const told = {
    ...results.trouble,
    values: { ...values, curve: words.report(values.curve ?? '') },
  };
  return html`<p class="message problem" role="alert">${words.refusal(told, inputs)}</p>`;
}
