// The last run, one click away, once another has taken its place.
import { html, nothing } from 'lit';
import type { Words } from '../i18n/words';
import type { LabRun } from './run';
import type { LeftRun } from './timeline/timeline';

export function lastRun(words: Words, { last }: LabRun, back: (last: LeftRun) => void) {
  if (!last) return nothing;
  return html`<p class="last-run">
    <span class="soft">${words.t('lastRun', { step: last.step })}</span>
    <button class="quiet" type="button" data-run="back" @click=${() => back(last)}>
      ${words.t('backToLastRun')}
    </button>
  </p>`;
}
