// What is seen of a run under its bar: messages, and the results or how to get them.
import { html, nothing } from 'lit';
import { byteSize, count } from '../base/numbers';
import type { LabInfo, Refusal } from '../engine/types';
import type { Words } from '../i18n/words';
import { archivePanels, reportPanels } from '../panels/index';
import { resultsAt, titlesOf, type Place } from '../panels/places';
import { showsHand } from './address';
import type { Group } from './group';
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

/** Pixels of a chart: in front, alone or one of two, on a phone, and in a group. */
const HEIGHTS = { alone: 220, both: 150, narrow: 112, group: 200 };

const isStale = ({ stale }: LabRun) => (stale ? 'stale' : '');

/** What the lab answers and its first chart; before the first step what the untrained model makes of
 *  its data. */
export function frontView(words: Words, run: LabRun, scheme: string, isNarrow: boolean) {
  const { results, stale } = run;
  if (results.total === 0) return nothing;
  const shown = resultsAt(words, results, 'front');
  const hasPlot = Object.keys(shown.plots).length > 0;
  const height = HEIGHTS[isNarrow ? 'narrow' : hasPlot ? 'both' : 'alone'];
  const isEarlier = stale && results.step > 0;
  return html`<div class="front ${isStale(run)}">
    ${isEarlier ? html`<p class="earlier">${words.t('stale')}</p>` : nothing}
    ${reportPanels(words, shown, scheme, { which: 'first', height })}
  </div>`;
}

/** Panels of one place, under a name. */
function placed(words: Words, run: LabRun, scheme: string, place: Place): Group | null {
  const shown = resultsAt(words, run.results, place);
  const curves = place === 'results' ? run.results.curves : {};
  shown.curves = curves;
  const titles = titlesOf(words, shown);
  if (titles.length === 0 && Object.keys(curves).length < 2) return null;
  return {
    name: place,
    title: words.t(place as 'results' | 'data'),
    about: titles.join(', '),
    isOpen: place === 'results',
    content: () =>
      html`<div class=${isStale(run)}>
        ${reportPanels(words, shown, scheme, {
          which: 'others',
          height: HEIGHTS.group,
          span: 3,
        })}
      </div>`,
  };
}

/** What of the results is not in front. */
export const resultsGroup = (words: Words, run: LabRun, scheme: string) =>
  run.results.isOneStep ? null : placed(words, run, scheme, 'results');

export const dataGroup = (words: Words, run: LabRun, scheme: string) =>
  placed(words, run, scheme, 'data');

/** The network, what a cell of it computes, and its numbers as they are now. */
export function insideGroup(
  words: Words,
  inputs: LabInputs,
  run: LabRun,
  scheme: string,
): Group | null {
  const numbers = placed(words, run, scheme, 'inside');
  if (!run.results.network && !numbers) return null;
  return {
    name: 'inside',
    title: words.t('inside'),
    about: numbers?.about,
    isOpen: showsHand(),
    content: () => [
      networkView(words, run),
      insideView(words, inputs, run, scheme),
      numbers?.content(),
    ],
  };
}

/** What was printed, and what a run can be told by. */
export function numbersGroup(
  words: Words,
  { presets }: LabInfo,
  { results }: LabRun,
  compares: boolean,
): Group | null {
  if (results.step === 0) return null;
  return {
    name: 'numbers',
    title: words.t('numbers'),
    content: () => {
      // Where it cannot be had, opening it again asks again.
      import('../panels/numbers').catch(() => {});
      return html`<unfold-numbers
        .words=${words}
        .results=${results}
        .preset=${presets.find(({ name }) => name === results.preset)}
        .step=${results.step}
        .fingerprint=${results.fingerprint}
        ?compares=${compares}
        >${archivePanels(words, results)}</unfold-numbers
      >`;
    },
  };
}

/** The run for other programs. */
export function takeAlongGroup(words: Words, inputs: LabInputs, run: LabRun): Group | null {
  const { results, stale } = run;
  if (results.total === 0) return null;
  return {
    name: 'take-along',
    title: words.t('takeAlong'),
    content: () => {
      // Where it cannot be had, opening it again asks again.
      import('./take-along').catch(() => {});
      return html`<unfold-take-along
        .words=${words}
        .inputs=${inputs}
        .run=${run}
        .results=${results}
        trouble=${results.trouble?.code ?? ''}
        ?disabled=${stale}
      ></unfold-take-along>`;
    },
  };
}

/** The network that the lab trains; what draws it comes once the page rests. */
const networkView = (words: Words, { results }: LabRun) =>
  results.network
    ? html`<unfold-network
        .words=${words}
        .results=${results}
        step=${results.step}
      ></unfold-network>`
    : nothing;

/** What a cell of it computes; what shows it comes once the page rests. */
const insideView = (words: Words, inputs: LabInputs, run: LabRun, scheme: string) =>
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
export function askGroup(
  words: Words,
  { question }: LabInfo,
  run: LabRun,
  scheme: string,
): Group | null {
  if (!question || run.results.step === 0) return null;
  return {
    name: 'ask',
    title: words.t('tryIt'),
    isOpen: true,
    content: () => {
      void import('./ask');
      return html`<unfold-ask
        .question=${question}
        .words=${words}
        .run=${run}
        .results=${run.results}
        step=${run.results.step}
        scheme=${scheme}
      ></unfold-ask>`;
    },
  };
}
