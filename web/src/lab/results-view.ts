// What is seen of a run under its bar: messages, and the results or how to get them.
import { html, nothing } from 'lit';
import { byteSize, count } from '../base/numbers';
import { keep, kept } from '../base/storage';
import type { LabInfo, Refusal } from '../engine/types';
import type { Results } from '../engine/results';
import type { Words } from '../i18n/words';
import { archivePanels, reportPanels } from '../panels/index';
import type { LabInputs } from './inputs';
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
  ${run.lacks ? lacking(words, run.lacks, retry) : nothing}
  ${error ? problem(words, error, retry) : nothing}
  ${notice ? html`<p class="message" role="status">${notice}</p>` : nothing}`;
}

function problem(words: Words, error: LabError, retry: () => void) {
  const isInput = 'input' in error;
  return html`<p class="message problem">
    <span>${isInput ? words.t('refused', { message: error.message }) : error.message}</span>
    ${
      isInput
        ? nothing
        : html`<button class="quiet" type="button" @click=${retry}>${words.t('tryAgain')}</button>`
    }
  </p>`;
}

function lacking(words: Words, lacks: Refusal, retry: () => void) {
  // Where it cannot be had, the next results ask again.
  import('./lacking').catch(() => {});
  return html`<unfold-lacking .words=${words} .lacks=${lacks} .retry=${retry}></unfold-lacking>`;
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
  if (results.step === 0) return untrained(words, results, stale, scheme);
  return html`<div class=${stale ? 'stale' : ''}>
    ${stale ? html`<p class="earlier">${words.t('stale')}</p>` : nothing}
    ${reportPanels(words, results, scheme)} ${numbers(words, lab, results, withPublished)}
  </div>`;
}

/** The data, and what the untrained model makes of them. */
const untrained = (words: Words, results: Results, stale: boolean, scheme: string) =>
  html`<div class="untrained ${stale ? 'stale' : ''}">
    ${reportPanels(words, results, scheme)}
  </div>`;

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

/** The network that the lab trains; what draws it comes once the page rests. */
export const networkView = (words: Words, { results }: LabRun) =>
  results.network
    ? html`<unfold-network
        .words=${words}
        .results=${results}
        step=${results.step}
      ></unfold-network>`
    : nothing;

/** What a cell of it computes; what shows it comes once the page rests. */
export const insideView = (words: Words, inputs: LabInputs, run: LabRun, scheme: string) =>
  run.results.network
    ? html`<unfold-inside
        .words=${words}
        .inputs=${inputs}
        .run=${run}
        .results=${run.results}
        step=${run.results.step}
        scheme=${scheme}
        ?disabled=${run.stale}
      ></unfold-inside>`
    : nothing;

/** What to press, until there is a step. */
export function invitation(words: Words, { results, stale }: LabRun, isPage: boolean) {
  if (results.total < 2 || results.step > 0 || stale) return nothing;
  return html`<p class="invitation">
    <span>${words.t('pressPlay', { total: count(results.total) })}</span>
    <span class="soft">${words.t(isPage ? 'keys' : 'keysInside')}</span>
  </p>`;
}

/** The run for other programs; what offers it comes once the page rests, or else with results. */
export function takeAlongView(words: Words, inputs: LabInputs, run: LabRun) {
  const { results, stale } = run;
  if (results.total === 0) return nothing;
  if (results.step > 1) import('./take-along').catch(() => {});
  return html`<unfold-take-along
    .words=${words}
    .inputs=${inputs}
    .run=${run}
    .results=${results}
    trouble=${results.trouble?.code ?? ''}
    ?disabled=${stale}
  ></unfold-take-along>`;
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
export function filesView(
  words: Words,
  canSave: boolean,
  problem: string,
  save: () => void,
  open: () => void,
) {
  return html`<div class="files">
    <button class="quiet" type="button" data-file="save" ?disabled=${!canSave} @click=${save}>
      ${words.t('saveRun')}
    </button>
    <button class="quiet" type="button" data-file="open" @click=${open}>
      ${words.t('openRun')}
    </button>
    <p class=${problem ? 'message problem' : ''} role="alert">${problem}</p>
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
