// What is seen of a run under its bar: messages, and the results or how to get them.
import { html, nothing } from 'lit';
import { byteSize } from '../base/numbers';
import { keep, kept } from '../base/storage';
import type { LabInfo } from '../engine/types';
import type { Results } from '../engine/results';
import type { Words } from '../i18n/words';
import { archivePanels, reportPanels } from '../panels/index';
import type { LabRun } from './run';
import type { LabError } from './state';
import type { Loading } from './supply';

export function messages(
  words: Words,
  run: LabRun,
  error: LabError | null,
  notice: string,
  retry: () => void,
) {
  return html`${run.loading ? loadingView(words, run.loading) : nothing}
  ${error ? problem(words, run, error, retry) : nothing}
  ${notice ? html`<p class="message" role="status">${notice}</p>` : nothing}`;
}

function problem(words: Words, run: LabRun, error: LabError, retry: () => void) {
  const isInput = 'input' in error;
  return html`<p class="message problem">
    <span>${isInput ? words.t('refused', { message: error.message }) : error.message}</span>
    ${run.results.step ? html`<span class="soft">${words.t('stale')}</span>` : nothing}
    ${
      isInput
        ? nothing
        : html`<button class="quiet" type="button" @click=${retry}>${words.t('tryAgain')}</button>`
    }
  </p>`;
}

function loadingView(words: Words, { name, loaded, total }: Loading) {
  const known = { name, loaded: byteSize(loaded), total: byteSize(total) };
  return html`<div class="message loading-data">
    <span>${words.t(total ? 'loadingPart' : 'loadingData', known)}</span>
    <progress
      max=${total || 1}
      value=${total ? loaded : nothing}
      aria-label=${words.t('loadingData', { name })}
    ></progress>
  </div>`;
}

export function resultsView(
  words: Words,
  lab: LabInfo,
  { results, stale }: LabRun,
  scheme: string,
  withPublished: boolean,
) {
  if (results.total === 0) return nothing;
  if (results.step === 0) return invitation(words, results.total);
  return html`<div class=${stale ? 'stale' : ''}>
    ${reportPanels(words, results, scheme)} ${numbers(words, lab, results, withPublished)}
  </div>`;
}

const loadNumbers = () => {
  // Where it cannot be had, opening it again asks again.
  import('../panels/numbers').catch(() => {});
};

/** Folded, unless this reader opened it before. */
function numbers(words: Words, { presets }: LabInfo, results: Results, compares: boolean) {
  const isOpen = kept('numbers') === 'open';
  const toggled = (event: Event) => {
    const { open } = event.target as HTMLDetailsElement;
    keep('numbers', open ? 'open' : 'folded');
    if (open) loadNumbers();
  };
  if (isOpen) loadNumbers();
  return html`<details class="numbers" ?open=${isOpen} @toggle=${toggled}>
    <summary>${words.t('numbers')}</summary>
    <unfold-numbers
      .words=${words}
      .results=${results}
      .preset=${presets.find(({ name }) => name === results.preset)}
      .step=${results.step}
      .fingerprint=${results.fingerprint}
      ?compares=${compares}
      >${archivePanels(words, results)}</unfold-numbers
    >
  </details>`;
}

function invitation(words: Words, total: number) {
  return html`<div class="empty">
    <p>${words.t('pressPlay', { total })}</p>
    <p class="soft">${words.t('keys')}</p>
  </div>`;
}

/** The way of a lab's vectors to the lab that draws them. */
export function mapView(words: Words, { id, hasEmbeddings }: LabInfo, run: LabRun) {
  if (!hasEmbeddings || id === 'embedding-map' || run.results.step === 0) return nothing;
  void import('./to-map');
  return html`<unfold-to-map
    lab=${id}
    .words=${words}
    .run=${run}
    ?disabled=${run.stale}
  ></unfold-to-map>`;
}

/** The run as a file, out and in. */
export function filesView(words: Words, canSave: boolean, save: () => void, open: () => void) {
  return html`<div class="files">
    <button class="quiet" type="button" data-file="save" ?disabled=${!canSave} @click=${save}>
      ${words.t('saveRun')}
    </button>
    <button class="quiet" type="button" data-file="open" @click=${open}>
      ${words.t('openRun')}
    </button>
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
