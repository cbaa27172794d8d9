// What is seen of a run under its bar: messages, and the results or how to get them.
import { html, nothing } from 'lit';
import type { LabInfo } from '../engine/types';
import type { Words } from '../i18n/words';
import { panels } from '../panels/index';
import type { LabRun } from './run';
import type { LabError } from './state';

export function messages(words: Words, run: LabRun, error: LabError | null, notice: string) {
  return html`${
    error
      ? html`<p class="message problem">
          <span>
            ${'input' in error ? words.t('refused', { message: error.message }) : error.message}
          </span>
          ${run.results.step ? html`<span class="soft">${words.t('stale')}</span>` : nothing}
        </p>`
      : nothing
  }
  ${notice ? html`<p class="message" role="status">${notice}</p>` : nothing}`;
}

export function resultsView(
  words: Words,
  { results, stale }: LabRun,
  scheme: string,
  withPublished: boolean,
) {
  if (results.total === 0) return nothing;
  if (results.step === 0) return invitation(words, results.total);
  return html`<div class=${stale ? 'stale' : ''}>
    ${panels(words, results, scheme, withPublished)}
    ${
      results.fingerprint
        ? html`<p class="fingerprint">
            ${words.t('fingerprint')} <code>${results.fingerprint}</code>
          </p>`
        : nothing
    }
  </div>`;
}

function invitation(words: Words, total: number) {
  return html`<div class="empty">
    <p>${words.t('pressPlay', { total })}</p>
    <p class="soft">${words.t('keys')}</p>
  </div>`;
}

/** What the trained model can be asked, once it has trained. */
export function askView(words: Words, { question }: LabInfo, run: LabRun, scheme: string) {
  if (!question || run.results.step === 0) return nothing;
  void import('./ask');
  return html`<unfold-ask
    .question=${question}
    .words=${words}
    .run=${run}
    .results=${run.results}
    step=${run.results.step}
    scheme=${scheme}
  ></unfold-ask>`;
}
